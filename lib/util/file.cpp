#include "util/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "util/descriptor.h"

namespace goescape {
namespace {

// A file that cannot be opened for want of descriptors is there all the same: whoever goes on without files that are
// missing would come to another answer.
void throw_where_exhausted(int error) {
  if (error == EMFILE || error == ENFILE || error == ENOMEM) {
    throw std::system_error(error, std::generic_category());
  }
}

Result<std::string> read_all(int fd, const std::string& path, std::size_t size) {
  std::string content(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = ::read(fd, content.data() + have, size - have);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return fail(Failure::kInput, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    }
    if (got == 0) {
      break;
    }
    have += static_cast<std::size_t>(got);
  }
  content.resize(have);
  return content;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) {
    throw_where_exhausted(errno);
  }
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    return fail(Failure::kInput, fmt::format("cannot open {}: {}", path, std::strerror(errno)));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(Failure::kInput, fmt::format("{} is not a regular file", path));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > most) {
    return fail(Failure::kInput, fmt::format("{} has {} bytes, more than the {} that are read", path, size, most));
  }
  return read_all(file.get(), path, size);
}

}  // namespace goescape
