// A commit on disk, beside the user's checkout.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "capture/revision.h"
#include "capture/scratch_directory.h"
#include "capture/worktree_lock.h"
#include "util/result.h"

namespace goescape {

// A detached git worktree below the cache folder (or in a temporary folder where there is none to write to), which
// exists as long as the object does. The user's checkout, index, branches and configuration stay as they are; hooks and
// the filters that the user's git has configured (such as Git LFS) do not run. Submodules that the user's checkout has
// are there, at the commit that the revision names, as far as that was fetched; a sparse checkout is as sparse as the
// user's.
//
// A lock that the system releases when the process ends tells the living from the dead: what a killed run left behind
// goes away with the next one, in whatever repository. Runs side by side do not see each other.
class Worktree {
 public:
  // Checks `revision` of the repository around `directory` out, after removing what killed runs left. Fails when the
  // disk or git refuses, and when interrupted; nothing is left behind then.
  static Result<Worktree> create(const std::string& directory, const Revision& revision);

  // Absolute; the top folder.
  [[nodiscard]] const std::string& root() const { return lock_.checkout(); }

  // Absolute; where to run what the user runs in `directory`. Does not exist when has_directory() is false.
  [[nodiscard]] const std::string& directory() const { return directory_; }

  // Whether the commit has that folder. Without it the base has no packages, which is no failure.
  [[nodiscard]] bool has_directory() const { return has_directory_; }

 private:
  Worktree(std::optional<ScratchDirectory> around, WorktreeLock lock)
      : around_(std::move(around)), lock_(std::move(lock)) {}

  std::optional<ScratchDirectory> around_;  // Outlives what is in it.
  WorktreeLock lock_;                       // Removes what it stands for.
  std::string directory_;
  bool has_directory_ = false;
};

// Removes what killed runs left: worktrees and temporary folders. For runs that may come without a worktree of their
// own.
void remove_what_killed_runs_left();

}  // namespace goescape
