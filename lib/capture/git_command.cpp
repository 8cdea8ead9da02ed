#include "capture/git_command.h"

#include <fmt/core.h>
#include <signal.h>

#include <algorithm>

#include "capture/git_programs.h"

namespace goescape {
namespace {

// What leads git to another repository, index or object store than those around the folder (`git rev-parse
// --local-env-vars`, without the settings), or gives paths and diffs another meaning.
const std::vector<std::string>& misleading_variables() {
  static const std::vector<std::string> names{"GIT_DIR",
                                              "GIT_WORK_TREE",
                                              "GIT_IMPLICIT_WORK_TREE",
                                              "GIT_COMMON_DIR",
                                              "GIT_INDEX_FILE",
                                              "GIT_OBJECT_DIRECTORY",
                                              "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                              "GIT_GRAFT_FILE",
                                              "GIT_SHALLOW_FILE",
                                              "GIT_NAMESPACE",
                                              "GIT_PREFIX",
                                              "GIT_INTERNAL_SUPER_PREFIX",
                                              "GIT_LITERAL_PATHSPECS",
                                              "GIT_GLOB_PATHSPECS",
                                              "GIT_NOGLOB_PATHSPECS",
                                              "GIT_ICASE_PATHSPECS",
                                              "GIT_EXTERNAL_DIFF",
                                              "GIT_DIFF_OPTS"};
  return names;
}

std::string_view without_prefix(std::string_view line) {
  for (const std::string_view prefix : {"fatal: ", "error: "}) {
    if (line.starts_with(prefix)) {
      line.remove_prefix(prefix.size());
    }
  }
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line;
}

// A list of files has no bound that would be right.
constexpr std::size_t kMostOutput = std::size_t{1} << 32U;

tl::unexpected<Error> git_failed(const std::vector<std::string>& arguments, const ProcessOutput& output) {
  const auto verb = std::find_if(arguments.begin(), arguments.end(), [after_c = false](const auto& word) mutable {
    const bool found = !after_c && !word.starts_with('-');
    after_c = word == "-c";
    return found;
  });
  return fail(Failure::kInput, fmt::format("git {} failed with {}: {}", verb == arguments.end() ? "" : *verb,
                                           describe(output.status), words_of_git(output.err)));
}

}  // namespace

ProcessSpec git_command(const std::string& directory, const std::vector<std::string>& arguments) {
  // A folder that looks like a bare repository can be part of a commit, with a configuration of its own. Without the
  // whole of what the system knows of a file, git takes one of the same size and time for unchanged.
  ProcessSpec spec{{"git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
                    "safe.bareRepository=explicit", "-c", "core.trustctime=true", "-c", "core.checkStat=default"},
                   directory,
                   {{"GIT_OPTIONAL_LOCKS", "0"}, {"GIT_TERMINAL_PROMPT", "0"}, {"LC_ALL", "C"}},
                   misleading_variables()};
  // A git process that outlived a killed run would go on writing files into a checkout that the next run removes.
  spec.signal_at_our_end = SIGKILL;
  spec.arguments.insert(spec.arguments.end(), arguments.begin(), arguments.end());
  return spec;
}

Result<std::string> run_git(const std::string& directory, const std::vector<std::string>& arguments,
                            const WithoutPrograms* quiet) {
  ProcessSpec spec = git_command(directory, arguments);
  if (quiet != nullptr) {
    quiet->apply_to(spec);
  }
  auto output = run_process(spec, kMostOutput);
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return git_failed(arguments, *output);
  }
  return std::move(output->out);
}

Result<std::string> ask_git(const std::string& directory, const std::vector<std::string>& arguments) {
  auto output = run_process(git_command(directory, arguments), kMostOutput);
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (output->status.signal == 0 && output->status.code == 1) {
    return "";
  }
  if (!output->status.success()) {
    return git_failed(arguments, *output);
  }
  return std::move(output->out);
}

std::string words_of_git(std::string_view err) {
  std::string words;
  while (!err.empty()) {
    const std::size_t end = std::min(err.find('\n'), err.size());
    const std::string_view line = without_prefix(err.substr(0, end));
    err.remove_prefix(std::min(end + 1, err.size()));
    if (!line.empty() && !line.starts_with("hint: ")) {
      words += fmt::format("{}{}", words.empty() ? "" : "; ", line);
    }
  }
  return words.empty() ? "no message" : words;
}

}  // namespace goescape
