#include "capture/git.h"

#include "capture/git_command.h"

namespace goescape {
namespace {

// SHA-1 or SHA-256 in hex.
bool is_hash(const std::string& text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Result<void> GitQuery::start(const std::string& directory, ProcessSet& processes) {
  if (!find_program("git")) {
    return {};
  }
  const auto head =
      processes.start(git_command(directory, {"rev-parse", "--verify", "HEAD^{commit}"}), append_to(head_), {});
  if (!head) {
    return tl::unexpected(head.error());
  }
  // One line is all that is wanted to know.
  const auto status = processes.start(
      git_command(directory, {"status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty"}),
      append_to(status_, 1), {});
  if (!status) {
    return tl::unexpected(status.error());
  }
  head_id_ = *head;
  status_id_ = *status;
  asked_ = true;
  return {};
}

void GitQuery::facts(const ProcessSet& processes, Module& module) const {
  module.revision.clear();
  module.dirty = false;
  if (!asked_ || !processes.status(head_id_).success()) {
    return;
  }
  const std::string hash = head_.substr(0, head_.find('\n'));
  if (!is_hash(hash)) {
    return;
  }
  module.revision = hash;
  module.dirty = processes.status(status_id_).success() && !status_.empty();
}

Result<Module> git_facts(const std::string& directory) {
  Module module;
  GitQuery query;
  ProcessSet processes;
  if (auto started = query.start(directory, processes); !started) {
    return tl::unexpected(started.error());
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  query.facts(processes, module);
  return module;
}

}  // namespace goescape
