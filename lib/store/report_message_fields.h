// The fields of the message that stands for a report.
#pragma once

#include <cstddef>
#include <protozero/types.hpp>

#include "model/report.h"

namespace goescape {

using Tag = protozero::pbf_tag_type;

// The message of a report. Packages, findings and steps are messages of columns: a packed list of numbers for each
// member, which is both shorter and faster to read than a message for each row.
struct ReportField {
  static constexpr Tag kString = 1;  // In the order of their numbers, from 1; the empty string is 0.
  static constexpr Tag kToolchain = 2;
  static constexpr Tag kModule = 3;
  static constexpr Tag kPackages = 4;
  static constexpr Tag kCounts = 5;  // Of each package: its counts, and then those of other categories.
  static constexpr Tag kFindings = 6;
  static constexpr Tag kFingerprints = 7;
  static constexpr Tag kSteps = 8;  // Those of the first finding, then those of the second, and so on.
  static constexpr Tag kUnrecognized = 9;
  static constexpr Tag kFailure = 10;
  static constexpr Tag kAllocations = 11;
  static constexpr Tag kAllocationCalls = 12;  // Those of the first allocation, then those of the second, and so on.
  static constexpr Tag kAllocationNumbers =
      13;  // Of each finding, from 1; 0 = it has none. Left out where all have none.
};

inline constexpr std::size_t kCountsOfPackage = kKindCount * (1 + kCategoryCount);

// Calls `visit` with the tag of each column and the member of a row that it holds.
template <typename Visit>
void for_each_column(const Package* /*row*/, Visit&& visit) {
  visit(1, &Package::import_path);
  visit(2, &Package::dir);
  visit(3, &Package::status);
  visit(4, &Package::category);
  visit(5, &Package::compiled);
}

template <typename Visit>
void for_each_column(const Finding* /*row*/, Visit&& visit) {
  visit(1, &Finding::kind);
  visit(2, &Finding::category);
  visit(3, &Finding::suppressed);
  visit(4, &Finding::package);
  visit(5, &Finding::file);
  visit(6, &Finding::line);
  visit(7, &Finding::column);
  visit(8, &Finding::function);
  visit(9, &Finding::expression);
  visit(10, &Finding::message);
  visit(11, &Finding::cause);
  visit(12, &Finding::origin);
  visit(13, &Finding::occurrences);
  visit(14, &Finding::flow_count);
}

template <typename Visit>
void for_each_column(const FlowStep* /*row*/, Visit&& visit) {
  visit(1, &FlowStep::type);
  visit(2, &FlowStep::derefs);
  visit(3, &FlowStep::to);
  visit(4, &FlowStep::from);
  visit(5, &FlowStep::file);
  visit(6, &FlowStep::line);
  visit(7, &FlowStep::column);
}

template <typename Visit>
void for_each_column(const Allocation* /*row*/, Visit&& visit) {
  visit(1, &Allocation::verdict);
  visit(2, &Allocation::conditional);
  visit(3, &Allocation::pointer_free);
  visit(4, &Allocation::type);
  visit(5, &Allocation::reason);
  visit(6, &Allocation::bytes);
  visit(7, &Allocation::size_class);
  visit(8, &Allocation::call_count);
}

}  // namespace goescape
