#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "baseline_place.h"
#include "commands.h"
#include "gate_sources.h"
#include "make_report.h"
#include "matrix.h"
#include "options/build_options.h"
#include "options/gate_options.h"
#include "options/output_options.h"
#include "output.h"
#include "store/baseline_file.h"
#include "util/display.h"
#include "verdict.h"

namespace goescape {
namespace {

struct BaselineOptions {
  std::string action;
  std::string file;
  BuildOptions build;
  OutputOptions output;
};

struct BaselineLine : CommandLine {
  BaselineOptions options;
  std::string named;  // The file as an argument.

  BaselineLine()
      : CommandLine(
            "baseline",
            "Keeps the file of heap decisions that are accepted. write: accepts all there are now; prune: drops "
            "those that no longer occur; show: lists them. Packages stand behind --.",
            "Examples:\n  goescape baseline write\n  goescape baseline prune .goescape.baseline -- ./internal/...\n"
            "  goescape baseline show") {
    take_one_of(app().add_option("action", options.action, "write, prune or show")->required()->type_name("ACTION"),
                "action", {"write", "prune", "show"});
    app().add_option("file", named, "the baseline file (default: the nearest .goescape.baseline)")->type_name("FILE");
    add_baseline_option(*this, options.file);
    add_look_options(*this, options.output);
    add_talk_options(*this, options.output);
    add_from_option(*this, options.build);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
  }
};

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, BaselineLine& line) {
  BaselineOptions& options = line.options;
  const std::string& named = line.named;
  auto parsed = line.parse(take_packages(args, options.build), options.build.capture.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (named.ends_with("...") || std::filesystem::is_directory(named)) {
    return fail(Failure::kUsage, fmt::format("{} is no file for a baseline; packages stand behind --", named));
  }
  if (!named.empty()) {
    options.file = named;
  }
  if (options.file.empty()) {
    options.file = default_baseline_file(options.build.capture.directory);
  }
  if (auto settled = settle_builds(options.build, Builds::kOne, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  return true;
}

void write_entry(const BaselineEntry& entry, std::ostream& out) {
  Finding finding;
  finding.fingerprint = entry.id;
  out << fmt::format("{}  {}  {}  {}: {}\n", finding_id(finding), escaped(entry.package), escaped(entry.function),
                     entry.kind, escaped(entry.expression));
}

Result<ExitCode> show(const BaselineOptions& options, const Baseline& baseline) {
  if (baseline.sections.empty()) {
    return fail(Failure::kUsage,
                fmt::format("there is no baseline in {}; write one with goescape baseline write", options.file));
  }
  const auto written = write_to_stdout([&](std::ostream& out) {
    for (const BaselineSection& section : baseline.sections) {
      out << fmt::format("{}: {} accepted\n", escaped(name(section.key)), section.entries.size());
      for (const BaselineEntry& entry : section.entries) {
        write_entry(entry, out);
      }
    }
  });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

// The report whose decisions count, suppressions applied.
Result<MadeReport> current_report(const BaselineOptions& options) {
  auto made = make_report({options.build.capture, options.build.from, heap_kinds(), options.build.jobs,
                           !options.output.quiet && !options.output.verbose});
  if (!made) {
    return made;
  }
  const auto sources = read_gate_sources(*made, {options.build.capture.directory});
  if (!sources) {
    return tl::unexpected(sources.error());
  }
  return made;
}

void tell(const BaselineOptions& options, const Report& report, const BaselineChange& change) {
  if (options.output.quiet) {
    return;
  }
  say(fmt::format("wrote {}: {} accepted for {}, {} of them new, {} dropped", escaped(options.file),
                  change.added + change.kept, name(baseline_key(report.toolchain)), change.added,
                  change.dropped.size()));
  if (options.output.verbose) {
    for (const BaselineEntry& entry : change.dropped) {
      std::cerr << "dropped ";
      write_entry(entry, std::cerr);
    }
  }
}

Result<ExitCode> update(const BaselineOptions& options, Baseline baseline) {
  const auto made = current_report(options);
  if (!made) {
    return tl::unexpected(made.error());
  }
  const Report& report = made->report;
  if (const ExitCode complete = verdict(*made, options.file + " stays as it is: "); complete != ExitCode::kFine) {
    return complete;
  }
  const Coverage coverage = coverage_of(options.build);
  const BaselineChange change = options.action == "write"
                                    ? write_baseline(baseline, report, options.output.render.include, coverage)
                                    : prune_baseline(baseline, report, coverage);
  if (auto saved = save_baseline(baseline, options.file); !saved) {
    return tl::unexpected(saved.error());
  }
  tell(options, report, change);
  return ExitCode::kFine;
}

}  // namespace

std::unique_ptr<CommandLine> baseline_line() { return std::make_unique<BaselineLine>(); }

Result<ExitCode> baseline_command(const std::vector<std::string>& args) {
  BaselineLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (!*read) {
    return ExitCode::kFine;
  }
  const BaselineOptions& options = line.options;
  auto baseline = load_baseline(options.file);
  if (!baseline) {
    return tl::unexpected(baseline.error());
  }
  if (options.action == "show") {
    return show(options, *baseline);
  }
  if (options.action == "prune" && baseline->sections.empty()) {
    return fail(Failure::kUsage,
                fmt::format("there is no baseline in {}; write one with goescape baseline write", options.file));
  }
  return update(options, *std::move(baseline));
}

}  // namespace goescape
