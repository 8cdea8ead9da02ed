#include "capture/git.h"

#include <fmt/core.h>

#include <filesystem>
#include <sstream>
#include <string_view>
#include <system_error>

#include "capture/git_command.h"
#include "capture/git_programs.h"
#include "capture/status_entry.h"
#include "util/display.h"
#include "util/log.h"

namespace goescape {
namespace {

// What stands in front of the changed files (git-status(1), "Porcelain Format Version 2").
constexpr std::string_view kCommitLine = "# branch.oid ";
// The lines in front are short, and of the files one is all that is wanted to know.
constexpr std::size_t kLongestStatus = std::size_t{16} << 10U;
constexpr std::size_t kMostStatus = std::size_t{1} << 30U;

// SHA-1 or SHA-256 in hex.
bool is_hash(const std::string& text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// That there is no repository is nothing to tell. One whose folder is gone has other words behind "repository".
void remark_failure(std::string_view words) {
  if (words.find("not a git repository (or any") == std::string_view::npos) {
    log_remark(fmt::format("git does not tell the commit, so the report names none: {}", escaped(words)));
  }
}

}  // namespace

Result<void> GitQuery::start(const std::string& directory, ProcessSet& processes) {
  if (!find_program("git")) {
    return {};
  }
  const auto quiet = without_programs(directory);
  if (!quiet) {
    // A configuration that git cannot read would stop the question itself, too.
    std::error_code error;
    if (quiet.error().failure != Failure::kInput || !std::filesystem::is_directory(directory, error)) {
      return tl::unexpected(quiet.error());
    }
    remark_failure(quiet.error().message);
    return {};
  }
  filtered_ = quiet->any_filter();
  ProcessSpec spec = git_command(directory, {"status", "--porcelain=v2", "--branch", "--no-ahead-behind",
                                             "--untracked-files=no", "--ignore-submodules=dirty"});
  quiet->apply_to(spec);
  // With filters a change that counts may stand behind many that do not.
  const auto id = processes.start(spec, append_to(status_, filtered_ ? kMostStatus : kLongestStatus),
                                  append_to(words_, kLongestStatus));
  if (!id) {
    return tl::unexpected(id.error());
  }
  id_ = *id;
  asked_ = true;
  return {};
}

void GitQuery::facts(const ProcessSet& processes, Module& module) const {
  module.revision.clear();
  module.dirty = false;
  if (!asked_) {
    return;
  }
  if (!processes.status(id_).success()) {
    remark_failure(words_of_git(words_));
    return;
  }
  std::istringstream lines(status_);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kCommitLine) && is_hash(line.substr(kCommitLine.size()))) {
      module.revision = line.substr(kCommitLine.size());
    }
    module.dirty = module.dirty || (!line.starts_with('#') && (!filtered_ || is_change_for_go(line)));
  }
  module.dirty = module.dirty && !module.revision.empty();
}

}  // namespace goescape
