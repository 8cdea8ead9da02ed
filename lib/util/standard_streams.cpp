#include "util/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

namespace goescape {
namespace {

void reserve(int descriptor, int mode) {
  if (::fcntl(descriptor, F_GETFD) >= 0) {
    return;
  }
  // The lowest free number is taken, and those below are not free.
  const int opened = ::open("/dev/null", mode);
  if (opened >= 0 && opened != descriptor) {
    ::close(opened);
  }
}

}  // namespace

void reserve_standard_streams() {
  // The wrong way round, so that using them fails.
  reserve(STDIN_FILENO, O_WRONLY);
  reserve(STDOUT_FILENO, O_RDONLY);
  reserve(STDERR_FILENO, O_RDONLY);
}

}  // namespace goescape
