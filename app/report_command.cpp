#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <random>

#include "capture/capture.h"
#include "capture/go_mod.h"
#include "commands.h"
#include "compare/identity.h"
#include "output.h"
#include "parse/log_parser.h"
#include "progress.h"
#include "report_options.h"
#include "resolve/path_text.h"
#include "resolve/read_log.h"
#include "resolve/report_builder.h"
#include "store/saved_report.h"
#include "util/terminal.h"

namespace goescape {
namespace {

// What a run of the compiler, or a log of one, gave.
struct Gathered {
  Collected collected;
  BuildInfo build;
};

// A filter within packages has to see every kind, so that counts can be taken again.
KindSet kinds_to_keep(const ReportOptions& options) {
  return options.filter.only_packages() ? options.kinds | heap_kinds() : KindSet().set();
}

CollectorOptions collector_options(const ReportOptions& options) {
  std::random_device random;
  return {kinds_to_keep(options), (std::uint64_t{random()} << 32U) | random()};
}

// The module around `directory`, where the log is about that.
BuildInfo module_of_log(const Collected& collected, const std::string& directory) {
  BuildInfo build;
  const auto module = find_go_mod(directory);
  const bool about_it =
      module && std::any_of(collected.sections.begin(), collected.sections.end(), [&](const auto& section) {
        const std::string_view path = collected.strings[section.import_path];
        return path == module->path || is_below(path, module->path);
      });
  if (about_it) {
    build.module_path = module->path;
    build.module_dir = module->dir;
  }
  return build;
}

Result<Gathered> gather_from_log(Input& input, const ReportOptions& options) {
  auto collected = read_log(input, collector_options(options), options.jobs);
  if (!collected) {
    return tl::unexpected(collected.error());
  }
  const bool failed = std::any_of(collected->sections.begin(), collected->sections.end(), [](const auto& section) {
    return section.failed || (section.compiled && section.not_understood != 0);
  });
  if (collected->diagnostics.empty() && !failed) {
    return fail(
        Failure::kInput,
        fmt::format("{} holds no diagnostics of the Go compiler; make it with go build -gcflags=-m ./... 2> FILE",
                    input.name()));
  }
  BuildInfo build = module_of_log(*collected, options.capture.directory);
  return Gathered{*std::move(collected), std::move(build)};
}

Result<Gathered> gather_from_compiler(const ReportOptions& options) {
  Collector collector(collector_options(options));
  LogParser parser(collector);
  Progress progress(!options.quiet && is_terminal(STDERR_FILENO), collector);
  auto build = capture(options.capture, parser, progress);
  if (!build) {
    return tl::unexpected(build.error());
  }
  parser.finish();
  return Gathered{collector.take(), *std::move(build)};
}

Result<Report> resolve(Result<Gathered> gathered, const ReportOptions& options) {
  if (!gathered) {
    return tl::unexpected(gathered.error());
  }
  Report report = build_report(std::move(gathered->collected), kinds_to_keep(options), gathered->build);
  set_fingerprints(report);
  return report;
}

Result<Report> report_from_input(const ReportOptions& options) {
  auto input = Input::open(options.from);
  if (!input) {
    return tl::unexpected(input.error());
  }
  if (!looks_like_report(input->first_bytes())) {
    return resolve(gather_from_log(*input, options), options);
  }
  auto report = load_report(*input);
  if (report && !options.quiet && (unlisted_kinds(*report) & options.kinds).any()) {
    std::cerr << fmt::format("goescape: {} counts more than it lists; save it with --kinds to have the findings too\n",
                             input->name());
  }
  return report;
}

Result<Report> make_report(const ReportOptions& options) {
  auto report = options.from.empty() ? resolve(gather_from_compiler(options), options) : report_from_input(options);
  if (!report) {
    return report;
  }
  if (auto filtered = apply_filter(*report, options.filter); !filtered) {
    return tl::unexpected(filtered.error());
  }
  keep_kinds(*report, options.kinds);
  return report;
}

Result<void> write_output(const Report& report, const OutputRequest& request, const ReportOptions& options) {
  RenderOptions render = options.render;
  const bool to_stdout = request.file.empty();
  render.color = use_color(options.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  render.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  const auto write = [&](std::ostream& out) { request.format->render(report, render, out); };
  if (to_stdout) {
    return write_to_stdout(write);
  }
  auto written = write_to_file(request.file, write);
  if (written && !options.quiet) {
    std::cerr << "wrote " << request.file << '\n';
  }
  return written;
}

// Says why a report that was written cannot be called clean.
ExitCode verdict(const Report& report) {
  if (!report.failures.empty()) {
    std::cerr << fmt::format(
        "goescape: {} did not compile; the report is incomplete\n",
        report.failures.size() == 1 ? "1 package" : fmt::format("{} packages", report.failures.size()));
    return ExitCode::kInput;
  }
  if (report.unrecognized.about_heap != 0) {
    std::cerr << fmt::format(
        "goescape: {} lines speak of the heap and were not understood; the report may be incomplete\n",
        report.unrecognized.about_heap);
    return ExitCode::kInput;
  }
  return ExitCode::kFine;
}

}  // namespace

Result<ExitCode> report_command(const std::vector<std::string>& args) {
  const auto options = parse_report_options(args);
  if (!options) {
    return tl::unexpected(options.error());
  }
  if (!*options) {
    return ExitCode::kFine;
  }
  const auto report = make_report(**options);
  if (!report) {
    return tl::unexpected(report.error());
  }
  for (const OutputRequest& request : (*options)->outputs) {
    if (auto written = write_output(*report, request, **options); !written) {
      return tl::unexpected(written.error());
    }
  }
  return verdict(*report);
}

}  // namespace goescape
