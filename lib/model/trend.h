// Counts of one thing over commits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/report.h"

namespace goescape {

struct TrendPoint {
  std::string commit;            // The full hash.
  std::int64_t author_time = 0;  // Seconds since 1970 UTC; 0 = not known.
  std::string subject;
  std::string go_version;  // Empty = not known.
  KindCounts counts{};
};

struct Trend {
  std::string module;
  std::string packages;            // The patterns that were compiled.
  std::string platform;            // "linux/amd64", and what else is not as usual.
  std::string selection;           // What of it is counted, in words; empty = all.
  std::vector<TrendPoint> points;  // The oldest commit first.
};

}  // namespace goescape
