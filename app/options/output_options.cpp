#include "options/output_options.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <set>

#include "options/checks.h"
#include "render/formats.h"
#include "step_summary.h"
#include "util/log.h"
#include "util/suggest.h"

namespace goescape {
namespace {

constexpr std::string_view kAll = "all";

std::vector<std::string> format_names(Written written) {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    if (written == Written::kReport || format.render_comparison != nullptr) {
      names.emplace_back(format.name);
    }
  }
  return names;
}

// FORMAT or FORMAT=FILE.
CLI::Validator known_format(Written written) {
  CLI::Validator check;
  check.operation([names = format_names(written)](std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals + 1 == text.size()) {
      return fmt::format("{}: the name of the file is missing behind =", text);
    }
    return complaint_about_name("format", text.substr(0, equals), names);
  });
  return check;
}

// It stands in an HTML comment, which two dashes may end, and on one line.
CLI::Validator is_comment_id() {
  CLI::Validator check;
  check.operation([](std::string& id) {
    constexpr std::size_t kLongest = 64;
    const bool plain = std::all_of(id.begin(), id.end(), [](char byte) {
      return std::isalnum(static_cast<unsigned char>(byte)) != 0 ||
             std::string_view("._/-").find(byte) != std::string::npos;
    });
    return !id.empty() && id.size() <= kLongest && plain && id.find("--") == std::string::npos
               ? std::string()
               : fmt::format("\"{}\" is no id: up to 64 letters, digits, and single characters of . _ / -", id);
  });
  return check;
}

std::vector<OutputRequest> outputs_of(const std::vector<std::string>& texts) {
  std::vector<OutputRequest> outputs;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    outputs.push_back({find_format(text.substr(0, equals)),
                       equals == std::string::npos ? std::string() : text.substr(equals + 1), false});
  }
  return outputs;
}

std::vector<std::string> category_names() {
  std::vector<std::string> names{std::string(kAll)};
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    names.emplace_back(name(static_cast<Category>(index)));
  }
  return names;
}

CategorySet categories_of(const std::vector<std::string>& names) {
  CategorySet categories;
  for (const std::string& each : names) {
    for (std::size_t index = 0; index < kCategoryCount; ++index) {
      if (each == kAll || each == name(static_cast<Category>(index))) {
        categories.set(index);
      }
    }
  }
  return categories;
}

std::vector<std::string> sort_names() {
  std::vector<std::string> names;
  names.reserve(kSortNames.size());
  for (const SortName& row : kSortNames) {
    names.emplace_back(row.name);
  }
  return names;
}

// Two outputs in one file would leave the last of them without a word.
Result<void> check_files(const std::vector<OutputRequest>& outputs) {
  std::set<std::string> files;
  for (const OutputRequest& request : outputs) {
    if (!request.file.empty() && !files.insert(request.file).second) {
      return fail(Failure::kUsage,
                  fmt::format("--format: {} is named for two outputs; name a file for each", request.file));
    }
  }
  return {};
}

// GitHub shows annotations beside the lines, and the whole as a summary, which is Markdown.
void add_summary(std::vector<OutputRequest>& outputs) {
  const std::string file = step_summary_file();
  const bool for_github = std::any_of(outputs.begin(), outputs.end(),
                                      [](const OutputRequest& request) { return request.format->name == "github"; });
  const bool taken =
      std::any_of(outputs.begin(), outputs.end(), [&](const OutputRequest& request) { return request.file == file; });
  if (!file.empty() && for_github && !taken) {
    outputs.push_back({find_format("markdown"), file, true});
  }
}

}  // namespace

void add_color_option(CommandLine& line, OutputOptions& options) {
  line.app().option_defaults()->group("Output");
  CLI::Option* const color = line.app().add_option_function<std::string>(
      "--color", [&options](const std::string& word) { options.color = *parse_color_mode(word); },
      "auto, always or never");
  line.bind("color", line.take_one_of(color, "mode", {"auto", "always", "never"})->type_name("WHEN"));
}

void add_single_output_options(CommandLine& line, OutputOptions& options, bool& json) {
  line.app().option_defaults()->group("Output");
  CLI::Option* const format = line.app().add_option_function<std::string>(
      "-f,--format", [&json](const std::string& name) { json = name == "json"; }, "text or json");
  line.take_one_of(format, "format", {"text", "json"})->type_name("FORMAT");
  line.app().add_option("-o,--output", options.file, "write to this file")->type_name("FILE");
  add_color_option(line, options);
  add_talk_options(line, options);
}

void add_look_options(CommandLine& line, OutputOptions& options) {
  add_color_option(line, options);
  CLI::App& app = line.app();
  RenderOptions& render = options.render;
  line.bind("top",
            app.add_option("--top", render.top, "rows of each table, 0 for all")->check(is_count())->type_name("N"));
  app.add_flag("--all", render.all, "also packages without heap decisions, and what only moved");
  CLI::Option* const sort = app.add_option_function<std::string>(
      "--sort", [&render](const std::string& name) { render.sort = *sort_key_from_name(name); },
      "order of packages: heap, name, moved, escaping, stack, leaking, share, profile");
  line.bind("sort", line.take_one_of(sort, "order", sort_names())->type_name("ORDER"));
  CLI::Option* const include = app.add_option_function<std::vector<std::string>>(
      "--include", [&render](const std::vector<std::string>& names) { render.include = categories_of(names); },
      "also show: generated, vendor, dependency, standard, synthetic, or all");
  line.bind("include",
            line.take_one_of(include, "category", category_names())->delimiter(',')->type_name("CATEGORY,…"));
}

void add_talk_options(CommandLine& line, OutputOptions& options) {
  line.app().option_defaults()->group("Output");
  line.app().add_flag("-q,--quiet", options.quiet, "no progress, no remarks");
  line.app().add_flag("-v,--verbose", options.verbose, "say on standard error what is run, and how long it takes");
}

void add_output_options(CommandLine& line, OutputOptions& options, Written written) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Output");
  CLI::Option* const format = app.add_option_function<std::vector<std::string>>(
      "-f,--format", [&options](const std::vector<std::string>& texts) { options.outputs = outputs_of(texts); },
      listed(format_names(written)) + "; repeatable; github also adds to the job summary");
  line.offer(format, format_names(written));
  line.bind("format", format->check(known_format(written))->type_name("FORMAT[=FILE]"));
  app.add_option("--comment-id", options.render.comment_id,
                 "of Markdown: tells this comment apart from others in the same place")
      ->check(is_comment_id())
      ->type_name("ID");
  app.add_option("-o,--output", options.file, "write the report to this file")->type_name("FILE");
  add_look_options(line, options);
  add_talk_options(line, options);
}

Result<void> settle_outputs(OutputOptions& options) {
  if (options.verbose) {
    enable_log();
  }
  if (options.outputs.empty()) {
    options.outputs.push_back({find_format("text"), {}, false});
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
  if (!options.file.empty()) {
    if (to_stdout.empty()) {
      return fail(Failure::kUsage, "--output: every format has a file of its own already");
    }
    to_stdout.front()->file = options.file;
  }
  if (auto checked = check_files(options.outputs); !checked) {
    return checked;
  }
  add_summary(options.outputs);
  return {};
}

bool any_format(const OutputOptions& options, bool FormatNeeds::*need) {
  return std::any_of(options.outputs.begin(), options.outputs.end(),
                     [&](const OutputRequest& request) { return request.format->needs.*need; });
}

}  // namespace goescape
