#include "evidence/silent_allocations.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <tuple>

#include "evidence/type_sizes.h"
#include "model/go_version.h"

namespace goescape {
namespace {

// What tells silent findings apart.
using Place = std::tuple<PackageIndex, StringId, std::uint32_t, StringId, Kind, StringId>;

// How often a place occurs, in each of the functions as compiled.
struct Occurrences {
  std::uint32_t first_call = 0;
  std::map<std::uint32_t, std::uint32_t> by_function;
};

// Values of these sizes are put into interfaces without a type being told.
TypeSize boxed_size(std::string_view callee) {
  if (callee.ends_with("convT16")) {
    return {2, 0};
  }
  if (callee.ends_with("convT32")) {
    return {4, 0};
  }
  if (callee.ends_with("convT64")) {
    return {8, 0};
  }
  return callee.ends_with("convTstring") ? TypeSize{16, 8} : TypeSize{callee.ends_with("convTslice") ? 24U : 0U, 8};
}

// Platforms with pointers of 4 bytes: what holds some has another size there.
bool has_short_pointers(std::string_view goarch) {
  static constexpr std::array<std::string_view, 4> kShort{"386", "arm", "mips", "mipsle"};
  return std::find(kShort.begin(), kShort.end(), goarch) != kShort.end();
}

std::optional<TypeSize> size_of_call(const Report& report, const GeneratedCall& call) {
  const std::string_view type = report.text(call.type);
  if (call.size != 0) {
    const auto known = type.empty() ? std::optional(TypeSize{}) : size_of_type(report, type);
    return TypeSize{call.size, known ? known->pointer_bytes : call.size};
  }
  const bool has_size = call.kind == CallKind::kObject || call.kind == CallKind::kBox;
  if (!has_size || has_short_pointers(report.toolchain.goarch)) {
    return std::nullopt;
  }
  if (!type.empty()) {
    return size_of_type(report, type);
  }
  const TypeSize boxed = boxed_size(report.text(call.callee));
  return boxed.bytes == 0 || call.kind != CallKind::kBox ? std::nullopt : std::optional(boxed);
}

bool is_conditional(const Report& report, const GeneratedCall& call) {
  const RuntimeCall* const row = find_runtime_call(report.text(call.callee));
  return row != nullptr && row->conditional;
}

Finding finding_of(Report& report, const GeneratedCall& call, std::uint32_t occurrences) {
  const std::string_view type = report.text(call.type);
  std::string callee(report.text(call.callee));
  Finding finding;
  finding.kind = silent_kind(call.kind);
  finding.category = call.category;
  finding.package = call.package;
  finding.file = call.file;
  finding.line = call.line;
  finding.function = report.code.functions[call.function].name;
  finding.message = report.strings.intern("CALL " + callee);
  finding.expression = report.strings.intern(type.empty() ? callee : callee + "(" + std::string(type) + ")");
  finding.occurrences = occurrences;
  Allocation allocation;
  allocation.verdict = AllocationVerdict::kAllocates;
  describe_allocation(report, call, allocation);
  allocation.call_begin = static_cast<std::uint32_t>(report.allocation_calls.size());
  allocation.call_count = 1;
  report.allocation_calls.push_back(call.callee);
  finding.allocation = static_cast<std::uint32_t>(report.allocations.size());
  report.allocations.push_back(allocation);
  return finding;
}

void sort_findings(Report& report) {
  const auto key = [&](const Finding& each) {
    return std::tuple(each.package, report.text(each.file), each.line, each.column, each.kind,
                      report.text(each.message), report.text(each.expression), report.text(each.function));
  };
  std::stable_sort(report.findings.begin(), report.findings.end(), [&](const Finding& a, const Finding& b) {
    return a.package != b.package || a.file != b.file || a.line != b.line
               ? std::tuple(a.package, report.text(a.file), a.line) < std::tuple(b.package, report.text(b.file), b.line)
               : key(a) < key(b);
  });
}

}  // namespace

Kind silent_kind(CallKind kind) {
  switch (kind) {
    case CallKind::kAppend:
      return Kind::kAppendGrowth;
    case CallKind::kString:
      return Kind::kStringBuilding;
    case CallKind::kMap:
    case CallKind::kMapGrowth:
      return Kind::kMapAssignment;
    case CallKind::kSlice:
      return Kind::kSizedMake;
    case CallKind::kChannel:
      return Kind::kChannelMake;
    case CallKind::kGoroutine:
      return Kind::kGoroutineStart;
    case CallKind::kDefer:
      return Kind::kHeapDefer;
    case CallKind::kObject:
    case CallKind::kBox:
    case CallKind::kStaticData:
      break;
  }
  return Kind::kOtherAllocation;
}

void describe_allocation(const Report& report, const GeneratedCall& call, Allocation& allocation) {
  allocation.type = call.type;
  allocation.conditional = is_conditional(report, call);
  if (const auto size = size_of_call(report, call)) {
    allocation.bytes = size->bytes;
    allocation.pointer_free = size->pointer_bytes == 0;
    const int minor = go_minor(report.toolchain.go_version).value_or(std::numeric_limits<int>::max());
    allocation.size_class = static_cast<std::uint32_t>(size_class(size->bytes, allocation.pointer_free, minor));
  }
}

void add_silent_allocations(Report& report, const std::vector<std::uint8_t>& used) {
  std::map<Place, Occurrences> places;
  for (std::uint32_t index = 0; index < used.size(); ++index) {
    const GeneratedCall& call = report.code.calls[index];
    if (used[index] != 0 || call.kind == CallKind::kStaticData) {
      continue;
    }
    const StringId function = report.code.functions[call.function].name;
    const Place place{call.package, call.file, call.line, function, silent_kind(call.kind), call.type};
    const auto found = places.try_emplace(place, Occurrences{index, {}}).first;
    ++found->second.by_function[call.function];
  }
  for (const auto& [place, occurrences] : places) {
    std::uint32_t most = 0;
    for (const auto& [function, count] : occurrences.by_function) {
      most = std::max(most, count);
    }
    const Finding finding = finding_of(report, report.code.calls[occurrences.first_call], most);
    add_to_counts(report.packages[static_cast<std::size_t>(finding.package)], finding.kind, finding.category);
    report.findings.push_back(finding);
  }
  sort_findings(report);
}

}  // namespace goescape
