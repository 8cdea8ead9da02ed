// What `history` does, one function for each action.
#pragma once

#include "exit_code.h"
#include "options/history_options.h"
#include "util/result.h"

namespace goescape {

// Records the report of HEAD, of a revision, of each commit of a range A..B, or of --from. A commit whose report is not
// complete is not recorded and said on standard error; the others are, and the result is kInput.
Result<ExitCode> record_history(const HistoryOptions& options);

// The setups and commits that are recorded, or what the commit words[0] changed against its recorded predecessor.
Result<ExitCode> show_history(const HistoryOptions& options);

// Counts over commits.
Result<ExitCode> trend_of_history(const HistoryOptions& options);

// The commit that introduced a finding; words are the finding, GOOD and BAD.
Result<ExitCode> bisect_history(const HistoryOptions& options);

}  // namespace goescape
