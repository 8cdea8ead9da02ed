#include "history_output.h"

#include "util/environment.h"
#include "write_outputs.h"

namespace goescape {

Result<void> write_history(const HistoryOptions& options,
                           const std::function<void(const RenderOptions& wishes, std::ostream& out)>& write) {
  return write_output(options.output.outputs.front().file, options.output, write);  // Where --output leads.
}

bool plain_characters_only() { return environment_variable("TERM") == "dumb"; }

}  // namespace goescape
