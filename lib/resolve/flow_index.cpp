#include "resolve/flow_index.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace goescape {
namespace {

template <typename Entry>
auto place_of(const Entry& entry) {
  return std::tuple(entry.file, entry.line, entry.column);
}

bool explains(Kind flow, Kind decision) {
  return flow == Kind::kEscapeFlow ? is_heap_decision(decision)
                                   : leaking_kinds().test(static_cast<std::size_t>(decision));
}

bool same_expression(std::string_view flow, std::string_view decision) {
  return flow == decision || (decision == "append" && flow.starts_with("append("));
}

}  // namespace

FlowIndex::FlowIndex(const Collected& collected)
    : collected_(collected), order_(collected.flows.size()), used_(collected.flows.size(), false) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const CollectedFlow& left = collected_.flows[a];
    const CollectedFlow& right = collected_.flows[b];
    return std::tuple(place_of(left), collected_.strings[left.function], a) <
           std::tuple(place_of(right), collected_.strings[right.function], b);
  });
}

const CollectedFlow* FlowIndex::find(const CollectedDiagnostic& decision, std::string_view expression) {
  const auto begin = std::lower_bound(
      order_.begin(), order_.end(), decision,
      [&](std::uint32_t index, const CollectedDiagnostic& key) { return place_of(collected_.flows[index]) < place_of(key); });
  const CollectedFlow* first = nullptr;
  for (auto at = begin; at != order_.end() && place_of(collected_.flows[*at]) == place_of(decision); ++at) {
    const CollectedFlow& flow = collected_.flows[*at];
    if (explains(flow.kind, decision.kind) && same_expression(collected_.strings[flow.expression], expression)) {
      used_[*at] = true;
      first = first == nullptr ? &flow : first;
    }
  }
  return first;
}

std::vector<const CollectedFlow*> FlowIndex::unused() const {
  std::vector<const CollectedFlow*> flows;
  for (const std::uint32_t index : order_) {
    if (!used_[index] && collected_.flows[index].kind == Kind::kEscapeFlow) {
      flows.push_back(&collected_.flows[index]);
    }
  }
  return flows;
}

}  // namespace goescape
