#include "util/write_file.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace goescape {
namespace {

// Removes the file at the end of its scope unless it was moved to its place before.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) {
      std::error_code ignored;
      std::filesystem::remove(path_, ignored);
    }
  }
  bool move_to(const std::string& place) {
    if (std::rename(path_.c_str(), place.c_str()) != 0) {
      return false;
    }
    path_.clear();
    return true;
  }

 private:
  std::string path_;
};

}  // namespace

Error write_error(const std::string& place, int error) {
  return Error{Failure::kInput, fmt::format("cannot write {}: {}", place, std::strerror(error))};
}

Result<void> write_to_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  std::error_code none;
  const std::filesystem::file_status status = std::filesystem::status(path, none);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A device or a pipe, such as /dev/stdout, is written as it is; a folder fails here.
    std::ofstream out(path, std::ios::binary);
    write(out);
    out.close();
    return out ? Result<void>() : tl::unexpected(write_error(path, errno));
  }
  std::string temporary = path + ".XXXXXX";
  const int fd = ::mkstemp(temporary.data());
  if (fd < 0) {
    return tl::unexpected(write_error(path, errno));
  }
  TemporaryFile file(temporary);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(fd, 0666 & ~mask);
  ::close(fd);
  std::ofstream out(temporary, std::ios::binary);
  write(out);
  out.close();
  if (!out || !file.move_to(path)) {
    return tl::unexpected(write_error(path, errno));
  }
  return {};
}

}  // namespace goescape
