#include "evidence/line_match.h"

#include <algorithm>
#include <map>
#include <set>

namespace goescape {
namespace {

using Owners = std::map<std::size_t, std::size_t>;  // Decisions by the calls that are theirs.

class Matcher {
 public:
  Matcher(std::span<const WantedCall> wanted, std::span<const LineCall> calls)
      : wanted_(wanted.begin(), wanted.end()), calls_(calls), used_(calls.size(), false), matches_(wanted.size()) {}

  LineMatches match();

 private:
  [[nodiscard]] bool is_open(std::size_t decision) const {
    return matches_[decision].verdict == LineVerdict::kNoCall && wanted_[decision].is_constant == constants_;
  }
  [[nodiscard]] bool can_have(std::size_t decision, std::size_t call) const {
    return !used_[call] && fits(wanted_[decision], calls_[call].kind, calls_[call].type);
  }
  void give(std::size_t decision, std::size_t call);
  void match_types();
  void match_kinds();
  void match_group(const std::vector<std::size_t>& decisions, const std::vector<std::size_t>& calls);
  void match_each(const std::vector<std::size_t>& decisions, const std::vector<std::size_t>& calls);
  bool find_call(std::size_t decision, const std::vector<std::size_t>& calls, std::set<std::size_t>& tried,
                 Owners& owners) const;
  [[nodiscard]] bool is_combined(const std::vector<std::size_t>& calls) const;
  void collect_group(std::size_t first, std::vector<std::size_t>& decisions, std::vector<std::size_t>& calls) const;
  void give_repeated_ones();
  void match_boxes();

  std::vector<WantedCall> wanted_;
  std::span<const LineCall> calls_;
  std::vector<bool> used_;
  std::vector<LineMatch> matches_;
  bool constants_ = false;  // It is the turn of those.
};

LineMatches Matcher::match() {
  match_types();
  match_kinds();
  give_repeated_ones();
  match_boxes();
  constants_ = true;
  match_kinds();
  LineMatches result;
  for (std::uint32_t call = 0; call < calls_.size(); ++call) {
    if (!used_[call]) {
      result.left_calls.push_back(call);
    }
  }
  result.decisions = std::move(matches_);
  return result;
}

void Matcher::give(std::size_t decision, std::size_t call) {
  used_[call] = true;
  matches_[decision].verdict = LineVerdict::kCall;
  matches_[decision].calls.push_back(static_cast<std::uint32_t>(call));
}

void Matcher::match_types() {
  for (std::size_t decision = 0; decision < wanted_.size(); ++decision) {
    for (std::size_t call = 0; call < calls_.size() && is_open(decision); ++call) {
      if (can_have(decision, call) && same_type(wanted_[decision], calls_[call].type)) {
        give(decision, call);
      }
    }
  }
}

void Matcher::match_kinds() {
  for (std::size_t first = 0; first < wanted_.size(); ++first) {
    std::vector<std::size_t> decisions;
    std::vector<std::size_t> calls;
    collect_group(first, decisions, calls);
    if (!calls.empty()) {
      match_group(decisions, calls);
    }
  }
}

// The decisions and calls that hang together with `first`: a call of one of them could be that of another.
void Matcher::collect_group(std::size_t first, std::vector<std::size_t>& decisions,
                            std::vector<std::size_t>& calls) const {
  if (!is_open(first)) {
    return;
  }
  decisions.push_back(first);
  for (std::size_t at = 0; at < decisions.size(); ++at) {
    for (std::size_t call = 0; call < calls_.size(); ++call) {
      if (!can_have(decisions[at], call) || std::find(calls.begin(), calls.end(), call) != calls.end()) {
        continue;
      }
      calls.push_back(call);
      for (std::size_t other = first + 1; other < wanted_.size(); ++other) {
        const bool known = std::find(decisions.begin(), decisions.end(), other) != decisions.end();
        if (!known && is_open(other) && can_have(other, call)) {
          decisions.push_back(other);
        }
      }
    }
  }
  std::sort(decisions.begin(), decisions.end());
  std::sort(calls.begin(), calls.end());
}

bool Matcher::is_combined(const std::vector<std::size_t>& calls) const {
  return std::all_of(calls.begin(), calls.end(), [&](std::size_t each) {
    return calls_[each].kind == CallKind::kObject && calls_[each].type.empty() && calls_[each].size != 0;
  });
}

void Matcher::match_group(const std::vector<std::size_t>& decisions, const std::vector<std::size_t>& calls) {
  if (calls.size() >= decisions.size()) {
    match_each(decisions, calls);
    return;
  }
  const bool combined = is_combined(calls);
  for (const std::size_t decision : decisions) {
    if (combined) {
      matches_[decision] = {LineVerdict::kShared, {static_cast<std::uint32_t>(calls.front())}};
    } else {
      matches_[decision].verdict = LineVerdict::kAmbiguous;
    }
  }
  for (const std::size_t call : calls) {
    used_[call] = true;
  }
}

// A call for each decision. The one that has what another needs takes another call.
void Matcher::match_each(const std::vector<std::size_t>& decisions, const std::vector<std::size_t>& calls) {
  Owners owners;
  std::vector<std::size_t> without;
  for (const std::size_t decision : decisions) {
    std::set<std::size_t> tried;
    if (!find_call(decision, calls, tried, owners)) {
      without.push_back(decision);
    }
  }
  for (const auto& [call, decision] : owners) {
    give(decision, call);
  }
  for (const std::size_t decision : without) {
    matches_[decision].verdict = LineVerdict::kAmbiguous;
  }
}

// Finds a call for the decision: the first that is free, so that the order holds; else one whose owner finds another
// (augmenting paths).
bool Matcher::find_call(std::size_t decision, const std::vector<std::size_t>& calls, std::set<std::size_t>& tried,
                        Owners& owners) const {
  for (const std::size_t call : calls) {
    if (can_have(decision, call) && !owners.contains(call)) {
      owners[call] = decision;
      return true;
    }
  }
  for (const std::size_t call : calls) {
    if (can_have(decision, call) && tried.insert(call).second && find_call(owners.at(call), calls, tried, owners)) {
      owners[call] = decision;
      return true;
    }
  }
  return false;
}

// What is left over may be what puts a slice or a text into an interface, where one and the same place says both.
void Matcher::match_boxes() {
  for (WantedCall& wanted : wanted_) {
    if (wanted.may_be_boxed) {
      wanted.kinds.set(static_cast<std::size_t>(CallKind::kBox));
    }
  }
  match_kinds();
  give_repeated_ones();
}

// What stands for several equal ones has several calls.
void Matcher::give_repeated_ones() {
  for (std::size_t call = 0; call < calls_.size(); ++call) {
    for (std::size_t decision = 0; decision < wanted_.size() && !used_[call]; ++decision) {
      const bool told = !wanted_[decision].type.empty() && !calls_[call].type.empty();
      const bool fits_it = can_have(decision, call) && (!told || same_type(wanted_[decision], calls_[call].type));
      if (fits_it && wanted_[decision].repeats && matches_[decision].verdict == LineVerdict::kCall) {
        give(decision, call);
      }
    }
  }
}

}  // namespace

LineMatches match_line(std::span<const WantedCall> wanted, std::span<const LineCall> calls) {
  return Matcher(wanted, calls).match();
}

}  // namespace goescape
