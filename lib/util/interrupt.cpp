#include "util/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>

namespace goescape {
namespace {

// All state that the handler touches is lock-free: it may run between any two instructions of the program.
std::array<std::atomic<pid_t>, 64> groups{};
std::atomic<int> signals_seen{0};
std::array<int, 2> wake_pipe{-1, -1};

static_assert(std::atomic<pid_t>::is_always_lock_free);

extern "C" void pass_on_signal(int /*signal*/) {
  const int saved_errno = errno;
  const int to_send = signals_seen.fetch_add(1) == 0 ? SIGINT : SIGKILL;
  for (const auto& group : groups) {
    if (const pid_t id = group.load(); id > 0) {
      kill(-id, to_send);
    }
  }
  // The pipe does not block: when it is full it is readable, which is all that is wanted.
  [[maybe_unused]] const ssize_t written = write(wake_pipe[1], "!", 1);
  errno = saved_errno;
}

void take_over(int signal_number) {
  struct sigaction old {};
  if (sigaction(signal_number, nullptr, &old) == 0 && old.sa_handler == SIG_IGN) {
    return;
  }
  struct sigaction action {};
  action.sa_handler = pass_on_signal;
  sigfillset(&action.sa_mask);
  sigaction(signal_number, &action, nullptr);
}

}  // namespace

void install_interrupt_handlers() {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    wake_pipe = {-1, -1};
  }
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP}) {
    take_over(signal_number);
  }
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  sigaction(SIGXFSZ, &ignore, nullptr);
}

bool interrupted() { return signals_seen.load() > 0; }

Error interrupted_error() { return {Failure::kInterrupted, "interrupted"}; }

int interrupt_descriptor() { return wake_pipe[0]; }

RegisteredGroup::RegisteredGroup(pid_t group) : group_(group) {
  for (auto& slot : groups) {
    pid_t expected = 0;
    if (slot.compare_exchange_strong(expected, group)) {
      break;
    }
  }
  if (interrupted()) {
    kill(-group, SIGINT);
  }
}

RegisteredGroup::~RegisteredGroup() {
  for (auto& slot : groups) {
    pid_t expected = group_;
    if (slot.compare_exchange_strong(expected, 0)) {
      return;
    }
  }
}

}  // namespace goescape
