#include "util/subprocess.h"

#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>
#include <optional>
#include <system_error>

#include "util/deadline.h"
#include "util/interrupt.h"
#include "util/log.h"

namespace goescape {
namespace {

constexpr std::size_t kReadSize = std::size_t{1} << 20U;
constexpr auto kTimeToEnd = std::chrono::milliseconds(400);
constexpr int kPollWhileEnding = 10;  // Milliseconds.
constexpr int kPollForExit = 50;      // Milliseconds; only where the kernel has no pidfd.

using Clock = std::chrono::steady_clock;

std::string system_message(int error) { return std::error_code(error, std::generic_category()).message(); }

int open_pidfd([[maybe_unused]] pid_t pid) {
#ifdef SYS_pidfd_open
  return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));  // Close-on-exec by itself.
#else
  return -1;
#endif
}

// "go list": the program, and what it is to do, which is the first argument that is no flag and no value of git's -c.
std::string name_of(const std::vector<std::string>& arguments) {
  std::string name = arguments.front().substr(arguments.front().rfind('/') + 1);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "-c") {
      ++i;
    } else if (!arguments[i].starts_with('-') && arguments[i].find('/') == std::string::npos) {
      return name + ' ' + arguments[i];
    }
  }
  return name;
}

}  // namespace

struct ProcessSet::Process {
  Process(pid_t process_id, std::string program_and_verb)
      : pid(process_id), group(process_id), name(std::move(program_and_verb)), exit_notice(open_pidfd(process_id)) {}

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
    if (interrupted() || time_is_up()) {
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
    log_end(pid, describe(status), Clock::now() - begin);
  }

  [[nodiscard]] bool ended() const { return exited && !out.pipe.open() && !err.pipe.open(); }

  pid_t pid;
  std::optional<RegisteredGroup> group_registration;
  pid_t group;
  std::string name;  // For messages.
  Clock::time_point begin = Clock::now();
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

ProcessSet::ProcessSet() : buffer_(kReadSize) {}

ProcessSet::~ProcessSet() {
  try {
    kill_all();
  } catch (const std::bad_alloc&) {  // In a line for the log; all are killed by then.
  }
}

Result<ProcessSet::Id> ProcessSet::start(const ProcessSpec& spec, OutputHandler out, OutputHandler err) {
  if (interrupted()) {
    return tl::unexpected(interrupted_error());
  }
  if (spec.arguments.empty()) {
    return fail(Failure::kUsage, "no program was named");
  }
  if (time_is_up()) {
    return tl::unexpected(time_is_up_error(name_of(spec.arguments)));
  }
  auto spawned = spawn(spec);
  if (!spawned) {
    return tl::unexpected(spawned.error());
  }
  log_start(spawned->pid, spec.arguments, spec.directory);
  auto process = std::make_unique<Process>(spawned->pid, name_of(spec.arguments));
  process->group_registration.emplace(spawned->pid);
  process->out = {std::move(spawned->out), std::move(out)};
  process->err = {std::move(spawned->err), std::move(err)};
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
    if (!process->exited) {
      kill(-process->group, SIGKILL);
    }
  }
  for (const auto& process : processes_) {
    if (process->exited) {
      continue;
    }
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
  if (poll(waits.data(), waits.size(), poll_timeout(must_ask_for_exit ? kPollForExit : -1)) < 0 && errno != EINTR) {
    return fail(Failure::kInput, fmt::format("cannot wait for a process: {}", system_message(errno)));
  }
  if (interrupted()) {
    return end_early(interrupted_error());
  }
  if (time_is_up()) {
    return end_for_time();
  }
  // Handlers may start processes: the vector can grow while it is walked.
  for (std::size_t i = 0; i < processes_.size(); ++i) {  // NOLINT(modernize-loop-convert): see above.
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

// Asks the groups to end, as the handler of a signal does it.
Result<void> ProcessSet::end_for_time() {
  std::string late;
  for (const auto& process : processes_) {
    if (!process->ended() && late.empty()) {
      late = process->name;
    }
    if (!process->exited) {
      kill(-process->group, SIGINT);
    }
  }
  return end_early(time_is_up_error(late));
}

// The groups have had SIGINT. Throws away what they still write, kills what does not end, and fails with `reason`.
Result<void> ProcessSet::end_early(Error reason) {
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
  return tl::unexpected(std::move(reason));
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
