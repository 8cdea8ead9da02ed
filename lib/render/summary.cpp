#include "render/summary.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace goescape {
namespace {

std::uint64_t count_of(const KindCounts& counts, Kind kind) { return counts[static_cast<std::size_t>(kind)]; }

// What larger comes first by; names have no value and are told apart by the tie-break.
double sort_value(const PackageRow& package, SortKey key) {
  const Decisions& row = package.decisions;
  switch (key) {
    case SortKey::kHeap:
      return static_cast<double>(row.heap);
    case SortKey::kName:
      return 0;
    case SortKey::kMoved:
      return static_cast<double>(row.moved);
    case SortKey::kEscaping:
      return static_cast<double>(row.escaping);
    case SortKey::kStack:
      return static_cast<double>(row.stack);
    case SortKey::kLeaking:
      return static_cast<double>(row.leaking);
    case SortKey::kShare:
      return row.share();
    case SortKey::kProfile:
      return package.bytes;
  }
  return 0;
}

void sort_packages(std::vector<PackageRow>& rows, const Report& report, SortKey key) {
  std::sort(rows.begin(), rows.end(), [&](const PackageRow& left, const PackageRow& right) {
    const double left_value = sort_value(left, key);
    const double right_value = sort_value(right, key);
    if (left_value != right_value) {
      return left_value > right_value;
    }
    return report.text(left.package->import_path) < report.text(right.package->import_path);
  });
}

// The bytes of the visible findings, by package.
std::vector<double> bytes_by_package(const Report& report, const RenderOptions& options) {
  std::vector<double> bytes(report.packages.size());
  for (const Finding& finding : report.findings) {
    const ProfileValue* const value = report.profile_of(finding);
    if (value != nullptr && is_visible(report, finding, options.include)) {
      bytes[static_cast<std::size_t>(finding.package)] += value->portion();
    }
  }
  return bytes;
}

void add_packages(Summary& summary, const Report& report, const RenderOptions& options) {
  const std::vector<double> bytes = bytes_by_package(report, options);
  for (std::size_t index = 0; index < report.packages.size(); ++index) {
    const Package& package = report.packages[index];
    const DividedCounts divided = divide_counts(package, options.include);
    for (std::size_t category = 0; category < kCategoryCount; ++category) {
      summary.hidden_heap[category] += heap_decisions(divided.hidden[category]);
    }
    const bool anything = divided.visible != KindCounts{};
    if (!anything && !is_visible(package.category, package.compiled, options.include)) {
      continue;
    }
    const Decisions row = decisions(divided.visible);
    const bool shown = row.heap != 0 || options.all;
    if (shown) {
      summary.packages.push_back({&package, row, bytes[index]});
    }
    summary.total += row;
    summary.bytes += bytes[index];
    if (package.status == PackageStatus::kOk) {
      ++summary.visible_packages;
      summary.heap_packages += row.heap != 0 ? 1 : 0;
      summary.quiet_packages += shown ? 0 : 1;
    }
  }
}

// Most bytes first where that is wanted, then most heap decisions.
void sort_functions(std::vector<FunctionRow>& rows, const Report& report, SortKey key) {
  const auto order = [&](const FunctionRow& row) {
    return std::tuple(key == SortKey::kProfile ? -row.bytes : 0, ~row.heap, row.package, report.text(row.function),
                      report.text(row.file));
  };
  std::sort(rows.begin(), rows.end(),
            [&](const FunctionRow& left, const FunctionRow& right) { return order(left) < order(right); });
}

void add_functions(Summary& summary, const Report& report, const RenderOptions& options) {
  std::map<std::tuple<PackageIndex, StringId, StringId>, std::pair<std::uint64_t, double>> by_function;
  for (const Finding& finding : report.findings) {
    if (!is_heap_decision(finding.kind) || !is_visible(report, finding, options.include)) {
      continue;
    }
    summary.suppressed += finding.suppressed ? 1 : 0;
    const StringId file = finding.function == StringId::kEmpty ? finding.file : StringId::kEmpty;
    auto& [heap, bytes] = by_function[{finding.package, finding.function, file}];
    const ProfileValue* const value = report.profile_of(finding);
    ++heap;
    bytes += value == nullptr ? 0 : value->portion();
  }
  for (const auto& [key, sums] : by_function) {
    const auto& [package, function, file] = key;
    summary.functions.push_back({function, file, package, sums.first, sums.second});
  }
  sort_functions(summary.functions, report, options.sort);
}
}  // namespace

double Decisions::share() const {
  const std::uint64_t decided = heap + stack;
  return decided == 0 ? 0 : static_cast<double>(heap) / static_cast<double>(decided);
}

Decisions& Decisions::operator+=(const Decisions& other) {
  heap += other.heap;
  moved += other.moved;
  escaping += other.escaping;
  stack += other.stack;
  leaking += other.leaking;
  return *this;
}

Decisions decisions(const KindCounts& counts) {
  Decisions row;
  row.moved = count_of(counts, Kind::kMovedToHeap);
  row.escaping = count_of(counts, Kind::kEscapesToHeap);
  row.heap = row.moved + row.escaping;
  row.stack = count_of(counts, Kind::kDoesNotEscape);
  row.leaking = count_of(counts, Kind::kLeakingParam) + count_of(counts, Kind::kLeakingParamContent) +
                count_of(counts, Kind::kLeakingParamToResult);
  return row;
}

Summary summarize(const Report& report, const RenderOptions& options) {
  Summary summary;
  add_packages(summary, report, options);
  sort_packages(summary.packages, report, options.sort);
  add_functions(summary, report, options);
  return summary;
}

std::size_t rows_shown(std::size_t available, const RenderOptions& options) {
  return options.top == 0 ? available : std::min(available, options.top);
}

}  // namespace goescape
