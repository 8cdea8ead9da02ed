#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "add_profiles.h"
#include "commands.h"
#include "compare_sides.h"
#include "matrix.h"
#include "module_places.h"
#include "options/build_options.h"
#include "options/output_options.h"
#include "options/profile_options.h"
#include "verdict.h"
#include "write_outputs.h"

namespace goescape {
namespace {

struct DiffOptions {
  BuildOptions build;
  OutputOptions output;
  std::vector<std::string> sides;  // OLD and NEW, as far as they are given.
  std::vector<std::string> profiles;
  std::string new_go;
  bool exit_code = false;
};

struct DiffLine : CommandLine {
  DiffOptions options;

  DiffLine()
      : CommandLine("diff",
                    "Compares what two revisions, saved reports or logs put on the heap. Without NEW it is the working "
                    "tree; packages stand behind --.",
                    "Examples:\n  goescape diff HEAD~1\n  goescape diff v1.2.0 v1.3.0 -- ./internal/...\n"
                    "  goescape diff old.json new.json\n  goescape diff --go go1.25.4 --new-go go1.26.1") {
    app()
        .add_option("sides", options.sides, "OLD and NEW: each a revision, a saved report or a log")
        ->type_name("OLD [NEW]")
        ->expected(0, 2);
    app().option_defaults()->group("Gate");
    app().add_flag("--exit-code", options.exit_code, "exit with 1 when something was introduced");
    add_output_options(*this, options.output, Written::kComparison);
    add_profile_option(*this, options.profiles);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
    add_variant_option(*this, options.build.matrix);
    app()
        .add_option("--new-go", options.new_go,
                    "the go command of the new side: compares toolchains on the same source")
        ->type_name("PATH");
  }
};

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, DiffLine& line) {
  DiffOptions& options = line.options;
  auto parsed = line.parse(take_packages(args, options.build), options.build.capture.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (auto settled = settle_builds(options.build, Builds::kMany, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  return true;
}

// OLD and NEW. With another toolchain for the new side, one name stands for both, and none for the working tree.
Result<void> find_sides(const DiffOptions& options, CompareRequest& request) {
  const std::string& directory = options.build.capture.directory;
  if (options.sides.empty() && options.new_go.empty()) {
    return fail(Failure::kUsage,
                "diff needs something to compare with: a revision, a saved report or a log, as in "
                "goescape diff HEAD~1; see goescape diff --help");
  }
  if (!options.sides.empty()) {
    auto side = find_side(options.sides.front(), directory);
    if (!side) {
      return tl::unexpected(side.error());
    }
    request.old_side = *std::move(side);
  }
  if (options.sides.size() == 2) {
    auto side = find_side(options.sides.back(), directory);
    if (!side) {
      return tl::unexpected(side.error());
    }
    request.new_side = *std::move(side);
  } else if (!options.new_go.empty()) {
    request.new_side = request.old_side;
  }
  if (!options.new_go.empty() && (!request.old_side.input.empty() || !request.new_side.input.empty())) {
    return fail(Failure::kUsage, "--new-go compiles both sides; a saved report or a log was compiled already");
  }
  if (request.old_side.input == "-" && request.new_side.input == "-") {
    return fail(Failure::kUsage, "standard input can be read only once; name a file for one of the sides");
  }
  return {};
}

// Two reports of the same part of the packages can be compared as two of all packages can.
bool same_part(const std::optional<Shard>& a, const std::optional<Shard>& b) {
  return a && b && a->count == b->count && a->numbers == b->numbers;
}

// Both sides are said to be incomplete, each by its name.
ExitCode verdict_of(const ComparedSides& compared, bool exit_code) {
  const MadeReport& old_made = compared.old_side.made;
  const MadeReport& new_made = compared.new_side.made;
  const bool alike = same_part(old_made.part, new_made.part);
  const auto verdict_on = [&](const MadeReport& made, const std::string& whose) {
    return alike ? verdict(made.report, whose) : verdict(made, whose);
  };
  const ExitCode old_verdict = verdict_on(old_made, compared.old_side.name + ": ");
  const ExitCode new_verdict = verdict_on(new_made, compared.new_side.name + ": ");
  if (old_verdict != ExitCode::kFine || new_verdict != ExitCode::kFine) {
    return ExitCode::kInput;
  }
  return exit_code && !compared.diff.introduced.empty() ? ExitCode::kGateFailed : ExitCode::kFine;
}

Result<ComparedSides> compare(const DiffOptions& options) {
  CompareRequest request;
  if (auto found = find_sides(options, request); !found) {
    return tl::unexpected(found.error());
  }
  request.quiet = options.output.quiet;
  request.old_request = {options.build.capture, {}, compared_kinds(), options.build.jobs, false};
  request.old_request.matrix = options.build.matrix_runs;
  request.new_request = request.old_request;
  request.new_request.progress = !options.output.quiet && !options.output.verbose;
  if (!options.new_go.empty()) {
    request.new_request.capture.go = options.new_go;
    for (MatrixRun& run : request.new_request.matrix) {
      run.capture.go = options.new_go;
    }
  }
  return compare_sides(request);
}

}  // namespace

std::unique_ptr<CommandLine> diff_line() { return std::make_unique<DiffLine>(); }

Result<ExitCode> diff_command(const std::vector<std::string>& args) {
  DiffLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (!*read) {
    return ExitCode::kFine;
  }
  const DiffOptions& options = line.options;
  const auto profiles = read_profiles(options.profiles, {});
  if (!profiles) {
    return tl::unexpected(profiles.error());
  }
  auto compared = compare(options);
  if (!compared) {
    return tl::unexpected(compared.error());
  }
  add_profiles(compared->new_side, *profiles, options.build.capture.directory, options.output.quiet);
  const Comparison comparison = compared->comparison();
  OutputOptions output = options.output;
  add_places(output, *compared, options.build.capture.directory);
  add_sources(output, *compared, options.build.capture.directory);
  const auto render = [&](const Format& format, const RenderOptions& wishes, std::ostream& out) {
    format.render_comparison(comparison, nullptr, wishes, out);
  };
  if (auto written = write_outputs(output, render); !written) {
    return tl::unexpected(written.error());
  }
  return verdict_of(*compared, options.exit_code);
}

}  // namespace goescape
