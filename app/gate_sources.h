// What the sources of a report ask of the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/revision.h"
#include "make_report.h"
#include "model/directives.h"
#include "util/result.h"

namespace goescape {

struct GateSources {
  bool known = false;  // False: there are no sources at hand, and no comment was read.
  Directives directives;
  std::vector<std::uint32_t> suppressions;  // How many decisions each directive suppressed.
  std::vector<Directive> untrusted;         // Suppressions that the base does not have, and that do not count.
};

// Reads the comments in the sources of the report and marks what they suppress as suppressed. For a report that was not
// compiled here, the sources are those of the module around `directory`, if it is the same. With `functions` the
// functions that they declare are listed, too. With `trusted` only suppressions that this revision has count;
// `base` is the report of that revision.
Result<GateSources> read_gate_sources(MadeReport& made, const std::string& directory, bool functions,
                                      const std::optional<Revision>& trusted, const Report* base);

}  // namespace goescape
