// Which history a command is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/first_parents.h"
#include "store/history_database.h"
#include "util/result.h"

namespace goescape {

// Where the history of a run in `directory` is when nobody names a file: the nearest .goescape/history.sqlite upwards,
// else where a new one belongs: beside .goescape.json, else beside go.mod, else in `directory`.
std::string default_history_file(const std::string& directory);

// The setup with this number; for 0 that of the run which was recorded last, of the module that `directory` lies in
// where there is one. Others are told on standard error unless `quiet`. Fails with a usage error where there is none.
Result<HistorySetup> choose_setup(HistoryDatabase& database, std::int64_t number, const std::string& directory,
                                  bool quiet);

// "./... of example.com/m, linux/amd64 race".
std::string describe(const HistorySetup& setup);
// "linux/amd64 race", without what is as usual.
std::string platform_of(const HistorySetup& setup);

// Which commits of a history to look at.
struct HistoryRange {
  std::string tip;       // A revision; empty = HEAD.
  std::string since;     // Only behind this revision; empty = all.
  std::size_t last = 0;  // At most so many, the newest; 0 = all.
};

// The runs whose commits the branch of `range.tip` went through, the oldest first; `others` is how many are left out
// because they are not on that line. Where `directory` lies in no repository, or that does not know the tip, all of
// them by their time, which a usage error forbids when a revision is named.
struct HistoryLine {
  std::vector<HistoryRun> runs;
  std::size_t others = 0;
};
Result<HistoryLine> runs_on_line(std::vector<HistoryRun> runs, const HistoryRange& range, const std::string& directory);

// "1a2b3c4d5e6f", as everywhere.
std::string short_hash(const std::string& hash);

HistoryCommit to_history(const CommitFacts& facts);

}  // namespace goescape
