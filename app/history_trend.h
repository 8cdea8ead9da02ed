// Trends out of a history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "history_place.h"
#include "model/trend.h"
#include "store/config.h"
#include "store/history_database.h"

namespace goescape {

struct RecordedTrend {
  Trend trend;
  std::vector<HistoryRun> runs;  // Of its points, one each.
};

// The counts of a setup over the commits of `range`.
Result<RecordedTrend> read_trend(HistoryDatabase& database, const HistorySetup& setup, const HistoryFilter& filter,
                                 const HistoryRange& range, const std::string& directory);

// For the HTML page of a report: the trend of its module, out of the history that `config` names, or the one that is
// there by default, if it has one with two commits at least. A history that cannot be read, and a named one
// that is not there, is told on standard error.
std::optional<Trend> trend_of_module(const Report& report, const Config& config, const std::string& directory,
                                     const CategorySet& include);

}  // namespace goescape
