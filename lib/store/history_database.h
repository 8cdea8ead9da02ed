// The history: reports of commits in one SQLite file (https://sqlite.org/fileformat2.html). docs/history.md describes
// its tables for whoever reads them with other programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/report.h"
#include "model/visibility.h"
#include "resolve/filter.h"
#include "store/sqlite.h"
#include "util/result.h"

namespace goescape {

inline constexpr std::string_view kHistoryFolder = ".goescape";
inline constexpr std::string_view kHistoryFileName = ".goescape/history.sqlite";

struct HistoryCommit {
  std::string hash;              // Full, in hex.
  std::string parent;            // The first one; empty for a commit that has none, and where it is not known.
  std::int64_t author_time = 0;  // Seconds since 1970 UTC; 0 = not known.
  std::int64_t commit_time = 0;
  std::string subject;
};

// What a run was made of, but for the commit and the Go release: runs that agree in it can be put in one row.
struct HistorySetup {
  std::int64_t id = 0;
  std::string module;
  std::string folder;    // Where in the repository the run was made; empty = its root.
  std::string packages;  // The patterns, separated by spaces; empty = not known, a report that was made elsewhere.
  std::string goos;
  std::string goarch;
  std::string gcflags;
  std::string tags;  // Separated by commas.
  bool cgo = false;
  bool race = false;
  bool tests = false;
  std::int64_t commits = 0;   // How many of them are recorded. Not to be set for record(), like the next.
  std::int64_t last_run = 0;  // The run that was recorded last.
};

struct HistoryRun {
  std::int64_t id = 0;
  std::int64_t setup = 0;
  HistoryCommit commit;
  std::string go_version;  // "go1.26.8"; empty = not known.
  std::string tool;        // The version of goescape; empty = not known.
};

// A run with what was counted in it.
struct HistoryPoint {
  HistoryRun run;
  KindCounts counts{};
};

// What to count: the visible findings of packages and functions that pass.
struct HistoryFilter {
  std::vector<std::string> packages;   // As FilterOptions.
  std::vector<std::string> functions;  // As FilterOptions. Not empty: only heap decisions are counted.
  CategorySet include{};
};

// A report that is to be kept.
struct NewRun {
  HistoryCommit commit;
  HistorySetup setup;
  std::string build_key;  // Two runs on one commit with equal keys are the same run.
  std::string go_version;
};

// One connection. Everything that is written is written in one transaction, or not at all; processes side by side wait
// for each other. All functions fail with a sentence that names the file.
class HistoryDatabase {
 public:
  enum class Access : std::uint8_t {
    kRead,   // The file has to be there. One of an older version is brought to today's where it can be written.
    kWrite,  // The file, and its folder if that is named .goescape, are made where they are not there.
  };
  static constexpr int kPatienceMs = 30'000;  // How long to wait for other processes.

  // Fails where the file cannot be read or, for kWrite, not be written, where it is none of these databases, and where
  // a newer goescape made it; with a usage error where there is none to be read.
  static Result<HistoryDatabase> open(const std::string& path, Access access, int patience_ms = kPatienceMs);

  // The run on the commit with this full hash; nothing where there is none.
  Result<std::optional<HistoryRun>> find_run(const std::string& hash, const std::string& build_key);

  // Keeps the report of a run: the counts of all its packages, and its heap decisions. With `again` it takes the place
  // of one with the same commit and build key. False: that is there already and stays. To be handed complete reports
  // that list their heap decisions.
  Result<bool> record(const NewRun& run, const Report& report, bool again);

  // All setups, in the order in which they came.
  Result<std::vector<HistorySetup>> setups();

  // The runs of a setup, the oldest commit first by the commit's own time, then by hash. Of several runs on one commit
  // (other Go releases) only the one that was recorded last.
  Result<std::vector<HistoryRun>> runs(std::int64_t setup);

  // The same with counts.
  Result<std::vector<HistoryPoint>> points(std::int64_t setup, const HistoryFilter& filter);

  // The recorded report, without flows, and without the findings that are no heap decisions, which are only counted.
  // Fails where the run is not there any more: record() with `again` put another in its place.
  Result<Report> report(const HistoryRun& run);

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  HistoryDatabase(std::string path, SqliteConnection connection)
      : path_(std::move(path)), connection_(std::move(connection)) {}

  template <typename Value, typename Work>
  Result<Value> guarded(Work&& work);

  std::string path_;
  SqliteConnection connection_;
};

}  // namespace goescape
