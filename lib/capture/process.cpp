#include "capture/process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstring>
#include <filesystem>

#include "parse/memory_map.h"
#include "util/interrupt.h"

namespace goescape {
namespace {

// Files below /proc have no size: they are read to their end. Nothing when that fails; errno says why.
std::optional<std::string> read_whole(int folder, const char* name, std::size_t most) {
  const Descriptor file(::openat(folder, name, O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    return std::nullopt;
  }
  std::string text;
  std::array<char, std::size_t{64} << 10U> piece{};
  while (text.size() < most) {
    const ssize_t got = ::read(file.get(), piece.data(), std::min(piece.size(), most - text.size()));
    if (got < 0 && errno != EINTR) {
      return std::nullopt;
    }
    if (got == 0) {
      break;
    }
    text.append(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  }
  return text;
}

std::string name_in(int folder) {
  constexpr std::size_t kLongest = 64;
  std::string name = read_whole(folder, "comm", kLongest).value_or("");
  if (name.ends_with('\n')) {
    name.pop_back();
  }
  return name;
}

// The base name of the first argument; a login shell has a dash in front of it.
std::string command_in(int folder) {
  std::string command = read_whole(folder, "cmdline", PATH_MAX).value_or("");
  command.erase(std::min(command.find('\0'), command.size()));
  command.erase(0, command.rfind('/') + 1);
  command.erase(0, command.starts_with('-') ? 1 : 0);
  return command;
}

// The user whose process it is. The folder is root's, too, where the program of a user may not be looked at.
std::optional<uid_t> owner_in(int folder) {
  constexpr std::size_t kLongest = std::size_t{64} << 10U;
  constexpr std::string_view kKey = "\nUid:\t";
  const std::string status = read_whole(folder, "status", kLongest).value_or("");
  const std::size_t at = status.find(kKey);
  uid_t owner = 0;
  const bool known =
      at != std::string::npos &&
      std::from_chars(status.data() + at + kKey.size(), status.data() + status.size(), owner).ec == std::errc();
  return known ? std::optional(owner) : std::nullopt;
}

Descriptor open_end(std::int64_t pid) {
#ifdef SYS_pidfd_open
  return Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0)));
#else
  return {};
#endif
}

bool has_ended(int error) { return error == ESRCH || error == ENOENT; }

}  // namespace

Process::Process(std::int64_t pid, Descriptor folder, Descriptor end)
    : pid_(pid), folder_(std::move(folder)), end_(std::move(end)), name_(name_in(folder_.get())) {}

Result<Process> Process::open(std::int64_t pid) {
  Descriptor folder(::open(fmt::format("/proc/{}", pid).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open()) {
    return fail(Failure::kInput, errno == ENOENT
                                     ? fmt::format("there is no process {}", pid)
                                     : fmt::format("cannot look at process {}: {}", pid, std::strerror(errno)));
  }
  return Process(pid, std::move(folder), open_end(pid));
}

Error Process::denied(const std::string& file, int error) const {
  const bool refused = error == EACCES || error == EPERM;
  const auto owner = owner_in(folder_.get());
  if (refused && owner && *owner != ::geteuid()) {
    return {Failure::kInput,
            fmt::format("process {} ({}) is of another user (number {}): its memory map is for that user and for root",
                        pid_, name_, *owner)};
  }
  return {Failure::kInput, fmt::format("cannot read /proc/{}/{} of {}: {}{}", pid_, file, name_, std::strerror(error),
                                       refused ? "; root may" : "")};
}

Result<std::optional<std::vector<Mapping>>> Process::mappings() const {
  constexpr std::size_t kMost = std::size_t{1}
                                << 30U;  // 65,530 mappings, the limit of the kernel, have 50 MB of smaps.
  for (const char* const file : {"smaps", "maps"}) {
    const auto text = read_whole(folder_.get(), file, kMost);
    const int error = errno;
    if (text && text->empty()) {
      return std::nullopt;
    }
    if (text) {
      auto mappings = parse_memory_map(*text);
      if (!mappings) {
        return fail(Failure::kInput,
                    fmt::format("cannot understand /proc/{}/{}: {}", pid_, file, mappings.error().message));
      }
      return *std::move(mappings);
    }
    if (file == std::string_view("maps")) {
      return has_ended(error) ? Result<std::optional<std::vector<Mapping>>>(std::nullopt)
                              : tl::unexpected(denied(file, error));
    }
  }
  return std::nullopt;
}

std::string Process::program() const {
  constexpr std::string_view kDeleted = " (deleted)";
  std::string path(PATH_MAX, '\0');
  const ssize_t length = ::readlinkat(folder_.get(), "exe", path.data(), path.size());
  path.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  if (path.ends_with(kDeleted)) {
    path.resize(path.size() - kDeleted.size());
  }
  return path;
}

Result<Binary> Process::binary() const {
  const Descriptor file(::openat(folder_.get(), "exe", O_RDONLY | O_CLOEXEC));
  return file.open() ? read_binary(file, fmt::format("/proc/{}/exe", pid_)) : tl::unexpected(denied("exe", errno));
}

void Process::wait(int milliseconds) const {
  std::array<pollfd, 2> waiting{{{interrupt_descriptor(), POLLIN, 0}, {end_.get(), POLLIN, 0}}};
  ::poll(waiting.data(), waiting.size(), milliseconds);
}

std::vector<ProcessName> running_processes() {
  std::vector<ProcessName> found;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry("/proc", failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::string number = entry->path().filename();
    std::int64_t pid = 0;
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), pid);
    if (parsed.ec != std::errc() || parsed.ptr != number.data() + number.size() || pid == ::getpid()) {
      continue;
    }
    const Descriptor folder(::open(entry->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.open()) {
      found.push_back({pid, name_in(folder.get()), command_in(folder.get())});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.pid < b.pid; });
  return found;
}

}  // namespace goescape
