#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <optional>

#include "add_profiles.h"
#include "baseline_place.h"
#include "check_base.h"
#include "commands.h"
#include "compare/compare.h"
#include "compare/gate.h"
#include "compare/gate_parts.h"
#include "compare_sides.h"
#include "gate_sources.h"
#include "matrix.h"
#include "module_places.h"
#include "options/build_options.h"
#include "options/gate_options.h"
#include "options/output_options.h"
#include "options/profile_options.h"
#include "output.h"
#include "verdict.h"
#include "write_outputs.h"

namespace goescape {
namespace {

struct CheckOptions {
  BuildOptions build;
  OutputOptions output;
  GateOptions gate;
  std::vector<std::string> profiles;
  std::optional<Revision> trusted;  // The base, where its word is taken and not that of the change.
};

struct CheckLine : CommandLine {
  CheckOptions options;

  CheckLine()
      : CommandLine("check",
                    "Fails (exit code 1) on heap decisions that the base does not have, on broken budgets and on "
                    "broken noescape assertions.",
                    "Examples:\n  goescape check\n  goescape check --base origin/main --max-new 2 ./internal/...\n"
                    "  goescape check --profile mem.out --hot-share 0.01\n"
                    "  goescape check --hot internal/codec/... --advisory\n"
                    "  goescape check --from new.json --base-report old.json") {
    add_packages_option(*this, options.build);
    add_gate_options(*this, options.gate);
    add_output_options(*this, options.output, Written::kComparison);
    add_from_option(*this, options.build);
    add_profile_option(*this, options.profiles);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
    add_variant_option(*this, options.build.matrix);
  }
};

// The configuration: that of the base where a flag, the environment or, at last, the file at hand asks for it. That
// file is not even read when one of the former does.
Result<Config> load_config_of_check(CheckLine& line) {
  CheckOptions& options = line.options;
  const std::string& directory = options.build.capture.directory;
  const bool said_by_flag = line.app().get_option("--trusted-config")->count() != 0;
  Config config = default_config();
  if (auto read = read_config_environment(goescape_variables(), config); !read) {
    return tl::unexpected(read.error());
  }
  const auto asks_for_it = [](const Config& each) { return each.of("trusted_config").words.back() == "true"; };
  if (said_by_flag ? !options.gate.trusted_config : !asks_for_it(config)) {
    auto loaded = load_config(directory);
    if (!loaded || said_by_flag || !asks_for_it(*loaded)) {
      return loaded;
    }
  }
  auto trusted = load_trusted_config(options.gate, directory);
  if (!trusted) {
    return tl::unexpected(trusted.error());
  }
  options.trusted = std::move(trusted->base);
  return std::move(trusted->config);
}

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, CheckLine& line) {
  CheckOptions& options = line.options;
  auto parsed = line.parse(args, [&] { return load_config_of_check(line); });
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (auto settled = settle_builds(options.build, Builds::kMany, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  options.gate.policy.included = options.output.render.include;
  if (options.gate.policy.hot_share > 0 && options.profiles.empty() && options.build.from.empty()) {
    return tl::unexpected(check_profile_for_gate({}).error());  // Before anything is compiled.
  }
  return true;
}

// The base to compare with; nothing when there is none and a baseline says what is accepted.
Result<std::optional<Side>> find_base(const CheckOptions& options, bool has_baseline) {
  const std::string& directory = options.build.capture.directory;
  if (!options.gate.base_report.empty()) {
    return std::optional(Side{std::nullopt, options.gate.base_report});
  }
  if (options.trusted) {
    return std::optional(Side{options.trusted, {}});
  }
  auto revision = base_revision(options.gate, directory);
  if (revision) {
    return std::optional(Side{*std::move(revision), {}});
  }
  const Error& error = revision.error();
  const bool asked_for = !options.gate.base.empty() || options.gate.against_merge_base;
  if (error.failure == Failure::kInterrupted || asked_for) {
    return tl::unexpected(error);
  }
  if (has_baseline) {
    return std::optional<Side>();
  }
  return fail(
      Failure::kUsage,
      fmt::format("{}; or compare with a saved report (--base-report), or accept what is there with goescape baseline "
                  "write",
                  error.message));
}

// Without a base everything is new, and the baseline alone says what is not.
Result<ComparedSides> compare_with_nothing(const CheckOptions& options, const CompareRequest& request) {
  auto side = obtain_report(request.new_side, request.new_request, options.output.quiet);
  if (!side) {
    return tl::unexpected(side.error());
  }
  ComparedSides compared;
  compared.new_side = *std::move(side);
  compared.old_side.name = "no base";
  compared.old_side.made.report.toolchain = compared.new_side.made.report.toolchain;
  compared.old_side.made.report.module.path = compared.new_side.made.report.module.path;
  compared.diff = compare_reports(compared.old_side.made.report, compared.new_side.made.report, {});
  return compared;
}

Result<ComparedSides> compare(const CheckOptions& options, const std::optional<Side>& base) {
  CompareRequest request;
  request.quiet = options.output.quiet;
  request.new_side.input = options.build.from;
  request.new_request = {options.build.capture,
                         {},
                         compared_kinds(),
                         options.build.jobs,
                         !options.output.quiet && !options.output.verbose};
  request.new_request.matrix = options.build.matrix_runs;
  request.old_request = request.new_request;
  request.old_request.progress = false;
  if (!base) {
    return compare_with_nothing(options, request);
  }
  request.old_side = *base;
  return compare_sides(request);
}

Result<GateResult> judge(const CheckOptions& options, ComparedSides& compared, bool has_base,
                         const std::optional<Baseline>& baseline) {
  const GatePolicy& policy = options.gate.policy;
  GateSourcesRequest request{options.build.capture.directory};
  request.jobs = options.build.jobs;
  request.functions = !policy.budgets.empty() || !policy.hot.empty();
  request.coverage = coverage_of(options.build);
  request.trusted = options.trusted;
  request.base = has_base ? &compared.old_side.made.report : nullptr;
  const auto sources = read_gate_sources(compared.new_side.made, request);
  if (!sources) {
    return tl::unexpected(sources.error());
  }
  GateInput input;
  input.report = &compared.new_side.made.report;
  input.part = compared.new_side.made.part.has_value();
  input.diff = has_base ? &compared.diff : nullptr;
  input.baseline = baseline ? &*baseline : nullptr;
  input.coverage = request.coverage;
  input.directives = sources->known ? &sources->directives : nullptr;
  input.suppressions = sources->suppressions;
  input.untrusted = sources->untrusted;
  return run_gate(input, policy);
}

// What is not known of the base, in one sentence; empty when nothing is missing.
std::string base_problem_of(const ComparedSides& compared) {
  const MadeReport& base = compared.old_side.made;
  const std::string problem = incompleteness(base);
  if (problem.empty()) {
    return {};
  }
  const std::string sentence = fmt::format("goescape: the base, {}: {}; {} undecided", compared.old_side.name, problem,
                                           number_of(compared.diff.undecided, "heap decision"));
  return base.part ? sentence + ", and what is in the missing shards only counts as new"
                   : sentence + ". Name a base that builds with --base";
}

// A new side that is not complete is never called clean. A base that is not leaves decisions undecided: what was found
// beyond them fails the gate all the same, and without that nobody can say that it holds.
ExitCode verdict_of(const ComparedSides& compared, const GateResult& gate) {
  const ExitCode new_verdict = verdict(compared.new_side.made);
  if (const std::string problem = base_problem_of(compared); !problem.empty()) {
    say(problem);
  }
  if (new_verdict != ExitCode::kFine) {
    return new_verdict;
  }
  if (gate.failed && !gate.advisory) {
    return ExitCode::kGateFailed;
  }
  return gate.complete ? ExitCode::kFine : ExitCode::kInput;
}

Result<ExitCode> check(const CheckOptions& options) {
  const auto profiles = read_profiles(options.profiles, options.build.from);
  if (!profiles) {
    return tl::unexpected(profiles.error());
  }
  const auto baseline = baseline_for_check(options.gate.baseline, options.build.capture.directory, options.trusted);
  if (!baseline) {
    return tl::unexpected(baseline.error());
  }
  const auto base = find_base(options, baseline->has_value());
  if (!base) {
    return tl::unexpected(base.error());
  }
  auto compared = compare(options, *base);
  if (!compared) {
    return tl::unexpected(compared.error());
  }
  add_profiles(compared->new_side, *profiles, options.build.capture.directory, options.output.quiet);
  if (options.gate.policy.hot_share > 0) {
    if (auto checked = check_profile_for_gate(compared->new_side.made.report); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  const auto gate = judge(options, *compared, base->has_value(), *baseline);
  if (!gate) {
    return tl::unexpected(gate.error());
  }
  const Comparison comparison = compared->comparison();
  OutputOptions output = options.output;
  add_places(output, *compared, options.build.capture.directory);
  add_sources(output, *compared, options.build.capture.directory);
  const auto render = [&](const Format& format, const RenderOptions& wishes, std::ostream& out) {
    format.render_comparison(comparison, &*gate, wishes, out);
  };
  if (auto written = write_outputs(output, render); !written) {
    return tl::unexpected(written.error());
  }
  return verdict_of(*compared, *gate);
}

}  // namespace

std::unique_ptr<CommandLine> check_line() { return std::make_unique<CheckLine>(); }

Result<ExitCode> check_command(const std::vector<std::string>& args) {
  CheckLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  return *read ? check(line.options) : ExitCode::kFine;
}

}  // namespace goescape
