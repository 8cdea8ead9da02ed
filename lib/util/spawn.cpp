#include "util/spawn.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

extern char** environ;  // NOLINT: POSIX declares it nowhere.

namespace goescape {
namespace {

constexpr int kNotStarted = 127;    // As a shell says it.
constexpr int kPipeSize = 1 << 20;  // What an unprivileged process may ask for (/proc/sys/fs/pipe-max-size).

// What the system has against it, and what to do where that is a limit.
std::string system_message(int error) {
  const std::string message = std::error_code(error, std::generic_category()).message();
  if (error == EMFILE || error == ENFILE) {
    return message + "; raise the limit on open files (ulimit -n)";
  }
  return error == EAGAIN ? message + "; raise the limit on processes (ulimit -u)" : message;
}

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

// Where standard error goes, and the end that is read.
Result<Pipe> make_err(const ProcessSpec& spec) {
  if (!spec.discard_err) {
    return make_pipe();
  }
  Descriptor null(open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (!null.open()) {
    return fail(Failure::kInput, fmt::format("cannot open /dev/null: {}", system_message(errno)));
  }
  return Pipe{Descriptor(), std::move(null)};
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

// What the child needs between vfork() and execve(), where it may not even allocate.
struct Launch {
  const char* program = nullptr;
  char* const* arguments = nullptr;
  char* const* environment = nullptr;
  const char* directory = nullptr;  // nullptr = stay here.
  int out = -1;
  int err = -1;
  int failure = -1;  // Takes the errno of a child that did not become the program.
  int signal_at_our_end = 0;
  pid_t parent = 0;
};

// Asks the system for a signal when the thread that starts this child ends. Returns false when that is too late, since
// the program has ended in between.
bool follow_into_death([[maybe_unused]] const Launch& launch) {
#ifdef __linux__
  return prctl(PR_SET_PDEATHSIG, launch.signal_at_our_end) == 0 && getppid() == launch.parent;
#else
  return true;
#endif
}

void reset_signals() {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  for (const int signal_number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXFSZ}) {
    sigaction(signal_number, &action, nullptr);
  }
}

bool connect(const Launch& launch) {
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  return null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(launch.out, STDOUT_FILENO) >= 0 &&
         dup2(launch.err, STDERR_FILENO) >= 0;
}

// The child of vfork(): it has our memory, and we stand still until it has become the program, or failed and said why.
[[noreturn]] void become(const Launch& launch) {
  reset_signals();
  sigset_t none;
  sigemptyset(&none);
  if (follow_into_death(launch) && setpgid(0, 0) == 0 && connect(launch) &&
      (launch.directory == nullptr || chdir(launch.directory) == 0) && sigprocmask(SIG_SETMASK, &none, nullptr) == 0) {
    execve(launch.program, launch.arguments, launch.environment);
  }
  const int error = errno;
  // A few bytes always have room in a pipe.
  [[maybe_unused]] const ssize_t written = write(launch.failure, &error, sizeof error);
  _exit(kNotStarted);
}

// The process id, or what the system has against it as a negative number.
pid_t start(const Launch& launch) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  // A handler of ours that ran in the child would write to our memory.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = vfork();  // NOLINT(clang-analyzer-security.insecureAPI.vfork): fork() would copy our page tables.
  if (pid == 0) {
    become(launch);
  }
  const int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return pid < 0 ? -error : pid;
}

// What start() returns, and a child that did not become the program is waited for. Not posix_spawn(), which cannot make
// a child end with its parent. The child tells by a pipe that ends when it becomes the program, not in our memory:
// under ThreadSanitizer and Valgrind vfork() is fork().
pid_t launch_child(Launch launch) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return -errno;
  }
  const Descriptor told(ends[0]);
  Descriptor tells(ends[1]);
  launch.failure = tells.get();
  const pid_t pid = start(launch);
  tells.reset();
  int error = 0;
  ssize_t size = 0;
  while (pid > 0 && (size = read(told.get(), &error, sizeof error)) < 0 && errno == EINTR) {
  }
  if (size <= 0) {
    return pid;
  }
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  return -error;
}

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
  auto err_pipe = make_err(spec);
  if (!err_pipe) {
    return tl::unexpected(err_pipe.error());
  }
  std::vector<std::string> arguments = spec.arguments;
  std::vector<std::string> environment = merged_environment(spec);
  const std::vector<char*> argv = as_argv(arguments);
  const std::vector<char*> envp = as_argv(environment);
  const pid_t pid = launch_child({program->c_str(), argv.data(), envp.data(),
                                  spec.directory.empty() ? nullptr : spec.directory.c_str(), out_pipe->write_end.get(),
                                  err_pipe->write_end.get(), -1, spec.signal_at_our_end, getpid()});
  if (pid < 0) {
    return fail(Failure::kInput, fmt::format("cannot run {}: {}", *program, system_message(-pid)));
  }
  return SpawnedProcess{pid, std::move(out_pipe->read_end), std::move(err_pipe->read_end)};
}

}  // namespace goescape
