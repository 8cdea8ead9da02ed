// Reads reports back out of the tables of the history.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "model/report.h"
#include "store/history_database.h"
#include "store/sqlite.h"

namespace goescape {

// The report of a run, as HistoryDatabase::report() says. Failures are thrown as SqliteFailure, or as
// std::runtime_error where what is in the tables cannot be.
Report read_report(SqliteConnection& connection, const HistoryRun& run);

// What is counted in every state of a setup, by the row of the state; those that the filter drops are zero. Fails as
// read_report().
using StateCounts = std::unordered_map<std::int64_t, KindCounts>;
StateCounts read_state_counts(SqliteConnection& connection, std::int64_t setup, const HistoryFilter& filter);

}  // namespace goescape
