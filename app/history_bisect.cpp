// `goescape history bisect`.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "capture/go_mod.h"
#include "capture/source_changes.h"
#include "compare_sides.h"
#include "finding_trail.h"
#include "history_actions.h"
#include "history_build.h"
#include "history_output.h"
#include "history_place.h"
#include "render/bisection.h"
#include "resolve/location.h"
#include "resolve/path_text.h"
#include "typed_file.h"
#include "util/display.h"
#include "util/suggest.h"
#include "verdict.h"

namespace goescape {
namespace {

// The commits that come into question, the newest first. With GOOD that is the last one.
struct Line {
  std::vector<CommitFacts> commits;
  bool ends_with_good = false;
};

Result<Line> line_of(const HistoryOptions& options) {
  const std::string& directory = options.build.capture.directory;
  const bool has_good = options.words.size() > 1;
  const auto bad = resolve_revision(directory, options.words.size() > 2 ? options.words[2] : "HEAD");
  if (!bad) {
    return tl::unexpected(bad.error());
  }
  const auto good = has_good ? resolve_revision(directory, options.words[1]) : Result<Revision>(Revision{});
  if (!good) {
    return tl::unexpected(good.error());
  }
  auto commits = first_parents(directory, bad->hash, good->hash);
  if (!commits) {
    return tl::unexpected(commits.error());
  }
  if (commits->empty()) {
    return fail(Failure::kUsage,
                fmt::format("{} is no older than {}: GOOD comes first, then BAD", describe(*good), describe(*bad)));
  }
  if (has_good) {
    const auto facts = first_parents(directory, good->hash, {}, 1);
    if (!facts) {
      return tl::unexpected(facts.error());
    }
    commits->push_back(facts->front());
  }
  return Line{*std::move(commits), has_good};
}

// The name of the report in place of the typed one.
void settle_file(const Report& report, const std::string& directory, Location& location) {
  if (location.type != Location::Type::kFile) {
    return;
  }
  std::set<std::string_view> words;
  for (const Finding& finding : report.findings) {
    words.insert(report.text(finding.file));
  }
  std::error_code error;
  const auto module = find_go_mod(directory);
  const TypedFrom from{std::filesystem::absolute(directory, error).lexically_normal().string(),
                       module ? module->dir : ""};
  if (const auto found = find_typed_file(location.name, from, {words.begin(), words.end()})) {
    location.name = *found;
  }
}

std::string listed_findings(const Report& report, const std::vector<const Finding*>& found) {
  std::string text;
  for (const Finding* const finding : found) {
    text += fmt::format("\n  {}  {}:{}: {}", finding_id(*finding), escaped(report.text(finding->file)), finding->line,
                        escaped(report.text(finding->message)));
  }
  return text;
}

// The one heap decision that the user means.
Result<FindingIndex> find_meant(const Report& report, const HistoryOptions& options, const CommitFacts& commit) {
  auto location = parse_location(options.words.front());
  if (!location) {
    return tl::unexpected(location.error());
  }
  settle_file(report, options.build.capture.directory, *location);
  std::vector<const Finding*> found = findings_at(report, *location);
  std::erase_if(found, [](const Finding* finding) { return !is_heap_decision(finding->kind); });
  if (found.empty()) {
    return fail(Failure::kUsage, fmt::format("{} has no heap decision {}; name a commit that has it as BAD, behind the "
                                             "one that lacks it",
                                             short_hash(commit.hash), options.words.front()));
  }
  if (found.size() > 1) {
    return fail(Failure::kUsage, fmt::format("{} names {} heap decisions; name one of them by its id:{}",
                                             options.words.front(), found.size(), listed_findings(report, found)));
  }
  return static_cast<FindingIndex>(found.front() - report.findings.data());
}

BisectedCommit shown(const CommitFacts& commit) { return {commit.hash, commit.author_time, commit.subject}; }

// The folders in which a commit changed Go files, as patterns, with the package of the finding: what has to be compiled
// to say what the commit did.
std::vector<std::string> touched_packages(const FindingTrail& trail, const SourceChanges& changes,
                                          const std::string& directory) {
  const Sighting& last = trail.last();
  std::set<std::string> patterns{
      folder_pattern(std::string(last.text(last.report->package_of(last.seen()).dir)), directory)};
  for (const FileChange& change : changes.files) {
    for (const std::string& file : {change.old_path, change.new_path}) {
      const std::string folder(dir_name(file));
      const bool compiled = !file.empty() && !file.ends_with("_test.go") && !file.starts_with("../") &&
                            ("/" + folder + "/").find("/testdata/") == std::string::npos;
      if (compiled) {
        patterns.insert(folder_pattern(folder.empty() ? "." : folder, directory));
      }
    }
  }
  return {patterns.begin(), patterns.end()};
}

// A closer look at the commit that seems to be it: both sides, all packages that it changed.
Result<ComparedSides> compare_with_parent(const HistoryOptions& options, const FindingTrail& trail,
                                          const CommitFacts& parent) {
  const std::string& directory = options.build.capture.directory;
  const std::string& hash = trail.last().commit.hash;
  const auto changes = source_changes(directory, Revision{parent.hash, {}}, Revision{hash, {}});
  if (!changes) {
    return tl::unexpected(changes.error());
  }
  CompareRequest request;
  request.old_side.revision = Revision{parent.hash, parent.hash};
  request.new_side.revision = Revision{hash, hash};
  request.quiet = options.output.quiet;
  request.old_request = {options.build.capture, {}, compared_kinds(), options.build.jobs, false};
  request.old_request.capture.patterns = touched_packages(trail, *changes, directory);
  request.new_request = request.old_request;
  return compare_sides(request);
}

bool is_same(const Report& report, const Finding& finding, const Sighting& sighting) {
  return finding.fingerprint == sighting.seen().fingerprint && finding.line == sighting.seen().line &&
         report.text(finding.file) == sighting.text(sighting.seen().file);
}

class Bisecting {
 public:
  Bisecting(const HistoryOptions& options, const Line& line, FindingTrail& trail)
      : options_(options), line_(line), trail_(trail) {}

