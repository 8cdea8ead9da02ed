#include "util/subprocess.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include "util/interrupt.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere.

namespace goescape {
namespace {

constexpr std::size_t kReadSize = std::size_t{1} << 20U;
constexpr int kPipeSize = 1 << 20;  // What an unprivileged process may ask for (/proc/sys/fs/pipe-max-size).
constexpr auto kTimeToEnd = std::chrono::milliseconds(400);
constexpr int kPollWhileEnding = 10;  // Milliseconds.
constexpr int kPollForExit = 50;      // Milliseconds; only where the kernel has no pidfd.

using Clock = std::chrono::steady_clock;

std::string system_message(int error) { return std::error_code(error, std::generic_category()).message(); }

// A file descriptor with an owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }

  void reset() {
    if (value_ >= 0) {
      close(std::exchange(value_, -1));
    }
  }
  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool open() const { return value_ >= 0; }

 private:
  int value_ = -1;
};

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

  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Our environment with the changes of `spec`, as "NAME=value".
std::vector<std::string> merged_environment(const ProcessSpec& spec) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    const bool replaced = std::any_of(spec.environment.begin(), spec.environment.end(),
                                      [name](const auto& change) { return change.first == name; });
    if (!replaced) {
      merged.emplace_back(text);
    }
  }
  for (const auto& [name, value] : spec.environment) {
    merged.push_back(name + "=" + value);
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

int open_pidfd([[maybe_unused]] pid_t pid) {
#ifdef SYS_pidfd_open
  return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));  // Close-on-exec by itself.
#else
  return -1;
#endif
}

}  // namespace

struct ProcessSet::Process {
  explicit Process(pid_t process_id) : pid(process_id), group(process_id), exit_notice(open_pidfd(process_id)) {}

  // One of the two outputs.
  struct Stream {
    Descriptor pipe;
    OutputHandler handler;

    // Hands on what one read gives; closes at the end of the stream.
    void drain(std::vector<char>& buffer) {
      if (!pipe.open()) {
        return;
      }
      const ssize_t count = read(pipe.get(), buffer.data(), buffer.size());
      if (count > 0) {
        if (handler) {
          handler({buffer.data(), static_cast<std::size_t>(count)});
        }
      } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        pipe.reset();
      }
    }

    // Hands on what the pipe holds and closes, whoever else may still write to the other end.
    void finish(std::vector<char>& buffer) {
      int left = 0;
      if (pipe.open() && ioctl(pipe.get(), FIONREAD, &left) != 0) {
        left = 0;
      }
      while (pipe.open() && left > 0) {
        const ssize_t count = read(pipe.get(), buffer.data(), std::min(buffer.size(), static_cast<std::size_t>(left)));
        if (count <= 0) {
          break;
        }
        if (handler) {
          handler({buffer.data(), static_cast<std::size_t>(count)});
        }
        left -= static_cast<int>(count);
      }
      pipe.reset();
    }
  };

  // Notices that the process has exited, without waiting for it.
  void check_exit() {
    siginfo_t info{};
    // The process stays a zombie until its group is out of the registry: its id cannot be somebody else's meanwhile.
    if (exited || waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
      return;
    }
    if (info.si_pid == 0) {
      return;
    }
    if (interrupted()) {
      kill(-group, SIGKILL);  // What it left behind in its group.
    }
    group_registration.reset();
    int wait_status = 0;
    while (waitpid(pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    exited = true;
    exit_notice.reset();
    if (WIFSIGNALED(wait_status)) {
      status.signal = WTERMSIG(wait_status);
    } else {
      status.code = WEXITSTATUS(wait_status);
    }
  }

  [[nodiscard]] bool ended() const { return exited && !out.pipe.open() && !err.pipe.open(); }

  pid_t pid;
  std::optional<RegisteredGroup> group_registration;
  pid_t group;
  Descriptor exit_notice;
  Stream out;
  Stream err;
  bool exited = false;
  ExitStatus status;
};

std::string describe(const ExitStatus& status) {
  if (status.signal != 0) {
    return fmt::format("signal {} ({})", status.signal, strsignal(status.signal));
  }
  return fmt::format("exit code {}", status.code);
}

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

ProcessSet::ProcessSet() : buffer_(kReadSize) {}

ProcessSet::~ProcessSet() { kill_all(); }

Result<ProcessSet::Id> ProcessSet::start(const ProcessSpec& spec, OutputHandler out, OutputHandler err) {
  if (interrupted()) {
    return tl::unexpected(interrupted_error());
  }
  if (spec.arguments.empty()) {
    return fail(Failure::kUsage, "no program was named");
  }
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
  std::vector<std::string> arguments = spec.arguments;
  std::vector<std::string> environment = merged_environment(spec);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, program->c_str(), &options.actions_, &options.attributes_,
                                as_argv(arguments).data(), as_argv(environment).data());
  if (error != 0) {
    return fail(Failure::kInput, fmt::format("cannot run {}: {}", *program, system_message(error)));
  }

  auto process = std::make_unique<Process>(pid);
  process->group_registration.emplace(pid);
  process->out = {std::move(out_pipe->read_end), std::move(out)};
  process->err = {std::move(err_pipe->read_end), std::move(err)};
  processes_.push_back(std::move(process));
  return processes_.size() - 1;
}

