// What a SARIF run says about itself: whether it was complete, and what is not among its results.
#pragma once

#include <cstddef>
#include <string>

#include "render/json_writer.h"
#include "render/sarif_run.h"

namespace goescape {

// How much of the results is written.
struct SarifCut {
  std::size_t total = 0;
  std::size_t written = 0;
};

// The member invocations: one, successful only where everything was compiled, understood and could be compared, with a
// notification for each failure, for lines that were not understood, for what is left out and for what the gate
// mentions. `hidden` is the sentence on findings that nobody asked for, empty when there are none.
void write_invocations(JsonWriter& json, const SarifRun& run, const SarifCut& cut, const std::string& hidden);

}  // namespace goescape
