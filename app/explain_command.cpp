#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <set>

#include "capture/go_mod.h"
#include "commands.h"
#include "make_report.h"
#include "matrix.h"
#include "options/build_options.h"
#include "options/output_options.h"
#include "render/explanations.h"
#include "resolve/location.h"
#include "shown_sources.h"
#include "typed_file.h"
#include "util/suggest.h"
#include "verdict.h"
#include "write_outputs.h"

namespace goescape {
namespace {

struct ExplainOptions {
  BuildOptions build;
  OutputOptions output;
  std::string location;
  bool json = false;
};

struct ExplainLine : CommandLine {
  ExplainOptions options;

  ExplainLine()
      : CommandLine(
            "explain",
            "Tells why something is on the heap: the way that it takes there, with the code, and what would have "
            "to be otherwise. Packages stand behind --; for a file it is that of the file.",
            "Examples:\n  goescape explain main.go:24\n  goescape explain '(*Server).handle'\n"
            "  goescape explain v1:0d5e8f01\n  goescape explain --from heap.json codec/encode.go:17:9") {
    app()
        .add_option("location", options.location, "file.go[:line[:column]], a function, or the id of a finding")
        ->type_name("LOCATION");
    add_single_output_options(*this, options.output, options.json);
    add_from_option(*this, options.build);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
    add_verify_option(*this, options.build.capture.listing);
  }
};

std::string absolute(const std::string& directory) {
  std::error_code failed;
  const auto path = std::filesystem::absolute(directory.empty() ? "." : directory, failed);
  return failed ? directory : path.lexically_normal().string();
}

TypedFrom typed_from(const ExplainOptions& options) {
  const std::string& directory = options.build.capture.directory;
  const auto module = find_go_mod(directory.empty() ? "." : directory);
  return {absolute(directory), module ? module->dir : ""};
}

// Compiles no more than is needed, as long as nobody says what.
void choose_packages(BuildOptions& build, const Location& location, const TypedFrom& from) {
  if (location.type != Location::Type::kFile || !build.from.empty()) {
    return;
  }
  build.capture.tests = build.capture.tests || location.name.ends_with("_test.go");
  const auto package = package_of_typed_file(location.name, from);
  if (build.capture.patterns.empty() && package) {
    build.capture.patterns = {*package};
  }
}

std::vector<std::string> words_of(const Report& report, StringId Finding::*member) {
  std::set<std::string_view> words;
  for (const Finding& finding : report.findings) {
    words.insert(report.text(finding.*member));
  }
  words.erase("");
  return {words.begin(), words.end()};
}

// The lines on both sides of one of which nothing is said.
std::string lines_near(const Report& report, const Location& location) {
  std::uint32_t before = 0;
  std::uint32_t after = UINT32_MAX;
  for (const Finding& finding : report.findings) {
    if (report.text(finding.file) == location.name && is_heap_decision(finding.kind)) {
      before = finding.line <= location.line ? std::max(before, finding.line) : before;
      after = finding.line >= location.line ? std::min(after, finding.line) : after;
    }
  }
  std::vector<std::string> lines;
  for (const std::uint32_t line : {before, after}) {
    if (line != 0 && line != UINT32_MAX) {
      lines.push_back(std::to_string(line));
    }
  }
  return lines.empty() ? "" : fmt::format("; the nearest heap decisions are in line {}", listed(lines));
}

std::string not_found(const Report& report, const Location& location) {
  switch (location.type) {
    case Location::Type::kId:
      return fmt::format("no finding has the id {}; goescape report -f json tells the ids", location.name);
    case Location::Type::kFunction:
      return fmt::format("the compiler says nothing about a function {}{}", location.name,
                         suggestion(location.name, words_of(report, &Finding::function)));
    case Location::Type::kFile:
      break;
  }
  return fmt::format("the compiler says nothing about {}:{}{}", location.name, location.line,
                     lines_near(report, location));
}

// Puts the name of the report in place of the typed one.
Result<void> settle_file(const Report& report, const TypedFrom& from, Location& location) {
  if (location.type != Location::Type::kFile) {
    return {};
  }
  const std::vector<std::string> known = words_of(report, &Finding::file);
  const auto found = find_typed_file(location.name, from, known);
  if (!found) {
    return fail(Failure::kUsage,
                fmt::format("no file {} is part of the report{}", location.name, suggestion(location.name, known)));
  }
  location.name = *found;
  return {};
}

Result<void> write(const ExplainOptions& options, const Explained& explained, SourceFiles sources) {
  RenderOptions render;
  const bool to_stdout = options.output.file.empty();
  render.sources = std::move(sources);
  render.color = use_color(options.output.color, to_stdout && is_terminal(STDOUT_FILENO), color_environment());
  render.width = to_stdout ? terminal_width(STDOUT_FILENO) : 0;
  const auto write = [&](std::ostream& out) {
    return options.json ? write_explanations_json(explained, render, out) : write_explanations(explained, render, out);
  };
  return write_single_output(options.output, write);
}

Result<bool> read_arguments(const std::vector<std::string>& args, ExplainLine& line) {
  ExplainOptions& options = line.options;
  auto parsed = line.parse(take_packages(args, options.build), options.build.capture.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  if (options.location.empty()) {
    return fail(Failure::kUsage,
                "explain needs to know what: file.go:line, a function, or the id of a finding; see goescape explain "
                "--help");
  }
  if (auto settled = settle_builds(options.build, Builds::kOne, options.output.quiet); !settled) {
    return tl::unexpected(settled.error());
  }
  return settle_outputs(options.output).map([] { return true; });
}

Result<ExitCode> explain_location(ExplainOptions& options) {
  auto parsed = parse_location(options.location);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  Location& location = *parsed;
  TypedFrom from = typed_from(options);
  choose_packages(options.build, location, from);
  const auto made = make_report(
      {options.build.capture, options.build.from, KindSet().set(), options.build.jobs, !options.output.quiet});
  if (!made) {
    return tl::unexpected(made.error());
  }
  from.module_dir = made->build.module_dir.empty() ? from.module_dir : made->build.module_dir;
  if (auto settled = settle_file(made->report, from, location); !settled) {
    return verdict(made->report) == ExitCode::kFine ? Result<ExitCode>(tl::unexpected(settled.error()))
                                                    : Result<ExitCode>(ExitCode::kInput);
  }
  const std::vector<const Finding*> found = findings_at(made->report, location);
  if (found.empty()) {
    const ExitCode complete = verdict(made->report);
    return complete == ExitCode::kFine ? Result<ExitCode>(fail(Failure::kUsage, not_found(made->report, location)))
                                       : Result<ExitCode>(complete);
  }
  const Explained explained{made->report, options.location, found};
  if (auto written = write(options, explained, shown_sources(*made, options.build.capture.directory)); !written) {
    return tl::unexpected(written.error());
  }
  return verdict(made->report);
}

}  // namespace

std::unique_ptr<CommandLine> explain_line() { return std::make_unique<ExplainLine>(); }

Result<ExitCode> explain_command(const std::vector<std::string>& args) {
  ExplainLine line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  return *read ? explain_location(line.options) : Result<ExitCode>(ExitCode::kFine);
}

}  // namespace goescape
