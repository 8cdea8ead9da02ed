#include "util/deadline.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>

namespace goescape {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Read by the threads that run processes.
std::atomic<std::int64_t> limit_in_ms{0};
std::atomic<Clock::time_point> limit_begin{};

std::string as_written(milliseconds limit) {
  return limit.count() % 1000 == 0 ? fmt::format("{} s", limit.count() / 1000) : fmt::format("{} ms", limit.count());
}

}  // namespace

void set_time_limit(milliseconds limit) {
  limit_begin = Clock::now();
  limit_in_ms = limit.count();
}

std::optional<milliseconds> time_left() {
  const milliseconds limit(limit_in_ms.load());
  if (limit.count() == 0) {
    return std::nullopt;
  }
  const auto spent = std::chrono::duration_cast<milliseconds>(Clock::now() - limit_begin.load());
  return std::max(limit - spent, milliseconds(0));
}

bool time_is_up() { return time_left() == milliseconds(0); }

int poll_timeout(int most) {
  const auto left = time_left();
  if (!left) {
    return most;
  }
  // One more: poll() may wake up just before.
  const auto until = std::min<std::int64_t>(left->count() + 1, std::numeric_limits<int>::max());
  return most < 0 ? static_cast<int>(until) : std::min(most, static_cast<int>(until));
}

Error time_is_up_error(const std::string& what) {
  return {Failure::kInput, fmt::format("{} did not end within the {} that --timeout allows", what,
                                       as_written(milliseconds(limit_in_ms.load())))};
}

}  // namespace goescape
