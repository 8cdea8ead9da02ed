// The time that a run may take (--timeout): what waits for other programs, and what reads a history, asks how much of
// it is left.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "util/result.h"

namespace goescape {

// Lets the run take `limit` from now on, by a clock that nobody sets; zero takes the limit away. To be called before
// the first process starts.
void set_time_limit(std::chrono::milliseconds limit);

// How much of it is left, zero when it has passed; nothing where there is no limit.
std::optional<std::chrono::milliseconds> time_left();

// Whether there is a limit and it has passed.
bool time_is_up();

// For poll(): the milliseconds until the limit, at most `most`; -1 in `most` and in the result stands for no limit.
int poll_timeout(int most);

// What a run that is stopped by the limit returns; `what` did not end in time, "go list" say.
Error time_is_up_error(const std::string& what);

}  // namespace goescape
