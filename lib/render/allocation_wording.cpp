#include "render/allocation_wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

using Numbers = std::map<std::string_view, std::uint64_t>;

// A reason is one word of ours; in a report that somebody else wrote it may be anything, and no format expects that.
std::string_view reason_of(const Report& report, const Allocation& allocation) {
  const std::string_view reason = report.text(allocation.reason);
  const bool is_word =
      std::all_of(reason.begin(), reason.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return is_word && !reason.empty() ? reason : "other";
}

// "constant 12, zero_size 8": the most frequent first.
std::string listed(const Numbers& numbers) {
  std::vector<std::pair<std::string_view, std::uint64_t>> rows(numbers.begin(), numbers.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> parts;
  parts.reserve(rows.size());
  for (const auto& [name, number] : rows) {
    parts.push_back(fmt::format("{} {}", name, grouped(number)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string allocates(const Report& report, const Allocation& allocation) {
  const std::string type = escaped(report.text(allocation.type));
  const std::string what = allocation.bytes == 0 ? type
                           : type.empty()        ? counted(allocation.bytes, "byte")
                                                 : fmt::format("{} of {}", counted(allocation.bytes, "byte"), type);
  const std::string_view combined = allocation.reason == StringId::kEmpty ? "" : ", with other variables";
  return fmt::format("{}{}{}{}", allocation.conditional ? "may allocate" : "allocates", what.empty() ? "" : " ", what,
                     combined);
}

}  // namespace

std::string allocation_remark(const Report& report, const Finding& finding) {
  const Allocation* const allocation = report.allocation_of(finding);
  if (allocation == nullptr) {
    return "";
  }
  const std::string reason(reason_of(report, *allocation));
  switch (allocation->verdict) {
    case AllocationVerdict::kAllocates:
      return allocates(report, *allocation);
    case AllocationVerdict::kNoAllocation:
      return "no allocation: " + reason;
    case AllocationVerdict::kUnknown:
      break;
  }
  return "unknown whether it allocates: " + reason;
}

std::string verdicts_sentence(const Report& report, const CategorySet& include) {
  std::array<std::uint64_t, kVerdictCount> verdicts{};
  Numbers reasons;
  for (const Finding& finding : report.findings) {
    const Allocation* const allocation = report.allocation_of(finding);
    if (allocation == nullptr || !is_heap_decision(finding.kind) || !is_visible(report, finding, include)) {
      continue;
    }
    ++verdicts[static_cast<std::size_t>(allocation->verdict)];
    if (allocation->verdict == AllocationVerdict::kNoAllocation) {
      ++reasons[reason_of(report, *allocation)];
    }
  }
  const auto [allocating, without, unknown] = verdicts;
  if (allocating + without + unknown == 0) {
    return "";
  }
  const std::string why = reasons.empty() ? "" : fmt::format(" ({})", listed(reasons));
  const std::string rest = unknown == 0 ? "" : fmt::format(", unknown {}", grouped(unknown));
  return fmt::format("in the generated code: allocates {}, no allocation {}{}{}", grouped(allocating), grouped(without),
                     why, rest);
}

std::string silent_sentence(const Report& report, const CategorySet& include) {
  Numbers kinds;
  for (const Finding& finding : report.findings) {
    if (is_silent_allocation(finding.kind) && is_visible(report, finding, include)) {
      ++kinds[info(finding.kind).name];
    }
  }
  return kinds.empty() ? "" : "allocations without a heap decision: " + listed(kinds);
}

}  // namespace goescape
