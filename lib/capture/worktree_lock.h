// Who owns a temporary worktree, and who is to remove it.
#pragma once

#include <string>
#include <utility>

#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

// The right to a name for a worktree, and the duty to remove what stands under it: the checkout FOLDER/NAME and git's
// record of it, REPOSITORY/worktrees/NAME. Beside the checkout lies FOLDER/NAME.lock, which names the repository and is
// locked (flock(2)) as long as the object lives: the system opens the lock of a process that was killed.
class WorktreeLock {
 public:
  // Takes a name that nobody has. `common_dir` is Repository::common_dir. Fails when the folder cannot be written.
  static Result<WorktreeLock> create(const std::string& folder, const std::string& common_dir);

  WorktreeLock(WorktreeLock&& other) noexcept;
  WorktreeLock(const WorktreeLock&) = delete;
  WorktreeLock& operator=(const WorktreeLock&) = delete;
  WorktreeLock& operator=(WorktreeLock&&) = delete;
  // Removes all three. What cannot be removed stays with the lock file, for remove_dead_worktrees().
  ~WorktreeLock();

  // Where the worktree is to be, absolute. The last part of it is the name.
  [[nodiscard]] const std::string& checkout() const { return checkout_; }
  // Where git keeps its record: its name is the last part of the path, where that is free.
  [[nodiscard]] const std::string& record() const { return record_; }

 private:
  WorktreeLock(std::string checkout, std::string record, Descriptor lock)
      : checkout_(std::move(checkout)), record_(std::move(record)), lock_(std::move(lock)) {}

  std::string checkout_;  // Empty: moved from.
  std::string record_;
  Descriptor lock_;
};

// Removes the worktrees below `folder` whose owners did not live to do it. What cannot be removed stays for the next
// time; worktrees of other origin are never looked at.
void remove_dead_worktrees(const std::string& folder);

}  // namespace goescape
