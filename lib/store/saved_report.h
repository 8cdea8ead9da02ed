// Saved reports: what `--format json` wrote (goescape.report/1, docs/report.schema.json), read back.
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"
#include "util/input.h"
#include "util/result.h"

namespace goescape {

// Whether an input that begins with these bytes is a saved report of any version, and not a compiler log: an object
// with the member "schema" near its beginning, where goescape writes it.
bool looks_like_report(std::string_view first_bytes);

// The same for a saved comparison (goescape.diff/1), which no command reads.
bool looks_like_comparison(std::string_view first_bytes);

// Reads a saved report. Written as JSON again it gives the same bytes, if the same version of goescape wrote it; sums
// are not read but computed. A package that failed and of which no failure tells gets one that says so. The document is
// read piece by piece: memory follows the report, not its text.
//
// Members may stand in any order, unknown ones are ignored, and so are counts of kinds that this version does not
// know. Fails when the input cannot be read, is no JSON or not all of it, has another schema, or lacks a member or has
// one that cannot be, which the error names.
Result<Report> load_report(Input& input);

// The same for the file at `path`, "-" is standard input.
Result<Report> load_report(const std::string& path);

}  // namespace goescape
