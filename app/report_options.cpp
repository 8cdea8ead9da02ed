#include "report_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <thread>

#include "render/formats.h"

namespace goescape {
namespace {

// What CLI11 fills in, before it is checked and translated.
struct RawOptions {
  std::vector<std::string> formats;
  std::string output;
  std::string color = "auto";
  std::string sort = "heap";
  std::vector<std::string> kinds;
  std::vector<std::string> include;
};

void add_build_flags(CLI::App& app, CaptureOptions& capture) {
  const std::map<std::string, Driver> drivers{
      {"list", Driver::kList}, {"build", Driver::kBuild}, {"compile", Driver::kCompile}};
  app.add_option("packages", capture.patterns, "packages as for go build (default ./...), or .go files");
  app.add_option("-C,--directory", capture.directory, "run in this folder")->type_name("DIR");
  app.add_option("--go", capture.go, "the go command to run")->type_name("PATH");
  app.add_option("--driver", capture.driver, "how to reach the compiler: list (fastest), build, compile")
      ->transform(CLI::CheckedTransformer(drivers))
      ->type_name("DRIVER");
  app.add_option("--level", capture.level, "1: -m, 2: -m=2 with flow and cause (default)")->check(CLI::Range(1, 2));
  app.add_flag("--tests", capture.tests, "also test, external test and example packages");
  app.add_flag("--race", capture.race, "build with the race detector");
  app.add_option("--tags", capture.tags, "build tags")->delimiter(',')->type_name("TAG,…");
  app.add_option("--goos", capture.goos, "operating system to build for");
  app.add_option("--goarch", capture.goarch, "architecture to build for");
  app.add_option("--gcflags", capture.gcflags, "one more flag for the compiler, repeatable")->type_name("FLAG");
  app.add_option("--build-flag", capture.build_flags, "one more flag for the go command, repeatable")
      ->type_name("FLAG");
}

void add_selection_flags(CLI::App& app, ReportOptions& options, RawOptions& raw) {
  app.add_option("--package", options.filter.packages, "only packages like this, ... as for go build")
      ->type_name("PATTERN");
  app.add_option("--file", options.filter.files, "only files like this, * and ? as in a shell")->type_name("GLOB");
  app.add_option("--function", options.filter.functions, "only functions like this")->type_name("GLOB");
  app.add_option("--match", options.filter.match, "only messages that hold this RE2 expression")->type_name("REGEX");
  app.add_option("--kinds", raw.kinds, "kinds of findings to list, or all (default: heap decisions)")
      ->delimiter(',')
      ->type_name("KIND,…");
  app.add_option("--include", raw.include, "also show: generated, vendor, dependency, standard, synthetic, or all")
      ->delimiter(',')
      ->type_name("CATEGORY,…");
}

void add_output_flags(CLI::App& app, ReportOptions& options, RawOptions& raw) {
  app.add_option("-f,--format", raw.formats, "text, json, jsonl, csv or markdown; repeatable")
      ->type_name("FORMAT[=FILE]");
  app.add_option("-o,--output", raw.output, "write the report to this file")->type_name("FILE");
  app.add_flag("--findings", options.render.findings, "list every finding as file:line:col: message");
  app.add_option("--sort", raw.sort, "order of packages: heap, name, moved, escaping, stack, leaking, share");
  app.add_option("--top", options.render.top, "rows of each table, 0 for all")->type_name("N");
  app.add_flag("--all", options.render.all, "also packages without heap decisions");
  app.add_option("--color", raw.color, "auto, always or never")->type_name("WHEN");
  app.add_flag("-q,--quiet", options.quiet, "no progress, no remarks");
  app.add_flag("-v,--verbose", options.verbose, "say what is run");
}

// A flag that may be repeated would take all that follows it: the packages in `-f json ./...`.
void take_one_argument_each(CLI::App& app) {
  for (CLI::Option* option : app.get_options([](const CLI::Option* each) { return !each->get_positional(); })) {
    option->allow_extra_args(false);
  }
}

Result<KindSet> parse_kinds(const std::vector<std::string>& names) {
  KindSet kinds;
  for (const std::string& each : names) {
    const std::optional<Kind> kind = kind_from_name(each);
    if (each == "all") {
      kinds.set();
    } else if (kind) {
      kinds.set(static_cast<std::size_t>(*kind));
    } else {
      std::vector<std::string_view> known;
      std::transform(kKinds.begin(), kKinds.end(), std::back_inserter(known),
                     [](const KindInfo& row) { return row.name; });
      return fail(Failure::kUsage,
                  fmt::format("--kinds: there is no kind {:?}; there are: {}", each, fmt::join(known, ", ")));
    }
  }
  return names.empty() ? heap_kinds() : kinds;
}

Result<CategorySet> parse_categories(const std::vector<std::string>& names) {
  CategorySet categories;
  for (const std::string& each : names) {
    bool known = each == "all";
    for (std::size_t index = 0; index < kCategoryCount; ++index) {
      if (each == "all" || each == name(static_cast<Category>(index))) {
        categories.set(index);
        known = true;
      }
    }
    if (!known) {
      return fail(Failure::kUsage, fmt::format("--include: there is no category {:?}; there are generated, vendor, "
                                               "dependency, standard, synthetic and all",
                                               each));
    }
  }
  return categories;
}

Result<OutputRequest> parse_output(const std::string& text) {
  const std::size_t equals = text.find('=');
  OutputRequest request{find_format(text.substr(0, equals)), {}};
  if (request.format == nullptr) {
    std::vector<std::string_view> known;
    std::transform(kFormats.begin(), kFormats.end(), std::back_inserter(known),
                   [](const Format& row) { return row.name; });
    return fail(Failure::kUsage, fmt::format("--format: there is no format {:?}; there are: {}", text.substr(0, equals),
                                             fmt::join(known, ", ")));
  }
  if (equals != std::string::npos) {
    request.file = text.substr(equals + 1);
    if (request.file.empty()) {
      return fail(Failure::kUsage, fmt::format("--format {}: the name of the file is missing behind =", text));
    }
  }
  return request;
}

Result<void> translate_outputs(const RawOptions& raw, ReportOptions& options) {
  for (const std::string& text : raw.formats) {
    auto request = parse_output(text);
    if (!request) {
      return tl::unexpected(request.error());
    }
    options.outputs.push_back(*std::move(request));
  }
  if (options.outputs.empty()) {
    options.outputs.push_back({find_format("text"), {}});
  }
  std::vector<OutputRequest*> to_stdout;
  for (OutputRequest& request : options.outputs) {
    if (request.file.empty()) {
      to_stdout.push_back(&request);
    }
  }
  if (to_stdout.size() > 1) {
    return fail(
        Failure::kUsage,
        "--format: only one format can go to standard output; name a file for the others, as in -f json=report.json");
  }
  if (!raw.output.empty()) {
    if (to_stdout.empty()) {
      return fail(Failure::kUsage, "--output: every format has a file of its own already");
    }
    to_stdout.front()->file = raw.output;
  }
  return {};
}

Result<void> translate(const RawOptions& raw, ReportOptions& options) {
  const auto kinds = parse_kinds(raw.kinds);
  if (!kinds) {
    return tl::unexpected(kinds.error());
  }
  options.kinds = *kinds;
  const auto categories = parse_categories(raw.include);
  if (!categories) {
    return tl::unexpected(categories.error());
  }
  options.render.include = *categories;
  const auto color = parse_color_mode(raw.color);
  if (!color) {
    return tl::unexpected(color.error());
  }
  options.color = *color;
  const auto sort = sort_key_from_name(raw.sort);
  if (!sort) {
    return fail(
        Failure::kUsage,
        fmt::format("--sort: there is no order {:?}; there are heap, name, moved, escaping, stack, leaking and share",
                    raw.sort));
  }
  options.render.sort = *sort;
  return translate_outputs(raw, options);
}

}  // namespace

Result<std::optional<ReportOptions>> parse_report_options(const std::vector<std::string>& args) {
  ReportOptions options;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  RawOptions raw;
  CLI::App app("Compiles packages with the compiler's escape analysis on, and summarises what goes to the heap.",
               "goescape report");
  app.footer(
      "Examples:\n  goescape report ./...\n  goescape report --findings --package example.com/m/codec ./...\n"
      "  goescape report -f json=heap.json -f text std\n  go build -gcflags=-m ./... 2>&1 | goescape report --from -");
  add_build_flags(app, options.capture);
  app.add_option("--from", options.from,
                 "read a compiler log or a saved JSON report (- = standard input) instead of compiling")
      ->type_name("FILE");
  app.add_option("-j,--jobs", options.jobs, "threads that read a log")->check(CLI::Range(1U, 1024U));
  add_selection_flags(app, options, raw);
  add_output_flags(app, options, raw);
  take_one_argument_each(app);
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    return std::optional<ReportOptions>();
  } catch (const CLI::ParseError& error) {
    return fail(Failure::kUsage, fmt::format("{}; see goescape report --help", error.what()));
  }
  if (auto translated = translate(raw, options); !translated) {
    return tl::unexpected(translated.error());
  }
  return options;
}

}  // namespace goescape
