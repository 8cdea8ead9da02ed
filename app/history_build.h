// What tells runs on one commit apart.
#pragma once

#include <string>
#include <vector>

#include "capture/capture.h"
#include "capture/repository.h"
#include "util/result.h"

namespace goescape {

// The patterns of a run, as they mean the same on every commit; never empty.
std::vector<std::string> recorded_patterns(const CaptureOptions& capture, const Repository& repository);

// Two runs on one commit that agree in it give the same report. Fails as toolchain_key() does.
Result<std::string> build_key(const CaptureOptions& capture, const Repository& repository);

// 16 hex digits over facts in any order.
std::string digest_of_facts(std::vector<std::string> facts);

}  // namespace goescape
