#include "write_outputs.h"

#include <unistd.h>

#include "output.h"
#include "step_summary.h"
#include "util/write_file.h"

namespace goescape {
namespace {

Result<void> write_told(const std::string& file, bool quiet, const std::function<void(std::ostream&)>& write) {
  auto written = write_to_file(file, write);
  if (written && !quiet) {
    say("wrote " + file);
  }
  return written;
}

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
  return write_told(request.file, options.quiet, write);
}

}  // namespace

Result<void> write_single_output(const OutputOptions& options, const std::function<void(std::ostream&)>& write) {
  return options.file.empty() ? write_to_stdout(write) : write_told(options.file, options.quiet, write);
}

Result<void> write_outputs(const OutputOptions& options, const RenderAs& render) {
  for (const OutputRequest& request : options.outputs) {
    if (auto written = write_one(request, options, render); !written) {
      return written;
    }
  }
  return {};
}

}  // namespace goescape
