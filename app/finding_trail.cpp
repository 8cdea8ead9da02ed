#include "finding_trail.h"

#include <fmt/core.h>

#include <filesystem>

#include "capture/go_mod.h"
#include "capture/source_changes.h"
#include "compare/compare.h"
#include "compare_sides.h"
#include "history_place.h"
#include "obtain_report.h"
#include "output.h"
#include "resolve/path_text.h"
#include "util/interrupt.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// The name that a file had before the changes.
std::string file_before(const SourceChanges& changes, const std::string& file) {
  for (const FileChange& change : changes.files) {
    if (change.new_path == file && !change.old_path.empty()) {
      return change.old_path;
    }
  }
  return file;
}

// Whether every commit would fail in the same way.
bool is_general(const Error& error) { return interrupted() || error.failure != Failure::kInput; }

}  // namespace

std::string folder_pattern(const std::string& folder, const std::string& directory) {
  const auto module = find_go_mod(directory);
  std::error_code error;
  const fs::path here = fs::weakly_canonical(directory, error);
  const fs::path root = module ? fs::weakly_canonical(module->dir, error) : here;
  const std::string relative = (root / folder).lexically_normal().lexically_relative(here).string();
  const bool below = relative != "." && !relative.starts_with("..");
  return below ? "./" + relative : relative;
}

std::string FindingTrail::package_before(const SourceChanges& changes) const {
  const std::string file = file_before(changes, std::string(last_.text(last_.seen().file)));
  const std::string now = std::string(last_.text(last_.report->package_of(last_.seen()).dir));
  // A file outside of the package is one whose generic functions it compiled.
  const bool own = dir_name(last_.text(last_.seen().file)) == (now == "." ? "" : now);
  const std::string folder = own ? std::string(dir_name(file)) : now;
  return folder_pattern(folder.empty() ? "." : folder, options_.build.capture.directory);
}

void FindingTrail::tell(const CommitFacts& commit, const std::string& answer) const {
  if (!options_.output.quiet) {
    say(fmt::format("{}: {}", short_hash(commit.hash), answer));
  }
}

Result<std::optional<Report>> FindingTrail::recorded_report(const CommitFacts& commit) {
  if (database_ == nullptr) {
    return std::nullopt;
  }
  const auto run = database_->find_run(commit.hash, key_);
  if (!run || !*run) {
    return run ? Result<std::optional<Report>>(std::nullopt) : tl::unexpected(run.error());
  }
  auto report = database_->report(**run);
  if (!report) {
    return tl::unexpected(report.error());
  }
  ++recorded_;
  return std::optional(*std::move(report));
}

// Nothing: it does not build. Without packages it is an empty report.
Result<std::optional<Report>> FindingTrail::compiled_report(const CommitFacts& commit, const std::string& pattern) {
  CaptureOptions capture = options_.build.capture;
  capture.patterns = {pattern};
  const Side side{Revision{commit.hash, commit.hash}, {}};
  auto obtained =
      obtain_report(side, {capture, {}, compared_kinds(), options_.build.jobs, false}, options_.output.quiet);
  ++compiled_;
  if (!obtained) {
    if (is_general(obtained.error())) {
      return tl::unexpected(interrupted() ? interrupted_error() : obtained.error());
    }
    return std::nullopt;
  }
  return obtained->made.report.failures.empty() ? std::optional(std::move(obtained->made.report)) : std::nullopt;
}

Result<Report> FindingTrail::whole_report(const CommitFacts& commit) {
  auto recorded = recorded_report(commit);
  if (!recorded) {
    return tl::unexpected(recorded.error());
  }
  if (*recorded) {
    return **std::move(recorded);
  }
  const Side side{Revision{commit.hash, commit.hash}, {}};
  auto obtained =
      obtain_report(side, {options_.build.capture, {}, compared_kinds(), options_.build.jobs, !options_.output.quiet},
                    options_.output.quiet);
  if (!obtained) {
    return tl::unexpected(interrupted() ? interrupted_error() : obtained.error());
  }
  ++compiled_;
  return std::move(obtained->made.report);
}

Probe FindingTrail::find_in(Report report, const CommitFacts& commit, const SourceChanges& changes) {
  for (const FindingPair& pair : match_reports(report, *last_.report, changes)) {
    if (pair.new_finding == last_.finding) {
      last_ = {commit, std::make_shared<const Report>(std::move(report)), pair.old_finding};
      return Probe::kHas;
    }
  }
  return Probe::kLacks;
}

Result<Probe> FindingTrail::ask(const CommitFacts& commit) {
  const auto changes =
      source_changes(options_.build.capture.directory, Revision{commit.hash, {}}, Revision{last_.commit.hash, {}});
  if (!changes) {
    return tl::unexpected(changes.error());
  }
  auto report = recorded_report(commit);
  const bool known = report && *report;
  if (report && !*report) {
    report = compiled_report(commit, package_before(*changes));
  }
  if (!report) {
    return tl::unexpected(report.error());
  }
  if (!*report) {
    tell(commit, "does not build, skipped");
    return Probe::kUnknown;
  }
  const Probe answer = find_in(**std::move(report), commit, *changes);
  tell(commit, fmt::format("{}{}", answer == Probe::kHas ? "has it" : "does not have it", known ? " (recorded)" : ""));
  return answer;
}

}  // namespace goescape
