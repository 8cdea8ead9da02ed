#include "history_output.h"

#include <unistd.h>

#include <iostream>

#include "output.h"
#include "util/environment.h"
#include "util/write_file.h"

namespace goescape {

Result<void> write_history(const HistoryOptions& options,
                           const std::function<void(const RenderOptions& wishes, std::ostream& out)>& write) {
  RenderOptions wishes = options.output.render;
  const std::string& file = options.output.outputs.front().file;  // Where --output leads.
  const bool to_stdout = file.empty();
  wishes.color = use_color(options.output.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  wishes.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  const auto write_with_wishes = [&](std::ostream& out) { write(wishes, out); };
  if (to_stdout) {
    return write_to_stdout(write_with_wishes);
  }
  auto written = write_to_file(file, write_with_wishes);
  if (written && !options.output.quiet) {
    std::cerr << "wrote " << file << '\n';
  }
  return written;
}

bool plain_characters_only() { return environment_variable("TERM") == "dumb"; }

}  // namespace goescape
