// The file of the baseline, `.goescape.baseline`.
//
// Text, one entry per line, every line complete in itself, so that whatever order a merge leaves the lines in, none
// changes its meaning, and lines may be there twice (`.gitattributes`: `.goescape.baseline merge=union`). Fields are
// separated by tabs:
//
//   # A comment. Empty lines are skipped, too.
//   go1.26 linux/amd64
//   go1.26 linux/amd64<tab>v1:0123456789abcdef<tab>example.com/m/codec<tab>(*T).Encode<tab>moved_to_heap<tab>buf
//
// A line with the key alone says that there is a section, which may have no entries. Written, the lines are sorted by
// key and id.
#pragma once

#include <string>
#include <string_view>

#include "compare/baseline.h"
#include "util/result.h"

namespace goescape {

inline constexpr std::string_view kBaselineFileName = ".goescape.baseline";

// Reads the text of a baseline file; `file` is its name for errors. Takes nothing for granted: a line that is not as
// above fails (Failure::kUsage) with its number, and so do the markers of an unfinished merge, which the error names.
Result<Baseline> parse_baseline(std::string_view text, std::string_view file);

// The text of the file, a comment that explains it first. parse_baseline() gives the same baseline again.
std::string baseline_text(const Baseline& baseline);

// Reads the file at `path`. A file that is not there is an empty baseline; one that cannot be read is an error.
Result<Baseline> load_baseline(const std::string& path);

// Replaces the file at `path`, as a whole or not at all.
Result<void> save_baseline(const Baseline& baseline, const std::string& path);

}  // namespace goescape
