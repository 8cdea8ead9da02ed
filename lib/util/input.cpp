#include "util/input.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "util/deadline.h"
#include "util/interrupt.h"

namespace goescape {
namespace {

constexpr std::size_t kFirstBytes = 4096;

// Waits until `fd` can be read, a signal came or the time is up. Without it, a signal that comes just before read()
// would be slept over.
void wait_for_bytes(int fd) {
  std::array<pollfd, 2> waiting{{{fd, POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}}};
  ::poll(waiting.data(), waiting.size(), poll_timeout(-1));
}

}  // namespace

Result<Input> Input::open(const std::string& path) {
  const bool is_stdin = path == "-";
  Input input(Descriptor(is_stdin ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
              is_stdin ? "standard input" : path);
  struct stat status {};
  if (input.descriptor_.get() < 0 || ::fstat(input.descriptor_.get(), &status) != 0) {
    return tl::unexpected(input.read_error(errno));
  }
  if (S_ISREG(status.st_mode) && !is_stdin) {
    input.size_ = status.st_size;
  }
  if (auto read = input.read_ahead(); !read) {
    return tl::unexpected(read.error());
  }
  return input;
}

Result<void> Input::read_ahead() {
  first_.resize(kFirstBytes);
  std::size_t have = 0;
  while (have < first_.size()) {
    const auto got = read_descriptor(std::span(first_).subspan(have));
    if (!got) {
      return tl::unexpected(got.error());
    }
    if (*got == 0) {
      break;
    }
    have += *got;
  }
  first_.resize(have);
  return {};
}

Result<std::size_t> Input::read(std::span<char> room) {
  if (given_again_ == first_.size()) {
    return read_descriptor(room);
  }
  const std::size_t count = std::min(room.size(), first_.size() - given_again_);
  std::copy_n(first_.begin() + static_cast<std::ptrdiff_t>(given_again_), count, room.begin());
  given_again_ += count;
  return count;
}

Result<std::size_t> Input::read_descriptor(std::span<char> room) const {
  while (true) {
    if (!size_) {
      wait_for_bytes(descriptor_.get());
    }
    if (interrupted()) {
      return tl::unexpected(interrupted_error());
    }
    if (time_is_up()) {
      return tl::unexpected(time_is_up_error(name_));
    }
    const ssize_t got = ::read(descriptor_.get(), room.data(), room.size());
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR && errno != EAGAIN) {
      return tl::unexpected(read_error(errno));
    }
  }
}

Result<std::size_t> Input::read_at(off_t offset, std::span<char> room) const {
  while (true) {
    if (interrupted()) {
      return tl::unexpected(interrupted_error());
    }
    const ssize_t got = ::pread(descriptor_.get(), room.data(), room.size(), offset);
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) {
      return tl::unexpected(read_error(errno));
    }
  }
}

Error Input::read_error(int error) const {
  return Error{Failure::kInput, fmt::format("cannot read {}: {}", name_, std::strerror(error))};
}

}  // namespace goescape
