// A folder for temporary files.
#pragma once

#include <string>
#include <utility>

#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

// Exists as long as the object does, below TMPDIR or /tmp, readable by nobody else. The file "lock" in it is locked as
// long as its owner lives.
class ScratchDirectory {
 public:
  // Creates one, after removing those that killed runs of this user left. Fails when the folder cannot be created.
  static Result<ScratchDirectory> create();

  ScratchDirectory(ScratchDirectory&& other) noexcept;
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(ScratchDirectory&&) = delete;
  ~ScratchDirectory();

  [[nodiscard]] const std::string& path() const { return path_; }

  // Writes a file in it, replacing what was there; its absolute path.
  [[nodiscard]] Result<std::string> write(const std::string& name, const std::string& content) const;

 private:
  ScratchDirectory(std::string path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;  // Empty: moved from.
  Descriptor lock_;
};

// Removes those that killed runs of this user left, and what is said of worktrees in them.
void remove_dead_scratch_directories();

}  // namespace goescape
