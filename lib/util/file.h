// Files and what opens them.
#pragma once

#include <string>
#include <utility>

#include <unistd.h>

#include "util/result.h"

namespace goescape {

// Closes a file descriptor at the end of its scope; a negative one is none.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  ~Descriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

// Reads a regular file of at most `most` bytes. Fails for anything else: folders, devices and pipes are never read.
Result<std::string> read_file(const std::string& path, std::size_t most);

}  // namespace goescape
