#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "add_profiles.h"
#include "commands.h"
#include "evidence/verdict.h"
#include "history_trend.h"
#include "make_report.h"
#include "matrix.h"
#include "module_places.h"
#include "options/build_options.h"
#include "options/history_options.h"
#include "options/output_options.h"
#include "options/profile_options.h"
#include "options/selection_options.h"
#include "output.h"
#include "render_report.h"
#include "shown_sources.h"
#include "verdict.h"
#include "write_outputs.h"

namespace goescape {
namespace {

constexpr const char* kNoProfile = "--sort profile needs a profile: name it with --profile";

struct ReportOptions {
  BuildOptions build;
  SelectionOptions selection;
  OutputOptions output;
  std::vector<std::string> profiles;
  std::string database;  // Of the history whose trend the HTML page shows; empty = the one that is there by default.
};

struct ReportLine : CommandLine {
  ReportOptions options;

  ReportLine()
      : CommandLine(
            "report", "Compiles packages with the compiler's escape analysis on, and summarises what goes to the heap.",
            "Examples:\n  goescape report ./...\n  goescape report --findings --package example.com/m/codec ./...\n"
            "  goescape report -f json=heap.json -f text std\n"
            "  go test -bench . -memprofile mem.out ./codec && goescape report --profile mem.out --sort profile "
            "./codec\n"
            "  go build -gcflags=-m ./... 2>&1 | goescape report --from -") {
    add_packages_option(*this, options.build);
    add_output_options(*this, options.output, Written::kReport);
    app().add_flag("--findings", options.output.render.findings, "list every finding as file:line:col: message");
    app().add_flag("--root-causes", options.output.render.root_causes,
                   "also a table of what the values escape into, of text and Markdown");
    add_kinds_option(*this, options.selection.kinds);
    add_filter_options(*this, options.selection.filter);
    add_from_option(*this, options.build);
    add_profile_option(*this, options.profiles);
    add_database_option(*this, options.database);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
    add_variant_option(*this, options.build.matrix);
    add_shard_option(*this, options.build.capture.shard, options.build.capture.shards);
    add_verify_option(*this, options.build.capture.listing);
  }
};

// What another part of the packages can change cannot be told of one.
Result<void> check_shard(const ReportOptions& options) {
  if (options.build.capture.shards <= 1) {
    return {};
  }
  const bool selects = !options.selection.filter.empty();
  if (selects || !options.profiles.empty() || options.build.capture.listing || !options.build.from.empty()) {
    return fail(Failure::kUsage,
                fmt::format("--shard does not go with {}: put the shards together with goescape merge first",
                            selects                         ? "--package, --file, --function and --match"
                            : !options.profiles.empty()     ? "--profile"
                            : options.build.capture.listing ? "--verify"
                                                            : "--from"));
  }
  return {};
}

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, ReportLine& line) {
  ReportOptions& options = line.options;
  auto parsed = line.parse(args, options.build.capture.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (auto settled = settle_builds(options.build, Builds::kMany, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  if (auto checked = check_shard(options); !checked) {
    return tl::unexpected(checked.error());
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  return true;
}

// A filter within packages has to see every kind, so that counts can be taken again.
KindSet kinds_to_keep(const SelectionOptions& selection) {
  return selection.filter.only_packages() ? selection.kinds | heap_kinds() : KindSet().set();
}

void remark_on_kinds(const Report& report, const ReportOptions& options) {
  const bool saved = !options.build.from.empty();
  if (saved && !options.output.quiet && (unlisted_kinds(report) & options.selection.kinds).any()) {
    say(fmt::format("goescape: {} counts more than it lists; save it with --kinds to have the findings too",
                    options.build.from == "-" ? "standard input" : options.build.from));
  }
}

Result<MadeReport> selected_report(const ReportOptions& options) {
  const bool by_profile = options.output.render.sort == SortKey::kProfile;
  if (by_profile && options.profiles.empty() && options.build.from.empty()) {  // Before anything is compiled.
    return fail(Failure::kUsage, kNoProfile);
  }
  const auto profiles = read_profiles(options.profiles, options.build.from);
  if (!profiles) {
    return tl::unexpected(profiles.error());
  }
  ReportRequest request{options.build.capture, options.build.from, kinds_to_keep(options.selection), options.build.jobs,
                        !options.output.quiet};
  request.listed = options.selection.kinds;
  request.matrix = options.build.matrix_runs;
  request.keep_shard = options.selection.filter.empty();
  auto made = make_report(request);
  if (!made) {
    return tl::unexpected(made.error());
  }
  Report& report = made->report;
  remark_on_kinds(report, options);
  add_profiles(*made, *profiles, options.build.capture.directory, std::nullopt, options.output.quiet);
  if (by_profile && !report.profile) {
    return fail(Failure::kUsage, kNoProfile);
  }
  if (auto filtered = apply_filter(report, options.selection.filter); !filtered) {
    return tl::unexpected(filtered.error());
  }
  if (report.shard) {
    return made;
  }
  const bool silent = options.build.capture.listing && options.selection.kinds == heap_kinds();
  keep_kinds(report, silent ? options.selection.kinds | silent_kinds() : options.selection.kinds);
  return made;
}

}  // namespace

std::unique_ptr<CommandLine> report_line() { return std::make_unique<ReportLine>(); }

Result<ExitCode> report_command(const std::vector<std::string>& args) {
  ReportLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (!*read) {
    return ExitCode::kFine;
  }
  ReportOptions& options = line.options;
  const auto made = selected_report(options);
  if (!made) {
    return tl::unexpected(made.error());
  }
  const std::string& directory = options.build.capture.directory;
  add_place(options.output, *made, directory);
  if (any_format(options.output, &FormatNeeds::sources)) {
    options.output.render.sources = shown_sources(*made, directory);
  }
  const auto trend = any_format(options.output, &FormatNeeds::trend)
                         ? trend_of_module(made->report, line.config(), directory, options.output.render.include)
                         : std::nullopt;
  options.output.render.trend = trend ? &*trend : nullptr;
  const auto render = render_of(made->report);
  if (auto written = write_outputs(options.output, render); !written) {
    return tl::unexpected(written.error());
  }
  return verdict(made->report);
}

}  // namespace goescape
