#include "capture/binary.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "parse/go_build_info.h"

namespace goescape {
namespace {

// What is there of the asked bytes. A file that cannot be read is one that ends early to whoever parses it.
std::string read_part(int fd, std::uint64_t offset, std::uint64_t length) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || offset >= static_cast<std::uint64_t>(status.st_size)) {
    return {};
  }
  std::string bytes(std::min(length, static_cast<std::uint64_t>(status.st_size) - offset), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got =
        ::pread(fd, bytes.data() + have, bytes.size() - have, static_cast<off_t>(offset + std::uint64_t{have}));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      break;
    }
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace

Result<Binary> read_binary(const Descriptor& file, const std::string& name) {
  const ReadAt read = [&file](std::uint64_t offset, std::uint64_t length) {
    return read_part(file.get(), offset, length);
  };
  auto elf = parse_elf(read);
  if (!elf) {
    return fail(Failure::kInput, fmt::format("cannot read {} as a program: {}", name, elf.error().message));
  }
  Binary binary{*std::move(elf), std::nullopt, ""};
  auto build = parse_go_build_info(binary.elf, read);
  if (build) {
    binary.build = *std::move(build);
  } else {
    binary.no_build = build.error().message;
  }
  return binary;
}

Result<Binary> read_binary(const std::string& path) {
  // Without O_NONBLOCK, opening a FIFO would wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file.open() || ::fstat(file.get(), &status) != 0) {
    return fail(Failure::kInput, fmt::format("cannot open {}: {}", path, std::strerror(errno)));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(Failure::kInput, fmt::format("{} is not a regular file", path));
  }
  return read_binary(file, path);
}

}  // namespace goescape
