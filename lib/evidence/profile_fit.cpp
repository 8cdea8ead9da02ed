#include "evidence/profile_fit.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "evidence/profile_names.h"
#include "evidence/profile_site.h"
#include "resolve/go_functions.h"
#include "resolve/line_directives.h"
#include "util/display.h"

namespace goescape {
namespace {

// Reads each file once.
class Sources {
 public:
  explicit Sources(const ReadSource& read) : read_(read) {}

  // The functions of a file; nullptr where they cannot be told.
  const FunctionTable* functions(std::string_view file) {
    auto known = tables_.find(file);
    if (known == tables_.end()) {
      known = tables_.emplace(std::string(file), scan(file)).first;
    }
    return known->second ? &*known->second : nullptr;
  }

 private:
  [[nodiscard]] std::optional<FunctionTable> scan(std::string_view file) const {
    const auto text = read_(file);
    if (!text || !line_directive_names(*text).empty()) {
      return std::nullopt;
    }
    return FunctionTable::scan(*text);
  }

  const ReadSource& read_;
  std::map<std::string, std::optional<FunctionTable>, std::less<>> tables_;
};

// The declared function around a span of the table.
const FunctionSpan& declaration_of(const FunctionTable& table, const FunctionSpan& span) {
  const FunctionSpan* around = &span;
  while (around->parent != FunctionSpan::kNone) {
    around = &table.spans()[around->parent];
  }
  return *around;
}

// Literals that were inlined together with the function around them have the name of that in the midst of theirs.
bool is_named(const FunctionTable& table, const FunctionSpan& span, std::string_view function) {
  const FunctionSpan& declaration = declaration_of(table, span);
  if (declaration.literal()) {
    return function.starts_with("init") || function.starts_with("glob.");
  }
  const std::string name = table.name(declaration);
  return match_names(function, name) > NameMatch::kUnknown || function.find("." + name + ".") != std::string_view::npos;
}

bool fits(const FunctionTable& table, std::string_view function, std::uint32_t line, std::uint32_t start_line) {
  // Not in any function: the initial values of variables.
  if (function == "init" || function.starts_with("map.init.")) {
    return true;
  }
  return std::any_of(table.spans().begin(), table.spans().end(), [&](const FunctionSpan& span) {
    return span.begin.line <= line && line <= span.end.line && (start_line == 0 || span.begin.line == start_line) &&
           is_named(table, span, function);
  });
}

}  // namespace

ProfileFit fit_of(Report& report, std::span<const MemoryProfile> profiles, const std::string& module_dir,
                  const ReadSource& read) {
  ProfileFit fit;
  Sources sources(read);
  std::set<std::tuple<std::string_view, std::uint32_t, std::string_view>> seen;
  for (const MemoryProfile& profile : profiles) {
    for (const ProfileFrame& frame : profile.frames) {
      const ProfileFunction& function = profile.functions[frame.function];
      const ProfileSite site = site_of(report, function, frame.line, module_dir);
      const std::string_view file = report.text(site.file);
      const std::string_view name = report.text(site.function);
      if (site.category != Category::kModule || !seen.emplace(file, frame.line, name).second) {
        continue;
      }
      const FunctionTable* const table = sources.functions(file);
      if (table == nullptr) {
        continue;
      }
      ++fit.places;
      if (!fits(*table, name, frame.line, function.start_line)) {
        ++fit.misplaced;
        if (fit.example.empty()) {
          fit.example = fmt::format("{}:{} is not in {}", escaped(file), frame.line, escaped(name));
        }
      }
    }
  }
  return fit;
}

}  // namespace goescape
