// Finds out where the files of reports are, for formats that lead to them.
#pragma once

#include <string>

#include "compare_sides.h"
#include "make_report.h"
#include "options/output_options.h"

namespace goescape {

// Fills in options.render.place, as far as a format among the outputs needs it. `directory` is where the report was
// asked for. What was read from a log or a saved report is taken for a report of the module around `directory` where
// that has the same path, and has no place else. Addresses are those of the commit of the report, from what CI says in
// the environment, else from the remote `origin`; there are none where the repository does not have the commit, and
// where files had been changed since: lines may be other ones then.
void add_place(OutputOptions& options, const MadeReport& made, const std::string& directory);

// The same of both sides, in options.render.place and old_place. Each commit has its module where it had it then.
void add_places(OutputOptions& options, const ComparedSides& compared, const std::string& directory);

}  // namespace goescape
