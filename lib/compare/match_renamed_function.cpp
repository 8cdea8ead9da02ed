#include "compare/match_renamed_function.h"

#include <fmt/core.h>

#include <map>
#include <string>

#include "compare/function_groups.h"

namespace goescape {
namespace {

using FunctionKey = std::pair<StringId, StringId>;  // Package, declared name.

FunctionKey key_of(const LoneFunction& function) { return {function.package, function.declared}; }

// The partner for which most pairs speak, by function; nothing where two have as many.
class Favourites {
 public:
  void vote(FunctionKey from, FunctionKey to, std::uint32_t votes) {
    Favourite& favourite = favourites_[from];
    if (votes > favourite.votes) {
      favourite = {votes, to};
    } else if (votes == favourite.votes) {
      favourite.function.reset();
    }
  }

  [[nodiscard]] std::optional<FunctionKey> of(FunctionKey from) const {
    const auto found = favourites_.find(from);
    return found == favourites_.end() ? std::nullopt : found->second.function;
  }

 private:
  struct Favourite {
    std::uint32_t votes = 0;
    std::optional<FunctionKey> function;
  };
  std::map<FunctionKey, Favourite> favourites_;
};

void pair_common(Matching& matching, const LoneFunction& from, const LoneFunction& to) {
  for (const auto& [old_index, new_index] : common_decisions(matching, from, to)) {
    add_pair(matching, matching.old_left[old_index], matching.new_left[new_index], MatchStep::kRenamedFunction);
  }
}

// Functions that were seen under both names on lines that did not change.
void match_seen_renames(Matching& matching) {
  Favourites new_names;
  Favourites old_names;
  for (const auto& [rename, votes] : matching.renames) {
    const FunctionKey from{rename.old_package, rename.old_declared};
    const FunctionKey to{rename.new_package, rename.new_declared};
    new_names.vote(from, to, votes);
    old_names.vote(to, from, votes);
  }
  std::map<FunctionKey, const LoneFunction*> added_by_name;
  const std::vector<LoneFunction> gone = lone_old_functions(matching);
  const std::vector<LoneFunction> added = lone_new_functions(matching);
  for (const LoneFunction& function : added) {
    added_by_name[key_of(function)] = &function;
  }
  for (const LoneFunction& from : gone) {
    const auto to = new_names.of(key_of(from));
    const auto found = to ? added_by_name.find(*to) : added_by_name.end();
    if (found != added_by_name.end() && old_names.of(*to) == key_of(from)) {
      pair_common(matching, from, *found->second);
    }
  }
  drop_matched(matching);
}

// What two functions have to have in common besides their decisions.
enum class Kept { kName, kReceiver, kNothing };

// All that is said of a function, without its names; equal for two that are the same but for their names.
std::string content(const Matching& matching, const std::vector<Decision>& left, const LoneFunction& function,
                    Kept kept) {
  const FunctionParts parts = function_parts(matching.names[function.declared]);
  const std::string_view kept_name = kept == Kept::kName       ? parts.name
                                     : kept == Kept::kReceiver ? parts.receiver
                                                               : std::string_view();
  std::string result = fmt::format("{} {}", static_cast<std::uint32_t>(function.package), kept_name);
  const Decision& first = left[function.decisions.front()];
  StringId path = first.path;
  for (const std::uint32_t index : function.decisions) {
    const Decision& decision = left[index];
    const std::string expression = without_own_names(matching.names[decision.expression], parts);
    // A name of another length shifts what follows it on its line: parameters, and calls of the function by itself.
    const bool may_shift = decision.kind == Kind::kMovedToHeap || expression != matching.names[decision.expression];
    result += '\0';
    result += fmt::format("{} {} {} {} {} {}", decision.own_line - first.own_line, may_shift ? 0 : decision.column,
                          static_cast<int>(decision.kind), decision.path == path,
                          static_cast<std::uint32_t>(matching.names_of(decision).closure), expression);
    path = decision.path;
  }
  return result;
}

struct SameContent {
  std::vector<const LoneFunction*> old_functions;
  std::vector<const LoneFunction*> new_functions;
};

void match_same_content(Matching& matching, Kept kept) {
  const std::vector<LoneFunction> gone = lone_old_functions(matching);
  const std::vector<LoneFunction> added = lone_new_functions(matching);
  std::map<std::string, SameContent> by_content;
  for (const LoneFunction& function : gone) {
    by_content[content(matching, matching.old_left, function, kept)].old_functions.push_back(&function);
  }
  for (const LoneFunction& function : added) {
    by_content[content(matching, matching.new_left, function, kept)].new_functions.push_back(&function);
  }
  for (const auto& [content, same] : by_content) {
    if (same.old_functions.size() != same.new_functions.size()) {
      continue;
    }
    for (std::size_t index = 0; index < same.old_functions.size(); ++index) {
      pair_common(matching, *same.old_functions[index], *same.new_functions[index]);
    }
  }
  drop_matched(matching);
}

}  // namespace

void match_renamed_function(Matching& matching) {
  match_seen_renames(matching);
  for (const Kept kept : {Kept::kName, Kept::kReceiver, Kept::kNothing}) {
    match_same_content(matching, kept);
  }
}

}  // namespace goescape