Result<void> ProcessSet::run() {
  while (!all_ended()) {
    if (auto stepped = step(); !stepped) {
      return stepped;
    }
  }
  return {};
}

Result<void> ProcessSet::run_until_end_of(Id id) {
  while (!processes_[id]->ended()) {
    if (auto stepped = step(); !stepped) {
      return stepped;
    }
  }
  return {};
}

ExitStatus ProcessSet::status(Id id) const { return processes_[id]->status; }

bool ProcessSet::all_ended() const {
  return std::all_of(processes_.begin(), processes_.end(), [](const auto& process) { return process->ended(); });
}

void ProcessSet::kill_all() {
  for (const auto& process : processes_) {
    if (process->exited) {
      continue;
    }
    kill(-process->group, SIGKILL);
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(process->pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    process->check_exit();
  }
}

// Waits for the next thing to happen in any process, and takes it in.
Result<void> ProcessSet::step() {
  std::vector<struct pollfd> waits;
  waits.push_back({interrupt_descriptor(), POLLIN, 0});
  bool must_ask_for_exit = false;
  for (const auto& process : processes_) {
    for (const int descriptor : {process->out.pipe.get(), process->err.pipe.get(), process->exit_notice.get()}) {
      if (descriptor >= 0) {
        waits.push_back({descriptor, POLLIN, 0});
      }
    }
    must_ask_for_exit = must_ask_for_exit || (!process->exited && !process->exit_notice.open());
  }
  if (poll(waits.data(), waits.size(), must_ask_for_exit ? kPollForExit : -1) < 0 && errno != EINTR) {
    return fail(Failure::kInput, fmt::format("cannot wait for a process: {}", system_message(errno)));
  }
  if (interrupted()) {
    return end_by_signal();
  }
  // Handlers may start processes: the vector can grow while it is walked.
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    Process& process = *processes_[i];
    process.check_exit();
    if (process.exited) {
      process.out.finish(buffer_);
      process.err.finish(buffer_);
    } else {
      process.out.drain(buffer_);
      process.err.drain(buffer_);
    }
  }
  return {};
}

// The groups have had SIGINT from the handler. Throws away what they still write, and kills what does not end.
Result<void> ProcessSet::end_by_signal() {
  const auto deadline = Clock::now() + kTimeToEnd;
  for (const auto& process : processes_) {
    process->out.handler = process->err.handler = nullptr;
  }
  const auto has_exited = [this](const auto& process) {
    process->out.drain(buffer_);
    process->err.drain(buffer_);
    process->check_exit();
    return process->exited;
  };
  while (!std::all_of(processes_.begin(), processes_.end(), has_exited) && Clock::now() < deadline) {
    poll(nullptr, 0, kPollWhileEnding);
  }
  kill_all();
  return tl::unexpected(interrupted_error());
}

Result<ProcessOutput> run_process(const ProcessSpec& spec, std::size_t limit) {
  ProcessOutput output;
  ProcessSet processes;
  const auto id = processes.start(spec, append_to(output.out, limit), append_to(output.err, limit));
  if (!id) {
    return tl::unexpected(id.error());
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  output.status = processes.status(*id);
  return output;
}

OutputHandler append_to(std::string& text, std::size_t limit) {
  return [&text, limit](std::string_view bytes) { text.append(bytes.substr(0, limit - std::min(limit, text.size()))); };
}

}  // namespace goescape