  // `result` is filled in as far as it is known.
  Result<void> run(Bisection& result) {
    if (auto checked = check_good(); !checked) {
      return checked;
    }
    while (true) {
      const auto found = search();
      if (!found) {
        return tl::unexpected(found.error());
      }
      fill_in(*found, result);
      if (found->all || !found->unknown.empty()) {
        return {};
      }
      const auto followed = look_closer(newest_ + found->first, result);
      if (!followed) {
        return tl::unexpected(followed.error());
      }
      if (!*followed) {
        return {};
      }
    }
  }

 private:
  Result<void> check_good() {
    if (!line_.ends_with_good) {
      return {};
    }
    const CommitFacts& good = line_.commits.back();
    const auto answer = trail_.ask(good);
    if (!answer) {
      return tl::unexpected(answer.error());
    }
    if (*answer == Probe::kUnknown) {
      return fail(Failure::kInput, fmt::format("{} does not build, so that it cannot be GOOD; name a commit nearby",
                                               short_hash(good.hash)));
    }
    return *answer == Probe::kLacks
               ? Result<void>()
               : fail(Failure::kUsage,
                      fmt::format("{} has the finding already; name an older commit as GOOD", short_hash(good.hash)));
  }

  Result<BisectResult> search() {
    return bisect(line_.commits.size() - newest_, line_.ends_with_good,
                  [&](std::size_t index) { return trail_.ask(line_.commits[newest_ + index]); });
  }

  void fill_in(const BisectResult& found, Bisection& result) const {
    const std::size_t first = newest_ + found.first;
    result.commit = shown(line_.commits[first]);
    result.at_the_end = found.all;
    result.before = first + 1 < line_.commits.size() ? line_.commits[first + 1].hash : "";
    if (!found.unknown.empty()) {
      const std::size_t behind = newest_ + found.unknown.back() + 1;
      result.before = behind < line_.commits.size() ? line_.commits[behind].hash : "";
    }
    result.unknown.clear();
    for (const std::size_t index : found.unknown) {
      result.unknown.push_back(shown(line_.commits[newest_ + index]));
    }
  }

