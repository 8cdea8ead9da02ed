#include "util/write_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>

#include "util/descriptor.h"
#include "util/descriptor_stream.h"
#include "util/display.h"
#include "util/planted.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

using Write = std::function<void(std::ostream&)>;

// Removes the file at the end of its scope unless it was moved to its place before.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) {
      std::error_code ignored;
      fs::remove(path_, ignored);
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

// The descriptor of this process that a path of /dev names. They are links, to files, too, where output is redirected.
std::optional<int> own_descriptor(std::string_view path) {
  constexpr std::string_view kFolder = "/dev/fd/";
  if (path == "/dev/stdout" || path == "/dev/stderr") {
    return path == "/dev/stdout" ? STDOUT_FILENO : STDERR_FILENO;
  }
  int number = 0;
  const std::string_view digits = path.starts_with(kFolder) ? path.substr(kFolder.size()) : std::string_view();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() && number >= 0 ? std::optional(number)
                                                                                     : std::nullopt;
}

Error planted_error(const std::string& path, const std::string& what) {
  return Error{Failure::kInput,
               fmt::format("cannot write {}: {} belongs to another user, in a folder that everybody may write to; name "
                           "a file elsewhere",
                           path, what)};
}

Result<void> write_through(int fd, const std::string& path, const Write& write) {
  DescriptorStream out(fd);
  write(out);
  const int error = out.finish();
  return error == 0 ? Result<void>() : tl::unexpected(write_error(path, error));
}

// Opens what is there already, or with O_CREAT a new file, and never what a link leads to.
Result<Descriptor> open_place(const std::string& path, int flags) {
  if (const auto own = own_descriptor(path)) {
    return Descriptor(::dup(*own));
  }
  if (const auto link = planted_link_to_folder(path)) {
    return tl::unexpected(planted_error(path, *link));
  }
  if (is_planted(path)) {
    return tl::unexpected(planted_error(path, "it"));
  }
  return Descriptor(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC | flags, 0666));
}

Result<void> write_as_it_is(const std::string& path, int flags, const Write& write) {
  const auto place = open_place(path, flags);
  if (!place) {
    return tl::unexpected(place.error());
  }
  if (!place->open()) {
    return tl::unexpected(errno == ELOOP
                              ? Error{Failure::kInput, fmt::format("cannot write {}: it is a link", escaped(path))}
                              : write_error(path, errno));
  }
  return write_through(place->get(), path, write);
}

Result<void> replace(const std::string& path, const Write& write) {
  if (const auto link = planted_link_to_folder(path)) {
    return tl::unexpected(planted_error(path, *link));
  }
  std::string temporary = path + ".XXXXXX";
  const Descriptor descriptor(::mkstemp(temporary.data()));
  if (!descriptor.open()) {
    return tl::unexpected(write_error(path, errno));
  }
  TemporaryFile file(temporary);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor.get(), 0666 & ~mask);
  if (auto written = write_through(descriptor.get(), path, write); !written) {
    return written;
  }
  return file.move_to(path) ? Result<void>() : tl::unexpected(write_error(path, errno));
}

}  // namespace

Error write_error(const std::string& place, int error) {
  return Error{Failure::kInput, fmt::format("cannot write {}: {}", escaped(place), std::strerror(error))};
}

Result<void> write_to_file(const std::string& path, const Write& write) {
  std::error_code none;
  if (own_descriptor(path)) {
    return write_as_it_is(path, 0, write);
  }
  const fs::file_status status = fs::symlink_status(path, none);
  const fs::file_status target = fs::status(path, none);
  if (fs::is_symlink(status) && fs::exists(target) && !fs::is_regular_file(target)) {
    return fail(Failure::kInput,
                fmt::format("cannot write {}: it is a link to something that is no file", escaped(path)));
  }
  const bool replaced = !fs::exists(status) || fs::is_regular_file(status) || fs::is_symlink(status);
  return replaced ? replace(path, write) : write_as_it_is(path, 0, write);
}

Result<void> append_to_file(const std::string& path, std::string_view text) {
  return write_as_it_is(path, O_APPEND | O_CREAT, [&](std::ostream& out) { out << text; });
}

}  // namespace goescape
