#include "evidence/line_match.h"

#include <algorithm>

namespace goescape {
namespace {

class Matcher {
 public:
  Matcher(std::span<const WantedCall> wanted, std::span<const LineCall> calls)
      : wanted_(wanted), calls_(calls), used_(calls.size(), false), matches_(wanted.size()) {}

  LineMatches match();

 private:
  [[nodiscard]] bool is_open(std::size_t decision) const {
    return matches_[decision].verdict == LineVerdict::kNoCall && !wanted_[decision].is_constant;
  }
  [[nodiscard]] bool can_have(std::size_t decision, std::size_t call) const {
    return !used_[call] && fits(wanted_[decision], calls_[call].kind, calls_[call].type);
  }
  void give(std::size_t decision, std::size_t call);
  void match_types();
  void match_kinds();
  void match_group(const std::vector<std::size_t>& decisions);

  std::span<const WantedCall> wanted_;
  std::span<const LineCall> calls_;
  std::vector<bool> used_;
  std::vector<LineMatch> matches_;
};

LineMatches Matcher::match() {
  match_types();
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

// Decisions that want the same are one group: within it nothing tells them apart but their order.
void Matcher::match_kinds() {
  std::vector<bool> grouped(wanted_.size(), false);
  for (std::size_t first = 0; first < wanted_.size(); ++first) {
    if (!is_open(first) || grouped[first]) {
      continue;
    }
    std::vector<std::size_t> group;
    for (std::size_t decision = first; decision < wanted_.size(); ++decision) {
      if (is_open(decision) && (wanted_[decision].kinds & wanted_[first].kinds).any()) {
        group.push_back(decision);
        grouped[decision] = true;
      }
    }
    match_group(group);
  }
}

void Matcher::match_group(const std::vector<std::size_t>& decisions) {
  std::vector<std::size_t> calls;
  for (std::size_t call = 0; call < calls_.size(); ++call) {
    if (std::any_of(decisions.begin(), decisions.end(), [&](std::size_t each) { return can_have(each, call); })) {
      calls.push_back(call);
    }
  }
  if (calls.empty()) {
    return;
  }
  const bool combined =
      calls.size() < decisions.size() && std::all_of(calls.begin(), calls.end(), [&](std::size_t each) {
        return calls_[each].kind == CallKind::kObject && calls_[each].type.empty() && calls_[each].size != 0;
      });
  for (const std::size_t decision : decisions) {
    const auto own =
        std::find_if(calls.begin(), calls.end(), [&](std::size_t call) { return can_have(decision, call); });
    if (calls.size() >= decisions.size() && own != calls.end()) {
      give(decision, *own);
    } else if (combined) {
      matches_[decision] = {LineVerdict::kShared, {static_cast<std::uint32_t>(calls.front())}};
    } else if (calls.size() < decisions.size()) {
      matches_[decision].verdict = LineVerdict::kAmbiguous;
    }
  }
  if (calls.size() < decisions.size()) {
    for (const std::size_t call : calls) {
      used_[call] = true;
    }
  }
}

}  // namespace

LineMatches match_line(std::span<const WantedCall> wanted, std::span<const LineCall> calls) {
  return Matcher(wanted, calls).match();
}

}  // namespace goescape
