#include "step_summary.h"

#include <fmt/core.h>

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "output.h"
#include "util/environment.h"
#include "util/write_file.h"

namespace goescape {

std::string step_summary_file() { return std::string(environment_variable("GITHUB_STEP_SUMMARY")); }

Result<void> append_step_summary(const std::string& file, const std::function<void(std::ostream&)>& write) {
  std::ostringstream markdown;
  write(markdown);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  const std::uintmax_t before = error ? 0 : size;
  // What stands there may end within a line, and headings begin one.
  const std::string text = (before == 0 ? "" : "\n\n") + markdown.str();
  if (before + text.size() > kMostSummary) {
    say(fmt::format("goescape: the job summary has no room for this result: GitHub takes {} bytes of a step",
                    kMostSummary));
    return {};
  }
  return append_to_file(file, text).map_error([](const Error& failed) {
    return Error{failed.failure, fmt::format("the job summary: {}", failed.message)};
  });
}

}  // namespace goescape
