#include "util/pause.h"

#include <poll.h>

#include "util/deadline.h"
#include "util/interrupt.h"

namespace goescape {

bool pause_for(std::chrono::milliseconds time) {
  pollfd signal{interrupt_descriptor(), POLLIN, 0};
  poll(&signal, 1, poll_timeout(static_cast<int>(time.count())));
  return !interrupted() && !time_is_up();
}

}  // namespace goescape
