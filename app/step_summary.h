// The summary that GitHub Actions shows for a step of a job
// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary).
#pragma once

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>

#include "util/result.h"

namespace goescape {

// GitHub takes so many bytes of a step, and drops the whole of what is longer.
inline constexpr std::size_t kMostSummary = std::size_t{1} << 20U;

// The file that Markdown for the summary is to be appended to, as GITHUB_STEP_SUMMARY says; empty where there is none.
std::string step_summary_file();

// Appends what `write` writes to the file, behind what the step wrote there before. Where both together would be more
// than GitHub takes, the file is left as it is, and a sentence on standard error says so. Fails as
// append_to_file() does.
Result<void> append_step_summary(const std::string& file, const std::function<void(std::ostream&)>& write);

}  // namespace goescape
