#include "model/report.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

namespace goescape {
namespace {

template <typename Counts>
std::uint64_t heap_sum(const Counts& counts) {
  std::uint64_t sum = 0;
  for (const KindInfo& row : kKinds) {
    if (is_heap_decision(row.kind)) {
      sum += counts[static_cast<std::size_t>(row.kind)];
    }
  }
  return sum;
}

}  // namespace

std::string_view name(Category category) {
  static constexpr std::array<std::string_view, kCategoryCount> kNames{"module",     "generated", "vendor",
                                                                       "dependency", "standard",  "synthetic"};
  return kNames[static_cast<std::size_t>(category)];
}

std::string_view name(AllocationVerdict verdict) {
  static constexpr std::array<std::string_view, kVerdictCount> kNames{"allocates", "no_allocation", "unknown"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::uint64_t heap_decisions(const KindCounts& counts) { return heap_sum(counts); }

std::uint64_t heap_decisions(const KindTotals& counts) { return heap_sum(counts); }

void add_to_counts(Package& package, Kind kind, Category category) {
  const auto index = static_cast<std::size_t>(kind);
  ++package.counts[index];
  if (category != package.category) {
    ++package.other_categories[static_cast<std::size_t>(category)][index];
  }
}

KindCounts counts_elsewhere(const Package& package) {
  KindCounts sum{};
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    const bool elsewhere = static_cast<Category>(category) != package.category;
    for (std::size_t kind = 0; elsewhere && kind < kKindCount; ++kind) {
      const std::uint32_t count = package.other_categories[category][kind];
      sum[kind] += std::min(count, UINT32_MAX - sum[kind]);
    }
  }
  return sum;
}

KindCounts own_counts(const Package& package) {
  KindCounts own = package.counts;
  const KindCounts elsewhere = counts_elsewhere(package);
  std::transform(own.begin(), own.end(), elsewhere.begin(), own.begin(), std::minus<>());
  return own;
}

KindTotals totals(const Report& report) {
  KindTotals sum{};
  for (const Package& package : report.packages) {
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      sum[kind] += package.counts[kind];
    }
  }
  return sum;
}

std::string missing_shards(const Shard& shard) {
  constexpr std::size_t kNamed = 10;
  const std::size_t missing = shard.count - shard.numbers.size();
  std::vector<std::uint32_t> named;
  for (std::uint32_t number = 1; number <= shard.count && named.size() < kNamed; ++number) {
    if (!std::binary_search(shard.numbers.begin(), shard.numbers.end(), number)) {
      named.push_back(number);
    }
  }
  return fmt::format("{}{}", fmt::join(named, ", "),
                     missing == named.size() ? "" : fmt::format(" and {} more", missing - named.size()));
}

std::string finding_id(const Finding& finding) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id = "v1:0000000000000000";
  std::uint64_t rest = finding.fingerprint;
  for (auto digit = id.rbegin(); rest != 0; ++digit, rest >>= 4U) {
    *digit = kDigits[rest & 0xFU];
  }
  return id;
}

}  // namespace goescape