  // Whether the finding came from another package, which only a look at all that the commit changed can tell; then the
  // trail goes on there.
  Result<bool> look_closer(std::size_t first, Bisection& result) {
    const CommitFacts& parent = line_.commits[first + 1];
    auto compared = compare_with_parent(options_, trail_, parent);
    if (!compared) {
      return tl::unexpected(compared.error());
    }
    const Report& report = compared->new_side.made.report;
    for (const FindingPair& pair : compared->diff.moved) {
      if (is_same(report, report.findings[static_cast<std::size_t>(pair.new_finding)], trail_.last()) &&
          !(line_.ends_with_good && first + 2 == line_.commits.size())) {
        trail_.start(
            {parent, std::make_shared<const Report>(std::move(compared->old_side.made.report)), pair.old_finding});
        newest_ = first + 1;
        return true;
      }
    }
    for (const IntroducedFinding& each : compared->diff.introduced) {
      if (is_same(report, report.findings[static_cast<std::size_t>(each.finding)], trail_.last())) {
        result.code_changed = each.code_changed;
        result.blame = each.blame ? each.blame->sentence : "";
      }
    }
    return false;
  }

  const HistoryOptions& options_;
  const Line& line_;
  FindingTrail& trail_;
  std::size_t newest_ = 0;  // Where the search begins.
};

Result<ExitCode> write(const HistoryOptions& options, const Bisection& bisection) {
  const auto written = write_history(options, [&](const RenderOptions& wishes, std::ostream& out) {
    options.format == "json" ? write_bisection_json(bisection, out) : write_bisection(bisection, wishes, out);
  });
  if (!written) {
    return tl::unexpected(written.error());
  }
  return bisection.unknown.empty() ? ExitCode::kFine : ExitCode::kInput;
}

Result<ExitCode> bisect_with(const HistoryOptions& options, const Line& line, const Repository& repository,
                             FindingTrail& trail) {
  const CommitFacts& newest = line.commits.front();
  auto report = trail.whole_report(newest);
  if (!report) {
    return tl::unexpected(report.error());
  }
  const auto meant = find_meant(*report, options, newest);
  if (!meant) {
    const ExitCode complete = verdict(*report, short_hash(newest.hash) + ": ");
    return complete == ExitCode::kFine ? Result<ExitCode>(tl::unexpected(meant.error())) : Result<ExitCode>(complete);
  }
  const auto asked = std::make_shared<const Report>(*std::move(report));
  trail.start({newest, asked, *meant});
  Bisection result;
  result.asked_report = asked.get();
  result.asked = &asked->findings[static_cast<std::size_t>(*meant)];
  result.shallow = repository.shallow;
  if (auto run = Bisecting(options, line, trail).run(result); !run) {
    return tl::unexpected(run.error());
  }
  result.report = trail.last().report.get();
  result.finding = &trail.last().seen();
  result.recorded = trail.recorded();
  result.compiled = trail.compiled();
  return write(options, result);
}

}  // namespace

Result<ExitCode> bisect_history(const HistoryOptions& options) {
  if (options.format != "text" && options.format != "json") {
    return fail(Failure::kUsage,
                fmt::format("history bisect has no form in {}; text and json are there", options.format));
  }
  const auto line = line_of(options);
  if (!line) {
    return tl::unexpected(line.error());
  }
  const auto build = history_build(options.build.capture);
  if (!build) {
    return tl::unexpected(build.error());
  }
  std::error_code error;
  std::optional<HistoryDatabase> database;
  if (std::filesystem::exists(options.database, error)) {
    auto opened = HistoryDatabase::open(options.database, HistoryDatabase::Access::kRead);
    if (!opened) {
      return tl::unexpected(opened.error());
    }
    database.emplace(*std::move(opened));
  }
  FindingTrail trail(options, database ? &*database : nullptr, build->key);
  return bisect_with(options, *line, build->repository, trail);
}

}  // namespace goescape
