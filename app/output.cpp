#include "output.h"

#include <cerrno>
#include <iostream>

#include "util/display.h"
#include "util/write_file.h"

namespace goescape {

Result<void> write_to_stdout(const std::function<void(std::ostream&)>& write) {
  errno = 0;
  write(std::cout);
  std::cout.flush();
  if (!std::cout && errno != EPIPE) {
    return tl::unexpected(write_error("standard output", errno));
  }
  return {};
}

void say(std::string_view text) { std::cerr << escaped_lines(text) + '\n'; }

}  // namespace goescape
