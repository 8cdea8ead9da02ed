// Reports as messages of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/): what is kept between two
// runs of one build of goescape. A tenth of the size of the JSON, and read in a twentieth of the time. Nobody else
// reads it, so that fields can change; what users save is JSON (store/saved_report.h).
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"
#include "util/result.h"

namespace goescape {

// The report as a message. Strings that nothing in the report uses are left out, and so are the generated code, which
// is done with once it was tied to the findings, what profiles say, which is joined anew in each run, and what only
// merged reports and shards have.
std::string encode_report(const Report& report);

// The report behind what encode_report() gave. Fails, with Failure::kInput, for what cannot have come from there:
// broken off, or naming a string, package or step that is not in it.
Result<Report> decode_report(std::string_view message);

}  // namespace goescape
