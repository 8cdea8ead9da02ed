#include "compare/leak_changes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace goescape {
namespace {

using Names = std::multiset<std::string_view>;

Names leaking(const Report& report, const FunctionFacts* facts, Kind kind) {
  Names names;
  if (facts != nullptr) {
    for (const Finding* leak : facts->leaks) {
      if (leak->kind == kind) {
        names.insert(report.text(leak->expression));
      }
    }
  }
  return names;
}

// How many of `names` are not in `others`.
std::size_t missing(const Names& names, const Names& others) {
  return static_cast<std::size_t>(
      std::count_if(names.begin(), names.end(), [&](std::string_view name) { return others.count(name) == 0; }));
}

}  // namespace

std::vector<const Finding*> new_leaks(const Report& old_report, const FunctionFacts* old_facts,
                                      const Report& new_report, const FunctionFacts& new_facts) {
  Names graver;  // What leaked in a graver way before: not new in a lesser one.
  for (const Kind kind : {Kind::kLeakingParam, Kind::kLeakingParamContent, Kind::kLeakingParamToResult}) {
    const Names before = leaking(old_report, old_facts, kind);
    const Names after = leaking(new_report, &new_facts, kind);
    std::vector<const Finding*> leaks;
    for (const Finding* leak : new_facts.leaks) {
      const std::string_view name = new_report.text(leak->expression);
      if (leak->kind == kind && before.count(name) == 0 && graver.count(name) == 0) {
        leaks.push_back(leak);
      }
    }
    if (leaks.size() > missing(before, after)) {
      return leaks;
    }
    graver.insert(before.begin(), before.end());
  }
  return {};
}

std::string leak_sentence(const Report& report, const std::vector<const Finding*>& leaks, const std::string& function) {
  std::vector<std::string_view> names;
  for (const Finding* leak : leaks) {
    if (std::find(names.begin(), names.end(), report.text(leak->expression)) == names.end()) {
      names.push_back(report.text(leak->expression));
    }
  }
  const bool many = names.size() > 1;
  const std::string parameters = fmt::format("parameter{} {}", many ? "s" : "", fmt::join(names, ", "));
  switch (leaks.front()->kind) {
    case Kind::kLeakingParamContent:
      return fmt::format("what {} of {} point{} to leaks to the heap now", parameters, function, many ? "" : "s");
    case Kind::kLeakingParamToResult:
      return fmt::format("{} of {} leak{} to a result now", parameters, function, many ? "" : "s");
    default:
      return fmt::format("{} of {} leak{} to the heap now", parameters, function, many ? "" : "s");
  }
}

}  // namespace goescape
