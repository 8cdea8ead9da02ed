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

struct HistoryBuild {
  Repository repository;
  std::string key;  // Two runs on one commit that agree in it give the same report.
};

// Of runs with these options in their directory. Fails as find_repository() and toolchain_key() do.
Result<HistoryBuild> history_build(const CaptureOptions& capture);

// 16 hex digits over facts in any order.
std::string digest_of_facts(std::vector<std::string> facts);

}  // namespace goescape
