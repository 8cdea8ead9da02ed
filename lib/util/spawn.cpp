#include "util/spawn.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

extern char** environ;  // NOLINT: POSIX declares it nowhere.

namespace goescape {
namespace {

constexpr int kPipeSize = 1 << 20;  // What an unprivileged process may ask for (/proc/sys/fs/pipe-max-size).

std::string system_message(int error) { return std::error_code(error, std::generic_category()).message(); }

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(Failure::kInput, fmt::format("cannot create a pipe: {}", system_message(errno)));
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
#ifdef F_SETPIPE_SZ
  fcntl(ends[0], F_SETPIPE_SZ, kPipeSize);  // Fewer wake-ups; refused beyond the user's quota, which does no harm.
#endif
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// Our environment with the changes of `spec`, as "NAME=value".
std::vector<std::string> merged_environment(const ProcessSpec& spec) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    const bool replaced = std::any_of(spec.environment.begin(), spec.environment.end(),
                                      [name](const auto& change) { return change.first == name; });
    if (!replaced && std::find(spec.unset.begin(), spec.unset.end(), name) == spec.unset.end()) {
      merged.emplace_back(text);
    }
  }
  for (const auto& [name, value] : spec.environment) {
    merged.push_back(fmt::format("{}={}", name, value));
  }
  return merged;
}

std::vector<char*> as_argv(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (auto& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// Owns the two option blocks of posix_spawn.
class SpawnOptions {
 public:
  SpawnOptions() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    sigset_t reset;
    sigemptyset(&reset);
    for (const int signal_number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) {
      sigaddset(&reset, signal_number);
    }
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &reset);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnOptions(const SpawnOptions&) = delete;
  SpawnOptions& operator=(const SpawnOptions&) = delete;
  ~SpawnOptions() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  void connect(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.write_end.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.write_end.get(), STDERR_FILENO);
  }
  void run_in(const std::string& directory) {
    if (!directory.empty()) {
      posix_spawn_file_actions_addchdir_np(&actions_, directory.c_str());
    }
  }

  // Starts the program and returns its process id, or returns what posix_spawn() has against it as a negative number.
  pid_t start(const std::string& program, std::vector<std::string> arguments, std::vector<std::string> environment) {
    pid_t pid = 0;
    const int error = posix_spawn(&pid, program.c_str(), &actions_, &attributes_, as_argv(arguments).data(),
                                  as_argv(environment).data());
    return error == 0 ? pid : -error;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

bool is_program(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && access(path.c_str(), X_OK) == 0;
}

Result<void> check_directory(const std::string& directory) {
  struct stat info {};
  if (directory.empty() || (stat(directory.c_str(), &info) == 0 && S_ISDIR(info.st_mode))) {
    return {};
  }
  return fail(Failure::kInput, fmt::format("directory {} does not exist", directory));
}

}  // namespace

Result<std::string> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (is_program(name)) {
      return std::filesystem::absolute(name).string();
    }
    return fail(Failure::kInput, fmt::format("{} is not an executable file", name));
  }
  const char* const path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
  while (!name.empty()) {
    const std::size_t colon = rest.find(':');
    const std::string folder(rest.substr(0, colon));
    const std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (is_program(candidate)) {
      return std::filesystem::absolute(candidate).string();
    }
    if (colon == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(colon + 1);
  }
  return fail(Failure::kInput, fmt::format("there is no program {} in PATH", name.empty() ? "''" : name));
}

Result<SpawnedProcess> spawn(const ProcessSpec& spec) {
  auto program = find_program(spec.arguments.front());
  if (!program) {
    return tl::unexpected(program.error());
  }
  if (auto checked = check_directory(spec.directory); !checked) {
    return tl::unexpected(checked.error());
  }
  auto out_pipe = make_pipe();
  if (!out_pipe) {
    return tl::unexpected(out_pipe.error());
  }
  auto err_pipe = make_pipe();
  if (!err_pipe) {
    return tl::unexpected(err_pipe.error());
  }
  SpawnOptions options;
  options.run_in(spec.directory);
  options.connect(*out_pipe, *err_pipe);
  const pid_t pid = options.start(*program, spec.arguments, merged_environment(spec));
  if (pid < 0) {
    return fail(Failure::kInput, fmt::format("cannot run {}: {}", *program, system_message(-pid)));
  }
  return SpawnedProcess{pid, std::move(out_pipe->read_end), std::move(err_pipe->read_end)};
}

}  // namespace goescape
