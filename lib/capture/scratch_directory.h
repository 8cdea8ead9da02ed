// A folder for temporary files.
#pragma once

#include <string>

#include "util/result.h"

namespace goescape {

// Exists as long as the object does, below TMPDIR or /tmp, readable by nobody else.
class ScratchDirectory {
 public:
  // Fails when the folder cannot be created.
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
  explicit ScratchDirectory(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace goescape
