// `goescape history record`.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "capture/repository.h"
#include "compare_sides.h"
#include "history_actions.h"
#include "history_build.h"
#include "history_place.h"
#include "model/visibility.h"
#include "obtain_report.h"
#include "output.h"
#include "render/wording.h"
#include "resolve/filter.h"
#include "util/interrupt.h"
#include "verdict.h"

namespace goescape {
namespace {

void tell(const HistoryOptions& options, const std::string& sentence) {
  if (!options.output.quiet) {
    say(sentence);
  }
}

HistorySetup setup_of(const Report& report, const std::vector<std::string>& patterns, const std::string& folder,
                      bool tests) {
  const Toolchain& toolchain = report.toolchain;
  HistorySetup setup;
  setup.module = report.module.path;
  setup.folder = folder;
  setup.packages = fmt::format("{}", fmt::join(patterns, " "));
  setup.goos = toolchain.goos;
  setup.goarch = toolchain.goarch;
  setup.gcflags = toolchain.gcflags;
  setup.tags = fmt::format("{}", fmt::join(toolchain.tags, ","));
  setup.cgo = toolchain.cgo;
  setup.race = toolchain.race;
  setup.tests = tests;
  return setup;
}

// The commits that the argument names, the oldest first.
Result<std::vector<CommitFacts>> commits_of(const HistoryOptions& options) {
  const std::string& directory = options.build.capture.directory;
  const std::string text = options.words.empty() ? "HEAD" : options.words.front();
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos || text.starts_with(":/")) {
    const auto revision = resolve_revision(directory, text);
    return revision ? first_parents(directory, revision->hash, {}, 1)
                    : Result<std::vector<CommitFacts>>(tl::unexpected(revision.error()));
  }
  if (text.compare(dots, 3, "...") == 0) {
    return fail(Failure::kUsage, fmt::format("{}: a range has two dots, as in v1.2.0..HEAD", text));
  }
  const auto from = resolve_revision(directory, dots == 0 ? "HEAD" : text.substr(0, dots));
  const auto to = resolve_revision(directory, dots + 2 == text.size() ? "HEAD" : text.substr(dots + 2));
  if (!from || !to) {
    return tl::unexpected(from ? to.error() : from.error());
  }
  auto commits = first_parents(directory, to->hash, from->hash);
  if (commits && commits->empty()) {
    return fail(Failure::kUsage, fmt::format("{} names no commit: all of them are in {} already", text, from->name));
  }
  if (commits) {
    std::reverse(commits->begin(), commits->end());
  }
  return commits;
}

// As many as `goescape report` tells.
std::uint64_t visible_decisions(const Report& report, const CategorySet& include) {
  std::uint64_t sum = 0;
  for (const Package& package : report.packages) {
    sum += heap_decisions(divide_counts(package, include).visible);
  }
  return sum;
}

// What all commits of a run share.
struct Recording {
  const HistoryOptions& options;
  HistoryDatabase& database;
  HistoryBuild build;
};

Result<ExitCode> keep(const Recording& recording, const CommitFacts& commit, const SideReport& side) {
  const Report& report = side.made.report;
  if (side.empty) {
    tell(recording.options, fmt::format("{}: has none of the packages; nothing to record", side.name));
    return ExitCode::kFine;
  }
  if (const ExitCode complete = verdict(report, side.name + " is not recorded: "); complete != ExitCode::kFine) {
    return complete;
  }
  const HistoryOptions& options = recording.options;
  const NewRun run{to_history(commit),
                   setup_of(report, recorded_patterns(options.build.capture, recording.build.repository),
                            recording.build.repository.subfolder, options.build.capture.tests),
                   recording.build.key, report.toolchain.go_version};
  const auto recorded = recording.database.record(run, report, options.again);
  if (!recorded) {
    return tl::unexpected(recorded.error());
  }
  tell(options, *recorded
                    ? fmt::format("{}: recorded, {}", side.name,
                                  counted(visible_decisions(report, options.output.render.include), "heap decision"))
                    : fmt::format("{}: is recorded already", side.name));
  return ExitCode::kFine;
}

Result<ExitCode> record_commit(const Recording& recording, const CommitFacts& commit) {
  const HistoryOptions& options = recording.options;
  const Side side{Revision{commit.hash, commit.hash}, {}};
  const auto known = recording.database.find_run(commit.hash, recording.build.key);
  if (!known) {
    return tl::unexpected(known.error());
  }
  if (known->has_value() && !options.again) {
    tell(options, fmt::format("{}: is recorded already", describe(side)));
    return ExitCode::kFine;
  }
  auto obtained = obtain_report(side, {options.build.capture, {}, compared_kinds(), options.build.jobs, false},
                                options.output.quiet);
  if (!obtained) {
    if (interrupted() || obtained.error().failure != Failure::kInput) {
      return tl::unexpected(interrupted() ? interrupted_error() : obtained.error());
    }
    say("goescape: " + obtained.error().message);
    return ExitCode::kInput;
  }
  return keep(recording, commit, *obtained);
}

Result<ExitCode> record_commits(const HistoryOptions& options, HistoryDatabase& database) {
  const auto commits = commits_of(options);
  if (!commits) {
    return tl::unexpected(commits.error());
  }
  const auto build = history_build(options.build.capture);
  if (!build) {
    return tl::unexpected(build.error());
  }
  const Recording recording{options, database, *build};
  ExitCode code = ExitCode::kFine;
  for (const CommitFacts& commit : *commits) {
    auto recorded = record_commit(recording, commit);
    if (!recorded) {
      return recorded;
    }
    code = std::max(code, *recorded);
  }
  return code;
}

bool is_full_hash(const std::string& text) {
  return (text.size() == 40 || text.size() == 64) && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// The commit of a report that was made elsewhere, and what this repository knows of it.
Result<HistoryCommit> commit_of_report(const HistoryOptions& options, const Report& report) {
  if (options.commit.empty() && (report.module.revision.empty() || report.module.dirty)) {
    return fail(Failure::kUsage,
                fmt::format("{} does not tell of which commit it is; say it with --commit", options.build.from));
  }
  const std::string text = options.commit.empty() ? report.module.revision : options.commit;
  const std::string& directory = options.build.capture.directory;
  const auto revision = resolve_revision(directory, text);
  if (!revision) {
    return is_full_hash(text) ? Result<HistoryCommit>(HistoryCommit{text, {}, 0, 0, {}})
                              : tl::unexpected(revision.error());
  }
  const auto facts = first_parents(directory, revision->hash, {}, 1);
  return facts ? Result<HistoryCommit>(to_history(facts->front())) : tl::unexpected(facts.error());
}

Result<ExitCode> record_report(const HistoryOptions& options, HistoryDatabase& database) {
  const auto made = make_report({options.build.capture, options.build.from, heap_kinds(), options.build.jobs, false});
  if (!made) {
    return tl::unexpected(made.error());
  }
  const Report& report = made->report;
  if ((unlisted_kinds(report) & heap_kinds()).any()) {
    return fail(Failure::kInput, fmt::format("{} counts heap decisions that it does not list; save it without --kinds",
                                             options.build.from));
  }
  if (const ExitCode complete = verdict(*made, options.build.from + " is not recorded: ");
      complete != ExitCode::kFine) {
    return complete;
  }
  const auto commit = commit_of_report(options, report);
  if (!commit) {
    return tl::unexpected(commit.error());
  }
  const auto repository = find_repository(options.build.capture.directory);
  const auto patterns = recorded_patterns(options.build.capture, repository ? *repository : Repository{});
  const Toolchain& toolchain = report.toolchain;
  NewRun run{*commit,
             setup_of(report, patterns, repository ? repository->subfolder : "", options.build.capture.tests),
             {},
             toolchain.go_version};
  run.build_key = digest_of_facts({"report", toolchain.go_version, describe(run.setup), run.setup.cgo ? "cgo" : ""});
  const auto recorded = database.record(run, report, options.again);
  if (!recorded) {
    return tl::unexpected(recorded.error());
  }
  tell(options, fmt::format("{}: {}", short_hash(commit->hash), *recorded ? "recorded" : "is recorded already"));
  return ExitCode::kFine;
}

}  // namespace

Result<ExitCode> record_history(const HistoryOptions& options) {
  auto database = HistoryDatabase::open(options.database, HistoryDatabase::Access::kWrite);
  if (!database) {
    return tl::unexpected(database.error());
  }
  return options.build.from.empty() ? record_commits(options, *database) : record_report(options, *database);
}

}  // namespace goescape
