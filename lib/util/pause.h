// Waiting for what another process holds.
#pragma once

#include <chrono>

namespace goescape {

// Waits as long as `time`, or until a signal (util/interrupt.h) or the end of the time of this run (util/deadline.h)
// comes. False when one of the two has come: whoever waits has to give up.
bool pause_for(std::chrono::milliseconds time);

}  // namespace goescape
