// What directives do to the findings of a report, and which of them a change may not bring along.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "resolve/directives.h"

namespace goescape {
namespace {

using TrustKey = std::tuple<DirectiveType, std::string, std::string, std::string, std::string>;

TrustKey trust_key(const Directive& directive) {
  return {directive.type, directive.file, directive.function, directive.context, directive.text};
}

}  // namespace

std::vector<std::uint32_t> apply_suppressions(Report& report, const Directives& directives) {
  std::vector<std::uint32_t> used(directives.list.size());
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_file;
  for (std::size_t index = 0; index < directives.list.size(); ++index) {
    if (directives.list[index].type == DirectiveType::kIgnore) {
      by_file[directives.list[index].file].push_back(index);
    }
  }
  if (by_file.empty()) {
    return used;
  }
  for (Finding& finding : report.findings) {
    const auto found = by_file.find(report.text(finding.file));
    if (found == by_file.end() || !is_heap_decision(finding.kind)) {
      continue;
    }
    for (const std::size_t index : found->second) {
      const Directive& directive = directives.list[index];
      if (finding.line >= directive.first_line && finding.line <= directive.last_line) {
        finding.suppressed = true;
        ++used[index];
      }
    }
  }
  return used;
}

std::vector<Directive> keep_trusted(Directives& directives, const Directives& trusted) {
  std::map<TrustKey, std::int64_t> there;
  for (const Directive& directive : trusted.list) {
    ++there[trust_key(directive)];
  }
  std::vector<Directive> untrusted;
  std::vector<Directive> kept;
  for (Directive& directive : directives.list) {
    bool keep = directive.type == DirectiveType::kNoEscape;
    if (!keep) {
      const auto found = there.find(trust_key(directive));
      keep = found != there.end() && found->second-- > 0;
    }
    (keep ? kept : untrusted).push_back(std::move(directive));
  }
  directives.list = std::move(kept);
  return untrusted;
}

}  // namespace goescape
