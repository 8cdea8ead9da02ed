#include "compare/match_moved_function.h"

#include <map>

#include "compare/function_groups.h"

namespace goescape {
namespace {

// By name, the functions of each side that have it.
struct SameName {
  std::vector<const LoneFunction*> old_functions;
  std::vector<const LoneFunction*> new_functions;
};

}  // namespace

void match_moved_function(Matching& matching) {
  const std::vector<LoneFunction> gone = lone_old_functions(matching);
  const std::vector<LoneFunction> added = lone_new_functions(matching);
  std::map<StringId, SameName> by_name;
  for (const LoneFunction& function : gone) {
    by_name[function.declared].old_functions.push_back(&function);
  }
  for (const LoneFunction& function : added) {
    by_name[function.declared].new_functions.push_back(&function);
  }
  for (const auto& [declared, same] : by_name) {
    if (same.old_functions.size() != 1 || same.new_functions.size() != 1) {
      continue;
    }
    const LoneFunction& from = *same.old_functions.front();
    const LoneFunction& to = *same.new_functions.front();
    const auto common = common_decisions(matching, from, to);
    if (common.size() * 2 < std::max(from.decisions.size(), to.decisions.size())) {
      continue;
    }
    for (const auto& [old_index, new_index] : common) {
      add_pair(matching, matching.old_left[old_index], matching.new_left[new_index], MatchStep::kMovedFunction);
    }
  }
  drop_matched(matching);
}

}  // namespace goescape
