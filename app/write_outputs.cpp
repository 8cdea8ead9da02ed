#include "write_outputs.h"

#include <unistd.h>

#include "output.h"
#include "step_summary.h"
#include "util/display.h"
#include "util/write_file.h"

namespace goescape {
namespace {

Result<void> write_told(const std::string& file, bool quiet, const std::function<void(std::ostream&)>& write) {
  auto written = write_to_file(file, write);
  if (written && !quiet) {
    say("wrote " + escaped(file));
  }
  return written;
}

RenderOptions wishes_for(const OutputOptions& options, bool to_stdout) {
  RenderOptions wishes = options.render;
  wishes.color = use_color(options.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  wishes.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  return wishes;
}

Result<void> write_one(const OutputRequest& request, const OutputOptions& options, const RenderAs& render) {
  if (request.summary) {
    const RenderOptions wishes = wishes_for(options, false);
    return append_step_summary(request.file, [&](std::ostream& out) { render(*request.format, wishes, out); });
  }
  return write_output(request.file, options,
                      [&](const RenderOptions& wishes, std::ostream& out) { render(*request.format, wishes, out); });
}

}  // namespace

Result<void> write_output(const std::string& file, const OutputOptions& options,
                          const std::function<void(const RenderOptions& wishes, std::ostream& out)>& write) {
  const RenderOptions wishes = wishes_for(options, file.empty());
  const auto write_with_wishes = [&](std::ostream& out) { write(wishes, out); };
  return file.empty() ? write_to_stdout(write_with_wishes) : write_told(file, options.quiet, write_with_wishes);
}

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
