#include "store/history_database.h"

#include <fmt/core.h>

#include <stdexcept>

#include "store/history_errors.h"
#include "store/history_open.h"
#include "store/history_reader.h"
#include "store/history_writer.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kRun =
    "SELECT r.id, r.go_version, r.tool, c.hash, c.parent, c.author_time, c.commit_time, c.subject, r.setup_id "
    "FROM runs r JOIN commits c ON c.id = r.commit_id";
// Of the runs of a setup on one commit the one that was recorded last, in the order of runs().
constexpr std::string_view kLastRuns =
    "WHERE r.id IN (SELECT max(id) FROM runs WHERE setup_id = ? GROUP BY commit_id) ORDER BY c.commit_time, c.hash";

HistoryRun run_of(const SqliteStatement& row) {
  HistoryRun run;
  run.id = row.number(0);
  run.setup = row.number(8);
  run.go_version = row.text(1);
  run.tool = row.text(2);
  run.commit = {std::string(row.text(3)), std::string(row.text(4)), row.number(5), row.number(6),
                std::string(row.text(7))};
  return run;
}

std::vector<HistoryRun> runs_of(SqliteConnection& connection, std::int64_t setup) {
  std::vector<HistoryRun> runs;
  SqliteStatement rows = connection.prepare(fmt::format("{} {}", kRun, kLastRuns));
  rows.bind(setup);
  while (rows.step()) {
    runs.push_back(run_of(rows));
  }
  return runs;
}

}  // namespace

// What SQLite and damaged tables throw, as an error that names the file.
template <typename Value, typename Work>
Result<Value> HistoryDatabase::guarded(Work&& work) {
  try {
    return work();
  } catch (const SqliteFailure& failure) {
    return tl::unexpected(history_error(path_, failure));
  } catch (const std::runtime_error& error) {
    return fail(Failure::kInput, fmt::format("{} holds {}", path_, error.what()));
  }
}

Result<HistoryDatabase> HistoryDatabase::open(const std::string& path, Access access, int patience_ms) {
  auto connection = open_history(path, access == Access::kWrite, patience_ms);
  if (!connection) {
    return tl::unexpected(connection.error());
  }
  return HistoryDatabase(path, *std::move(connection));
}

Result<std::optional<HistoryRun>> HistoryDatabase::find_run(const std::string& hash, const std::string& build_key) {
  return guarded<std::optional<HistoryRun>>([&] {
    SqliteStatement row = connection_.prepare(fmt::format("{} WHERE c.hash = ? AND r.build_key = ?", kRun));
    return row.bind(hash).bind(build_key).step() ? std::optional(run_of(row)) : std::nullopt;
  });
}

Result<bool> HistoryDatabase::record(const NewRun& run, const Report& report, bool again) {
  return guarded<bool>([&]() -> Result<bool> {
    SqliteTransaction transaction(connection_, SqliteTransaction::Access::kWrite);
    if (again) {
      HistoryWriter::drop(connection_, run);
    } else if (const auto known = find_run(run.commit.hash, run.build_key); !known || known->has_value()) {
      return known ? Result<bool>(false) : tl::unexpected(known.error());
    }
    HistoryWriter(connection_, report).add(run);
    transaction.commit();
    return true;
  });
}

Result<std::vector<HistorySetup>> HistoryDatabase::setups() {
  return guarded<std::vector<HistorySetup>>([&] {
    std::vector<HistorySetup> setups;
    SqliteStatement rows = connection_.prepare(
        "SELECT id, module, folder, packages, goos, goarch, gcflags, tags, cgo, race, tests, "
        "(SELECT count(DISTINCT commit_id) FROM runs WHERE setup_id = setups.id), "
        "(SELECT max(id) FROM runs WHERE setup_id = setups.id) FROM setups ORDER BY id");
    while (rows.step()) {
      HistorySetup setup;
      setup.id = rows.number(0);
      int column = 1;
      for (std::string* const text :
           {&setup.module, &setup.folder, &setup.packages, &setup.goos, &setup.goarch, &setup.gcflags, &setup.tags}) {
        *text = rows.text(column++);
      }
      for (bool* const flag : {&setup.cgo, &setup.race, &setup.tests}) {
        *flag = rows.number(column++) != 0;
      }
      setup.commits = rows.number(column++);
      setup.last_run = rows.number(column);
      setups.push_back(setup);
    }
    return setups;
  });
}

Result<std::vector<HistoryRun>> HistoryDatabase::runs(std::int64_t setup) {
  return guarded<std::vector<HistoryRun>>([&] { return runs_of(connection_, setup); });
}

Result<std::vector<HistoryPoint>> HistoryDatabase::points(std::int64_t setup, const HistoryFilter& filter) {
  return guarded<std::vector<HistoryPoint>>([&] {
    const SqliteTransaction snapshot(connection_, SqliteTransaction::Access::kRead);
    const StateCounts of_state = read_state_counts(connection_, setup, filter);
    std::vector<HistoryPoint> points;
    SqliteStatement states = connection_.prepare("SELECT state_id FROM run_states WHERE run_id = ?");
    for (HistoryRun& run : runs_of(connection_, setup)) {
      HistoryPoint& point = points.emplace_back(HistoryPoint{std::move(run), {}});
      states.bind(point.run.id);
      while (states.step()) {
        const KindCounts& counts = state_in(of_state, states.number(0));
        for (std::size_t kind = 0; kind < kKindCount; ++kind) {
          point.counts[kind] += counts[kind];
        }
      }
      states.reset();
    }
    return points;
  });
}

Result<Report> HistoryDatabase::report(const HistoryRun& run) {
  return guarded<Report>([&]() -> Result<Report> {
    const SqliteTransaction snapshot(connection_, SqliteTransaction::Access::kRead);
    SqliteStatement row = connection_.prepare(fmt::format("{} WHERE r.id = ? AND c.hash = ?", kRun));
    if (!row.bind(run.id).bind(run.commit.hash).step()) {
      return fail(Failure::kInput, fmt::format("{}: the report of {} was recorded again meanwhile; try again",
                                               escaped(path_), escaped(run.commit.hash)));
    }
    return read_report(connection_, run);
  });
}

}  // namespace goescape
