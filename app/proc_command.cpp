#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "commands.h"
#include "evidence/process_fit.h"
#include "options/build_options.h"
#include "options/output_options.h"
#include "process_since.h"
#include "process_source.h"
#include "process_watch.h"
#include "render/process_memory.h"
#include "store/saved_report.h"
#include "util/terminal.h"
#include "write_outputs.h"

namespace goescape {
namespace {

struct ProcOptions {
  OutputOptions output;
  std::string target;
  std::string binary;
  std::string report;
  std::string since;  // A saved map of the same process; empty = nothing is compared.
  std::string watch;  // As typed; empty = once, "true" without a number.
  std::string directory;
  bool json = false;
};

struct ProcLine : CommandLine {
  ProcOptions options;

  ProcLine()
      : CommandLine("proc",
                    "Shows the memory of a running process of Linux, highest address first: the Go heap, text, data, "
                    "stacks, mappings, and what of them is resident; also of a saved copy of /proc/PID/maps or smaps.",
                    "Examples:\n  goescape proc 4242\n  goescape proc --watch=5 server\n"
                    "  goescape proc --binary ./server smaps.txt\n  goescape proc --report heap.json server\n"
                    "  goescape proc --since before.smaps server") {
    app()
        .add_option("process", options.target, "the number of a process, its name, or a saved map, - is standard input")
        ->required()
        ->type_name("PID|NAME|FILE");
    app()
        .add_option("--binary", options.binary, "the program, where it is not at hand or not the one of the map")
        ->type_name("FILE");
    app()
        .add_option("--report", options.report, "hold the process to this saved report, and show what allocates in it")
        ->type_name("FILE");
    app()
        .add_option("--since", options.since, "also what grew since this saved map of the same process")
        ->type_name("FILE");
    app().add_flag("--watch", options.watch, "show it again and again, every 2 seconds, or as --watch=SECONDS says");
    add_single_output_options(*this, options.output, options.json);
    add_directory_option(*this, options.directory);
  }
};

// The time between two rounds.
Result<int> milliseconds_of(const std::string& watch) {
  constexpr double kUsual = 2;
  constexpr double kLeast = 0.1;
  constexpr double kMost = 24 * 3600;
  constexpr double kMilliseconds = 1000;
  double seconds = kUsual;
  if (watch != "true") {
    const auto [end, error] = std::from_chars(watch.data(), watch.data() + watch.size(), seconds);
    if (error != std::errc() || end != watch.data() + watch.size() || !(seconds >= kLeast && seconds <= kMost)) {
      return fail(Failure::kUsage,
                  fmt::format("--watch takes seconds from {} to {}, not \"{}\"", kLeast, kMost, watch));
    }
  }
  return static_cast<int>(seconds * kMilliseconds);
}

// Whether the program that is looked at is that of the report.
Result<std::optional<ProcessFit>> fit_with(const std::optional<Report>& report, const ProcessMemory& memory) {
  constexpr std::size_t kFunctions = 10;
  if (!report) {
    return std::nullopt;
  }
  if (!memory.build) {
    return fail(Failure::kInput, fmt::format("cannot hold {} to a report: nothing is known of how it was built, {}",
                                             memory.name, memory.no_build));
  }
  return fit_of(*memory.build, *report, kFunctions);
}

void write_memory(const ProcOptions& options, const ShownMemory& shown, const MemoryLook& look, std::ostream& out) {
  if (options.json) {
    write_process_memory_json(shown, out);
  } else {
    write_process_memory(shown, look, out);
  }
}

MemoryLook look_of(const ProcOptions& options) {
  const bool to_stdout = options.output.file.empty();
  MemoryLook look;
  look.color = use_color(options.output.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  look.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  look.summary_first = !options.watch.empty() || !options.since.empty();
  return look;
}

Error without_memory(const ProcessSource& source) {
  return {Failure::kInput, fmt::format("process {} ({}) has no memory: it has ended, or is a thread of the kernel",
                                       source.process->pid(), source.process->name())};
}

Result<ExitCode> show_once(const ProcOptions& options, const ProcessSource& source,
                           const std::optional<Report>& report) {
  const auto memory = read_memory(source, options.binary);
  if (!memory) {
    return tl::unexpected(memory.error());
  }
  if (!*memory) {
    return tl::unexpected(without_memory(source));
  }
  const auto fit = fit_with(report, **memory);
  if (!fit) {
    return tl::unexpected(fit.error());
  }
  std::optional<KindSums> before;
  if (!options.since.empty()) {
    const auto sums = sums_since(options.since, source, options.binary, **memory);
    if (!sums) {
      return tl::unexpected(sums.error());
    }
    before = *sums;
  }
  const auto write = [&](std::ostream& out) {
    write_memory(options, {**memory, before ? &*before : nullptr, *fit ? &**fit : nullptr}, look_of(options), out);
  };
  return write_single_output(options.output, write).map([] { return ExitCode::kFine; });
}

Result<ExitCode> show_again(const ProcOptions& options, const ProcessSource& source,
                            const std::optional<Report>& report) {
  const auto milliseconds = milliseconds_of(options.watch);
  if (!milliseconds) {
    return tl::unexpected(milliseconds.error());
  }
  const auto first = read_memory(source, options.binary);
  if (!first || !*first) {
    return tl::unexpected(first ? without_memory(source) : first.error());
  }
  if (const auto fit = fit_with(report, **first); !fit) {
    return tl::unexpected(fit.error());
  }
  const WatchOptions watch{options.binary, *milliseconds, !options.json && is_terminal(STDOUT_FILENO)};
  return watch_process(source, watch, [&](const ProcessMemory& memory, const KindSums* before, std::ostream& out) {
    const auto fit = fit_with(report, memory);
    write_memory(options, {memory, before, fit && *fit ? &**fit : nullptr}, look_of(options), out);
  });
}

Result<void> check(const ProcOptions& options, const ProcessSource& source) {
  if (!options.watch.empty() && !source.process) {
    return fail(Failure::kUsage, fmt::format("--watch needs a running process, and {} is a file", source.file));
  }
  if (!options.watch.empty() && !options.output.file.empty()) {
    return fail(Failure::kUsage, "--watch writes to standard output; leave out --output, or send it to a file");
  }
  if (!options.watch.empty() && !options.since.empty()) {
    return fail(Failure::kUsage,
                "--watch shows what grew since the round before, and --since since a file; choose one");
  }
  if (options.since == "-" && source.file == "-") {
    return fail(Failure::kUsage, "--since -: standard input is the map already that is to be shown");
  }
  return {};
}

Result<ExitCode> show(const ProcOptions& options) {
  const auto source = find_process_source(options.target);
  if (!source) {
    return tl::unexpected(source.error());
  }
  if (auto checked = check(options, *source); !checked) {
    return tl::unexpected(checked.error());
  }
  std::optional<Report> report;
  if (!options.report.empty()) {
    auto loaded = load_report(options.report);
    if (!loaded) {
      return tl::unexpected(loaded.error());
    }
    report = *std::move(loaded);
  }
  return options.watch.empty() ? show_once(options, *source, report) : show_again(options, *source, report);
}

}  // namespace

std::unique_ptr<CommandLine> proc_line() { return std::make_unique<ProcLine>(); }

Result<ExitCode> proc_command(const std::vector<std::string>& args) {
  ProcLine line;
  auto parsed = line.parse(args, line.options.directory);
  if (parsed && *parsed) {
    if (auto settled = settle_outputs(line.options.output); !settled) {
      return tl::unexpected(settled.error());
    }
  }
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  return *parsed ? show(line.options) : Result<ExitCode>(ExitCode::kFine);
}

}  // namespace goescape
