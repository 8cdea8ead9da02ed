// What the sources of a report ask of the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/revision.h"
#include "compare/baseline.h"
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

struct GateSourcesRequest {
  std::string directory;   // For a report that was not compiled here: in the module that it may be of.
  unsigned jobs = 1;       // Threads that read.
  bool functions = false;  // Also list the files and functions that the sources declare.
  Coverage coverage = Coverage::kListedPackages;
  std::optional<Revision> trusted = std::nullopt;  // Only suppressions that this revision has count.
  const Report* base = nullptr;                    // The report of that revision.
};

// Reads the comments in the sources of the report and marks what they suppress as suppressed. For a report that was not
// compiled here, the sources are those of the module around the directory, if it is the same.
Result<GateSources> read_gate_sources(MadeReport& made, const GateSourcesRequest& request);

}  // namespace goescape
