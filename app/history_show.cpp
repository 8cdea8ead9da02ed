// `goescape history show`.
#include <fmt/core.h>

#include <algorithm>

#include "capture/source_changes.h"
#include "compare/compare.h"
#include "history_actions.h"
#include "history_output.h"
#include "history_place.h"
#include "output.h"
#include "render/formats.h"
#include "render/history_list.h"

namespace goescape {
namespace {

// One setup with its runs, the newest commit first.
Result<RecordedSetup> recorded(HistoryDatabase& database, const HistorySetup& setup, const HistoryOptions& options) {
  const auto points = database.points(setup.id, {{}, {}, options.output.render.include});
  if (!points) {
    return tl::unexpected(points.error());
  }
  RecordedSetup listed{setup.id, describe(setup), {}};
  std::vector<HistoryRun> runs;
  for (const HistoryPoint& point : *points) {
    runs.push_back(point.run);
  }
  auto line = runs_on_line(std::move(runs), {{}, options.since, options.last}, options.build.capture.directory);
  if (!line) {
    return tl::unexpected(line.error());
  }
  listed.elsewhere = options.since.empty() ? line->others : 0;  // Else older ones would count as elsewhere.
  for (const HistoryRun& run : line->runs) {
    const auto point =
        std::find_if(points->begin(), points->end(), [&](const HistoryPoint& each) { return each.run.id == run.id; });
    listed.points.push_back(
        {run.commit.hash, run.commit.author_time, run.commit.subject, run.go_version, point->counts});
  }
  return listed;
}

// The findings of all commits of a setup, the oldest commit first.
Result<void> write_rows(HistoryDatabase& database, const HistorySetup& setup, const HistoryOptions& options,
                        const RenderOptions& wishes, std::ostream& out) {
  auto runs = database.runs(setup.id);
  if (!runs) {
    return tl::unexpected(runs.error());
  }
  const auto line = runs_on_line(*std::move(runs), {{}, options.since, options.last}, options.build.capture.directory);
  if (!line) {
    return tl::unexpected(line.error());
  }
  for (const HistoryRun& run : line->runs) {
    const auto report = database.report(run);
    if (!report) {
      return tl::unexpected(report.error());
    }
    find_format("rows")->render(*report, wishes, out);
  }
  return {};
}

// What stops in the middle leaves no file that looks whole.
Result<ExitCode> show_rows(const HistoryOptions& options, HistoryDatabase& database,
                           const std::vector<HistorySetup>& setups) {
  Result<void> outcome;
  const auto written = write_history(options, [&](const RenderOptions& wishes, std::ostream& out) {
    for (const HistorySetup& setup : setups) {
      if (outcome = write_rows(database, setup, options, wishes, out); !outcome) {
        out.setstate(std::ios::failbit);
        return;
      }
    }
  });
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

Result<ExitCode> show_list(const HistoryOptions& options, HistoryDatabase& database) {
  auto setups = database.setups();
  if (!setups) {
    return tl::unexpected(setups.error());
  }
  std::erase_if(*setups, [&](const HistorySetup& setup) { return options.setup != 0 && options.setup != setup.id; });
  if (options.format == "html") {
    return fail(Failure::kUsage,
                "the list of what is recorded has no form in HTML; history trend -f html shows counts");
  }
  if (options.format == "rows") {
    return show_rows(options, database, *setups);
  }
  std::vector<RecordedSetup> listed;
  for (const HistorySetup& setup : *setups) {
    auto one = recorded(database, setup, options);
    if (!one) {
      return tl::unexpected(one.error());
    }
    listed.push_back(*std::move(one));
  }
  const auto written = write_history(options, [&](const RenderOptions& wishes, std::ostream& out) {
    if (options.format == "text") {
      write_history_list(listed, wishes, out);
    } else if (options.format == "json") {
      write_history_list_json(listed, out);
    } else {
      write_history_list_csv(listed, out);
    }
  });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

// Git's word on what changed between the two commits, where it has both.
SourceChanges changes_between(const HistoryRun& before, const HistoryRun& after, const HistoryOptions& options) {
  auto changes = source_changes(options.build.capture.directory, Revision{before.commit.hash, {}},
                                Revision{after.commit.hash, {}});
  if (!changes) {
    say(fmt::format("goescape: {}; findings are told apart without the changed lines", changes.error().message));
    return {};
  }
  return *std::move(changes);
}

Result<void> show_change(const HistoryOptions& options, HistoryDatabase& database, const HistoryRun& before,
                         const HistoryRun& after) {
  const auto old_report = database.report(before);
  const auto new_report = database.report(after);
  if (!old_report || !new_report) {
    return tl::unexpected(old_report ? new_report.error() : old_report.error());
  }
  const Diff diff = compare_reports(*old_report, *new_report, changes_between(before, after, options));
  const Comparison comparison{&*old_report, &*new_report, short_hash(before.commit.hash), short_hash(after.commit.hash),
                              &diff};
  return write_history(options, [&](const RenderOptions& wishes, std::ostream& out) {
    find_format(options.format)->render_comparison(comparison, nullptr, wishes, out);
  });
}

Result<ExitCode> show_commit(const HistoryOptions& options, HistoryDatabase& database) {
  const std::string& directory = options.build.capture.directory;
  const auto revision = resolve_revision(directory, options.words.front());
  if (!revision) {
    return tl::unexpected(revision.error());
  }
  const auto setup = choose_setup(database, options.setup, directory, options.output.quiet);
  if (!setup) {
    return tl::unexpected(setup.error());
  }
  auto runs = database.runs(setup->id);
  if (!runs) {
    return tl::unexpected(runs.error());
  }
  const auto line = runs_on_line(*std::move(runs), {revision->hash, {}, 0}, directory);
  if (!line) {
    return tl::unexpected(line.error());
  }
  if (line->runs.empty() || line->runs.back().commit.hash != revision->hash) {
    return fail(Failure::kUsage, fmt::format("{} is not recorded; record it with goescape history record {}",
                                             describe(*revision), options.words.front()));
  }
  if (line->runs.size() < 2) {
    return fail(Failure::kUsage, fmt::format("no commit before {} is recorded to compare with; record some with "
                                             "goescape history record A..B",
                                             describe(*revision)));
  }
  const auto shown = show_change(options, database, line->runs[line->runs.size() - 2], line->runs.back());
  return shown ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(shown.error());
}

}  // namespace

Result<ExitCode> show_history(const HistoryOptions& options) {
  auto database = HistoryDatabase::open(options.database, HistoryDatabase::Access::kRead);
  if (!database) {
    return tl::unexpected(database.error());
  }
  return options.words.empty() ? show_list(options, *database) : show_commit(options, *database);
}

}  // namespace goescape
