#include "resolve/flow_join.h"

#include <algorithm>
#include <tuple>

#include "parse/message.h"

namespace goescape {
namespace {

using Place = std::tuple<FileIndex, std::uint32_t, std::uint16_t>;

template <typename Entry>
Place place_of(const Entry& entry) {
  return {entry.file, entry.line, entry.column};
}

bool explains(Kind flow, Kind decision) {
  return flow == Kind::kEscapeFlow ? is_heap_decision(decision)
                                   : leaking_kinds().test(static_cast<std::size_t>(decision));
}

bool same_expression(std::string_view flow, std::string_view decision) {
  return flow == decision || (decision == "append" && flow.starts_with("append("));
}

class FlowJoin {
 public:
  explicit FlowJoin(const Collected& collected)
      : collected_(collected),
        flow_of_(collected.diagnostics.size(), kNoFlow),
        claimed_(collected.flows.size(), false) {}

  std::vector<std::uint32_t> join() {
    if (collected_.flows.empty()) {
      return std::move(flow_of_);
    }
    sort_by_place();
    auto flow = flows_.begin();
    for (auto decision = decisions_.begin(); decision != decisions_.end();) {
      const Place place = place_of(collected_.diagnostics[*decision]);
      const auto decisions_end = std::find_if(decision, decisions_.end(), [&](std::uint32_t index) {
        return place_of(collected_.diagnostics[index]) != place;
      });
      flow = std::find_if(flow, flows_.end(),
                          [&](std::uint32_t index) { return place_of(collected_.flows[index]) >= place; });
      const auto flows_end = std::find_if(
          flow, flows_.end(), [&](std::uint32_t index) { return place_of(collected_.flows[index]) != place; });
      join_equal({decision, decisions_end}, {flow, flows_end});
      join_left_over({decision, decisions_end}, {flow, flows_end});
      decision = decisions_end;
      flow = flows_end;
    }
    return std::move(flow_of_);
  }

 private:
  using Range = std::pair<std::vector<std::uint32_t>::const_iterator, std::vector<std::uint32_t>::const_iterator>;

  void sort_by_place();
  void join_equal(Range decisions, Range flows);
  void join_left_over(Range decisions, Range flows);
  [[nodiscard]] std::string_view expression_of(const CollectedDiagnostic& decision) const;

  const Collected& collected_;
  std::vector<std::uint32_t> flow_of_;
  std::vector<bool> claimed_;
  std::vector<std::uint32_t> decisions_;  // What can have an explanation, by place.
  std::vector<std::uint32_t> flows_;      // By place, then by function.
};

void FlowJoin::sort_by_place() {
  for (std::uint32_t index = 0; index < collected_.diagnostics.size(); ++index) {
    const CollectedDiagnostic& entry = collected_.diagnostics[index];
    const bool can_leak = leaking_kinds().test(static_cast<std::size_t>(entry.kind)) && entry.text != StringId::kEmpty;
    if (is_heap_decision(entry.kind) || can_leak) {
      decisions_.push_back(index);
    }
  }
  std::stable_sort(decisions_.begin(), decisions_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return place_of(collected_.diagnostics[a]) < place_of(collected_.diagnostics[b]);
  });
  for (std::uint32_t index = 0; index < collected_.flows.size(); ++index) {
    flows_.push_back(index);
  }
  std::stable_sort(flows_.begin(), flows_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const CollectedFlow& left = collected_.flows[a];
    const CollectedFlow& right = collected_.flows[b];
    return std::tuple(place_of(left), collected_.strings[left.function]) <
           std::tuple(place_of(right), collected_.strings[right.function]);
  });
}

std::string_view FlowJoin::expression_of(const CollectedDiagnostic& decision) const {
  const std::string_view text = collected_.strings[decision.text];
  const auto message = recognise_message(text);
  return message ? message->expression : text;
}

void FlowJoin::join_equal(Range decisions, Range flows) {
  for (auto decision = decisions.first; decision != decisions.second; ++decision) {
    const CollectedDiagnostic& entry = collected_.diagnostics[*decision];
    const std::string_view expression = expression_of(entry);
    for (auto flow = flows.first; flow != flows.second; ++flow) {
      const CollectedFlow& candidate = collected_.flows[*flow];
      if (explains(candidate.kind, entry.kind) &&
          same_expression(collected_.strings[candidate.expression], expression)) {
        claimed_[*flow] = true;
        flow_of_[*decision] = flow_of_[*decision] == kNoFlow ? *flow : flow_of_[*decision];
      }
    }
  }
}

void FlowJoin::join_left_over(Range decisions, Range flows) {
  std::vector<std::uint32_t> open;
  std::copy_if(decisions.first, decisions.second, std::back_inserter(open), [&](std::uint32_t index) {
    return flow_of_[index] == kNoFlow && is_heap_decision(collected_.diagnostics[index].kind);
  });
  std::vector<std::uint32_t> unclaimed;
  std::copy_if(flows.first, flows.second, std::back_inserter(unclaimed), [&](std::uint32_t index) {
    return !claimed_[index] && collected_.flows[index].kind == Kind::kEscapeFlow;
  });
  if (open.size() != unclaimed.size()) {
    return;
  }
  std::sort(unclaimed.begin(), unclaimed.end());  // Back into the order in which they were printed.
  for (std::size_t at = 0; at < open.size(); ++at) {
    flow_of_[open[at]] = unclaimed[at];
  }
}

}  // namespace

std::vector<std::uint32_t> join_flows(const Collected& collected) { return FlowJoin(collected).join(); }

}  // namespace goescape
