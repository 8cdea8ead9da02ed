#include "capture/platforms.h"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#include "capture/go_command.h"
#include "util/subprocess.h"

namespace goescape {
namespace {

// The words that the go command prints when it is asked `arguments`.
Result<std::vector<std::string>> ask(const CaptureOptions& options, const std::vector<std::string>& arguments) {
  const auto go = make_go_command(options);
  if (!go) {
    return tl::unexpected(go.error());
  }
  const auto output = run_process(go->bare(arguments));
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return fail(Failure::kInput, fmt::format("{} {} failed with {}: {}", go->program, arguments.front(),
                                             describe(output->status), words_of_go(output->err)));
  }
  std::istringstream lines(output->out);
  std::vector<std::string> words;
  for (std::string word; lines >> word;) {
    words.push_back(word);
  }
  return words;
}

}  // namespace

Result<std::vector<std::string>> known_platforms(const CaptureOptions& options) {
  CaptureOptions plain = options;
  // The tool is built for the machine at hand, by toolchains that do not ship it.
  plain.goos.clear();
  plain.goarch.clear();
  auto platforms = ask(plain, {"tool", "dist", "list"});
  if (platforms) {
    std::sort(platforms->begin(), platforms->end());
  }
  return platforms;
}

Result<void> check_race(const CaptureOptions& options) {
  const auto go = make_go_command(options);
  if (!go) {
    return tl::unexpected(go.error());
  }
  const auto output = run_process(go->build_command({"list", "-find"}, {"unsafe"}));
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return fail(Failure::kUsage, words_of_go(output->err));
  }
  return {};
}

Result<std::string> default_platform(const CaptureOptions& options) {
  const auto words = ask(options, {"env", "GOOS", "GOARCH"});
  if (!words) {
    return tl::unexpected(words.error());
  }
  if (words->size() != 2) {
    return fail(Failure::kInput, "go env tells no platform; name one with --goos and --goarch");
  }
  return words->front() + '/' + words->back();
}

}  // namespace goescape
