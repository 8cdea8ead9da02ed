#include "model/report.h"

#include <fmt/core.h>

namespace goescape {

std::string_view name(Category category) {
  static constexpr std::array<std::string_view, kCategoryCount> kNames{"module",     "generated", "vendor",
                                                                       "dependency", "standard",  "synthetic"};
  return kNames[static_cast<std::size_t>(category)];
}

std::uint32_t heap_decisions(const KindCounts& counts) {
  std::uint32_t sum = 0;
  for (const KindInfo& row : kKinds) {
    if (is_heap_decision(row.kind)) {
      sum += counts[static_cast<std::size_t>(row.kind)];
    }
  }
  return sum;
}

void add_to_counts(Package& package, Kind kind, Category category) {
  const auto index = static_cast<std::size_t>(kind);
  ++package.counts[index];
  if (category != package.category) {
    ++package.other_categories[static_cast<std::size_t>(category)][index];
  }
}

KindCounts totals(const Report& report) {
  KindCounts sum{};
  for (const Package& package : report.packages) {
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      sum[kind] += package.counts[kind];
    }
  }
  return sum;
}

std::string finding_id(const Finding& finding) { return fmt::format("v1:{:016x}", finding.fingerprint); }

}  // namespace goescape
