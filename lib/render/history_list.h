// What is recorded in a history, setup by setup.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "model/trend.h"
#include "render/renderer.h"

namespace goescape {

struct RecordedSetup {
  std::int64_t number = 0;
  std::string description;         // What was compiled, and for what.
  std::vector<TrendPoint> points;  // The oldest commit first.
  std::size_t elsewhere = 0;       // Commits that are recorded, too, and stand on another branch.
};

// A table for each setup, the newest commits first and as many of them as options.top says.
void write_history_list(const std::vector<RecordedSetup>& setups, const RenderOptions& options, std::ostream& out);

// All of it as goescape.history/1, and as comma-separated values (RFC 4180).
void write_history_list_json(const std::vector<RecordedSetup>& setups, std::ostream& out);
void write_history_list_csv(const std::vector<RecordedSetup>& setups, std::ostream& out);

}  // namespace goescape
