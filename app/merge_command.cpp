#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "commands.h"
#include "compare/merge_reports.h"
#include "make_report.h"
#include "module_places.h"
#include "options/build_options.h"
#include "options/checks.h"
#include "options/output_options.h"
#include "output.h"
#include "render_report.h"
#include "shown_sources.h"
#include "store/saved_report.h"
#include "verdict.h"
#include "write_outputs.h"

namespace goescape {
namespace {

struct MergeOptions {
  OutputOptions output;
  std::vector<std::string> reports;
  std::string directory = ".";
};

struct MergeLine : CommandLine {
  MergeOptions options;

  MergeLine()
      : CommandLine("merge",
                    "Makes one report out of saved ones: of several platforms, of builds with other tags, of shards. "
                    "What is not in all of them says where it is.",
                    "Examples:\n  goescape merge linux.json windows.json\n"
                    "  goescape merge -f json=heap.json shard-*.json\n"
                    "  goescape merge -f json main-*.json | goescape check --base-report - --from new.json") {
    app()
        .add_option("reports", options.reports, "reports that goescape report -f json wrote (- = standard input)")
        ->check(is_given("the name of a report"))
        ->type_name("REPORT...");
    add_output_options(*this, options.output, Written::kReport);
    app().add_flag("--findings", options.output.render.findings, "list every finding as file:line:col: message");
    app().add_flag("--root-causes", options.output.render.root_causes,
                   "also a table of what the values escape into, of text and Markdown");
    add_directory_option(*this, options.directory);
  }
};

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, MergeLine& line) {
  MergeOptions& options = line.options;
  auto parsed = line.parse(args, options.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (options.reports.empty()) {
    return fail(Failure::kUsage,
                "merge needs the reports to merge, as goescape report -f json=FILE writes them; see goescape merge "
                "--help");
  }
  if (std::count(options.reports.begin(), options.reports.end(), "-") > 1) {
    return fail(Failure::kUsage, "standard input can be read only once; name files for the other reports");
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  return true;
}

// A log does not say which platform it is of, so it cannot be told whether two of them tell of the same build.
Result<Report> load(const std::string& path) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  if (!looks_like_report(input->first_bytes())) {
    return fail(
        Failure::kInput,
        fmt::format("{} is no saved report; merge takes what goescape report -f json=FILE writes, of a compiler "
                    "log too (--from LOG)",
                    input->name()));
  }
  return load_report(*input);
}

// Only a part of the packages can still be merged with the rest, so that is no failure; nobody should take it for all.
void remark_on_missing(const Report& report) {
  if (report.shard) {
    say(
        fmt::format("goescape: of the {} shards these are missing: {}; what was merged is a part of the report until "
                    "they are merged with it",
                    report.shard->count, missing_shards(*report.shard)));
  }
}

Result<Report> merged(const std::vector<std::string>& paths) {
  std::vector<Report> reports;
  for (const std::string& path : paths) {
    auto report = load(path);
    if (!report) {
      return report;
    }
    reports.push_back(*std::move(report));
  }
  std::vector<MergeInput> inputs;
  inputs.reserve(paths.size());
  for (std::size_t index = 0; index < paths.size(); ++index) {
    inputs.push_back({&reports[index], paths[index] == "-" ? "standard input" : paths[index]});
  }
  return merge_reports(inputs);
}

}  // namespace

std::unique_ptr<CommandLine> merge_line() { return std::make_unique<MergeLine>(); }

Result<ExitCode> merge_command(const std::vector<std::string>& args) {
  MergeLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (!*read) {
    return ExitCode::kFine;
  }
  MergeOptions& options = line.options;
  auto report = merged(options.reports);
  if (!report) {
    return tl::unexpected(report.error());
  }
  MadeReport made;
  made.report = *std::move(report);
  add_place(options.output, made, options.directory);
  if (any_format(options.output, &FormatNeeds::sources)) {
    options.output.render.sources = shown_sources(made, options.directory);
  }
  if (auto written = write_outputs(options.output, render_of(made.report)); !written) {
    return tl::unexpected(written.error());
  }
  remark_on_missing(made.report);
  return verdict(made.report);
}

}  // namespace goescape
