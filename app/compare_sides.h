// Two sides in, compared reports out; both are obtained at the same time.
#pragma once

#include <string>

#include "model/diff.h"
#include "obtain_report.h"
#include "options/output_options.h"
#include "util/result.h"

namespace goescape {

// What to compare and how each side is made.
struct CompareRequest {
  Side old_side;
  Side new_side;
  ReportRequest old_request;
  ReportRequest new_request;
  bool quiet = false;
};

struct ComparedSides {
  SideReport old_side;
  SideReport new_side;
  Diff diff;

  // What formats are handed; valid as long as the object stays where it is.
  [[nodiscard]] Comparison comparison() const;
};

// Hands the sources of both sides to formats that show code, if there are any among the outputs; they may ask for them
// as long as `compared` stays where it is. `directory` is where the comparison was asked for.
void add_sources(OutputOptions& options, const ComparedSides& compared, const std::string& directory);

// The kinds of findings that both sides should list, so that changes can be explained.
KindSet compared_kinds();

// Obtains both reports at the same time, and what git says about the changes between them where it can tell: between
// revisions, the working tree, and saved reports of clean revisions that this repository has. Fails when one side gives
// no report, saying which, and with a usage error when a pattern names packages on neither side.
Result<ComparedSides> compare_sides(const CompareRequest& request);

}  // namespace goescape
