// One finding on its way through the commits.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bisect_search.h"
#include "capture/first_parents.h"
#include "model/diff.h"
#include "model/source_changes.h"
#include "options/history_options.h"
#include "store/history_database.h"

namespace goescape {

// A commit that has the finding, under the name that it has there.
struct Sighting {
  CommitFacts commit;
  std::shared_ptr<const Report> report;
  FindingIndex finding{};

  [[nodiscard]] const Finding& seen() const { return report->findings[static_cast<std::size_t>(finding)]; }
  [[nodiscard]] std::string_view text(StringId id) const { return report->text(id); }
};

// Follows a finding from commit to older commit, by all the steps with which reports are compared: what was renamed or
// moved is still the same. Recorded reports are taken from the history, others from the cache; what is in neither is
// compiled, and of it the package of the finding alone.
class FindingTrail {
 public:
  // `database` may be nullptr; `key` is that of runs over the packages of the options. All must outlive the object.
  FindingTrail(const HistoryOptions& options, HistoryDatabase* database, std::string key)
      : options_(options), database_(database), key_(std::move(key)) {}

  // The report of a commit over the packages of the options. Fails when it gives none.
  Result<Report> whole_report(const CommitFacts& commit);

  // Where the trail begins.
  void start(Sighting sighting) { last_ = std::move(sighting); }

  // Whether this commit, which is older than the last sighting, has the finding; then it is the last one. What the
  // answer is and where it comes from is told on standard error unless --quiet. Fails when interrupted, and for what
  // would be wrong with every commit.
  Result<Probe> ask(const CommitFacts& commit);

  [[nodiscard]] const Sighting& last() const { return last_; }
  [[nodiscard]] std::size_t recorded() const { return recorded_; }
  [[nodiscard]] std::size_t compiled() const { return compiled_; }

  // The folder of the finding as a pattern for the go command, in front of what `changes` did.
  [[nodiscard]] std::string package_before(const SourceChanges& changes) const;

 private:
  Result<std::optional<Report>> recorded_report(const CommitFacts& commit);
  Result<std::optional<Report>> compiled_report(const CommitFacts& commit, const std::string& pattern);
  [[nodiscard]] Probe find_in(Report report, const CommitFacts& commit, const SourceChanges& changes);
  void tell(const CommitFacts& commit, const std::string& answer) const;

  const HistoryOptions& options_;
  HistoryDatabase* database_;
  std::string key_;
  Sighting last_;
  std::size_t recorded_ = 0;
  std::size_t compiled_ = 0;
};

// A folder, as Finding::file names files, as a pattern for the go command where the user runs.
std::string folder_pattern(const std::string& folder, const std::string& directory);

}  // namespace goescape
