#include "write_outputs.h"

#include <unistd.h>

#include "output.h"
#include "step_summary.h"
#include "util/write_file.h"

namespace goescape {
namespace {

Result<void> write_one(const OutputRequest& request, const OutputOptions& options, const RenderAs& render) {
  RenderOptions wishes = options.render;
  const bool to_stdout = request.file.empty();
  wishes.color = use_color(options.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  wishes.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  const auto write = [&](std::ostream& out) { render(*request.format, wishes, out); };
  if (to_stdout) {
    return write_to_stdout(write);
  }
  if (request.summary) {
    return append_step_summary(request.file, write);
  }
  auto written = write_to_file(request.file, write);
  if (written && !options.quiet) {
    say("wrote " + request.file);
  }
  return written;
}

}  // namespace

Result<void> write_outputs(const OutputOptions& options, const RenderAs& render) {
  for (const OutputRequest& request : options.outputs) {
    if (auto written = write_one(request, options, render); !written) {
      return written;
    }
  }
  return {};
}

}  // namespace goescape
