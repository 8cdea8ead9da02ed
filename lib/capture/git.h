// The git commit that a work tree stands on.
#pragma once

#include <string>

#include "model/report.h"
#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

// Asks git about a folder, beside other processes of the same set: start() the question, take facts() when all
// processes have ended. Git runs without optional locks, hooks, filters and file system monitors: the user's repository
// is only read.
class GitQuery {
 public:
  // Does nothing where there is no git. Fails only when a process cannot be started for another reason.
  Result<void> start(const std::string& directory, ProcessSet& processes);

  // Sets revision and dirty, path stays as it is; both empty outside of a repository, without a commit, without git,
  // and where git fails, as in a repository of another user, which --verbose tells.
  // Dirty is what differs from the commit among tracked files anywhere in the repository, as Repository's has_changes()
  // sees it.
  void facts(const ProcessSet& processes, Module& module) const;

 private:
  bool asked_ = false;
  bool filtered_ = false;  // Files may look changed that went through a filter.
  ProcessSet::Id id_ = 0;
  std::string status_;
  std::string words_;  // What git wrote to standard error.
};

}  // namespace goescape
