// What all steps of matching work on: the decisions of two reports that have no partner yet, in terms that both share.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "compare/function_name.h"
#include "compare/line_map.h"
#include "model/diff.h"
#include "model/report.h"
#include "model/source_changes.h"

namespace goescape {

// One heap decision. Strings are named in Matching::names, whichever report they come from. Places and packages of the
// old report are named as the new one names them, so that what stayed where it was is equal on both sides.
struct Decision {
  FindingIndex finding{};
  Kind kind = Kind::kEscapesToHeap;
  LineState line_state = LineState::kUnknown;
  bool inlined = false;        // It comes out of another function's body (Finding::origin).
  bool at_home = false;        // Its file lies in the folder of its package; generic code of others does not.
  bool matched = false;        // For pair_equal() alone; what is left over is never matched.
  StringId path{};             // Finding::file of its own report.
  StringId file{};             // The file; empty when the other side does not have it.
  std::uint32_t line = 0;      // Its line, where that is the same or unknown; 0 where it was changed.
  std::uint32_t own_line = 0;  // Finding::line of its own report.
  std::uint32_t column = 0;
  std::uint32_t hunk = 0;  // The changed place that it stands in, where line_state is kChanged.
  StringId own_package{};  // The import path in its own report.
  StringId package{};      // The import path.
  StringId function{};
  StringId expression{};  // Normalised.
};

// The declared functions that a report says anything about, for whatever kind of finding.
class FunctionSet {
 public:
  void add(StringId package, StringId declared) { members_.push_back(key(package, declared)); }

  // To be called when all are added.
  void finish();

  [[nodiscard]] bool contains(StringId package, StringId declared) const {
    return std::binary_search(members_.begin(), members_.end(), key(package, declared));
  }

 private:
  static std::uint64_t key(StringId package, StringId declared) {
    return static_cast<std::uint64_t>(package) << 32U | static_cast<std::uint64_t>(declared);
  }

  std::vector<std::uint64_t> members_;
};

// The parts of a function's name that steps compare, as names of their own.
struct FunctionNames {
  StringId declared{};         // As FunctionParts::declared.
  StringId closure{};          // As FunctionParts::closure.
  StringId without_numbers{};  // As without_closure_numbers().
};

// A declared function under two names, packages as in Decision::package.
struct FunctionRename {
  StringId old_package{};
  StringId old_declared{};
  StringId new_package{};
  StringId new_declared{};

  friend auto operator<=>(const FunctionRename&, const FunctionRename&) = default;
};

struct Matching {
  StringPool names;
  std::vector<FunctionNames> functions;  // By StringId of the function.
  std::vector<Decision> old_left;        // Without a partner so far, in the order of the report.
  std::vector<Decision> new_left;
  std::vector<FindingPair> pairs;
  std::map<FunctionRename, std::uint32_t> renames;  // How many pairs speak for it.
  FunctionSet old_functions;                        // Packages as in Decision::package.
  FunctionSet new_functions;
  std::uint64_t undecided = 0;  // Decisions of packages of which one side is not known; they are in neither list.

  [[nodiscard]] const FunctionNames& names_of(const Decision& decision) const {
    return functions[static_cast<std::size_t>(decision.function)];
  }
  [[nodiscard]] bool in_closure(const Decision& decision) const {
    return names_of(decision).closure != StringId::kEmpty;
  }
};

// Everything unmatched. Decisions of packages that failed to compile on either side are counted as undecided, and so
// are those of packages that the other report lacks, when it also tells of a failure that belongs to no package.
Matching begin_matching(const Report& old_report, const Report& new_report, const SourceChanges& changes);

// What has to be equal for two decisions to be a pair.
using MatchKey = std::array<std::uint32_t, 7>;

template <typename... Parts>
MatchKey match_key(Parts... parts) {
  static_assert(sizeof...(Parts) <= std::tuple_size_v<MatchKey>);
  return {static_cast<std::uint32_t>(parts)...};
}

// A decision that takes part in a round of pairing, by its index in the list of its side.
struct KeyedDecision {
  MatchKey key;
  std::uint32_t index;

  friend bool operator<(const KeyedDecision& a, const KeyedDecision& b) {
    return a.key != b.key ? a.key < b.key : a.index < b.index;
  }
};

// How equal candidates are dealt with.
enum class Several {
  kInOrder,  // The first goes with the first, as far as there are two.
  kNone,     // Only where each side has exactly one.
};

// The pairs, as indexes in the two lists, that have equal keys. Both lists are sorted on the way.
std::vector<std::pair<std::uint32_t, std::uint32_t>> equal_pairs(std::vector<KeyedDecision>& old_keyed,
                                                                 std::vector<KeyedDecision>& new_keyed,
                                                                 Several several);

template <typename KeyOf>
std::vector<KeyedDecision> keyed_decisions(const std::vector<Decision>& left, KeyOf key_of) {
  std::vector<KeyedDecision> result;
  result.reserve(left.size());
  for (std::uint32_t index = 0; index < left.size(); ++index) {
    if (const std::optional<MatchKey> key = key_of(left[index])) {
      result.push_back({*key, index});
    }
  }
  return result;
}

// Makes a pair of an old and a new decision and takes both off the lists at the next drop_matched().
void add_pair(Matching& matching, Decision& old_decision, Decision& new_decision, MatchStep step);
void drop_matched(Matching& matching);

// One round: pairs decisions for which `key_of` gives equal keys; those for which it gives nothing stay out.
// `step_of` names the step of a pair of decisions.
template <typename KeyOf, typename StepOf>
void pair_equal(Matching& matching, KeyOf key_of, StepOf step_of, Several several = Several::kInOrder) {
  auto old_keyed = keyed_decisions(matching.old_left, key_of);
  auto new_keyed = keyed_decisions(matching.new_left, key_of);
  for (const auto& [old_index, new_index] : equal_pairs(old_keyed, new_keyed, several)) {
    Decision& old_decision = matching.old_left[old_index];
    Decision& new_decision = matching.new_left[new_index];
    add_pair(matching, old_decision, new_decision, step_of(old_decision, new_decision));
  }
  drop_matched(matching);
}

}  // namespace goescape
