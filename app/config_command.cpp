#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "options/build_options.h"
#include "options/gate_options.h"
#include "options/history_options.h"
#include "options/output_options.h"
#include "options/selection_options.h"
#include "output.h"
#include "util/display.h"

namespace goescape {
namespace {

using nlohmann::ordered_json;

// A value as it would stand in the file.
ordered_json json_of(const Setting& setting, const std::vector<std::string>& words) {
  switch (setting.type) {
    case SettingType::kText:
      return words.empty() ? std::string() : words.front();
    case SettingType::kFlag:
      return !words.empty() && words.back() == "true";
    case SettingType::kNumber:
      return words.empty() ? 0 : std::stoul(words.back());
    case SettingType::kShare:
      return words.empty() ? 0 : share_of(words.back()).value_or(0);
    case SettingType::kList:
      return words;
    case SettingType::kBudgets:
      break;
  }
  ordered_json budgets = ordered_json::object();
  for (const std::string& word : words) {
    const std::size_t equals = word.rfind('=');
    budgets[word.substr(0, equals)] = {{"heap", std::stoul(word.substr(equals + 1))}};
  }
  return budgets;
}

void write_json(const Config& config, std::ostream& out) {
  ordered_json settings = ordered_json::object();
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    const ConfigValue& value = config.values[index];
    settings[std::string(kSettingTable[index].key)] = {{"value", json_of(kSettingTable[index], value.words)},
                                                       {"origin", name(value.origin.kind)},
                                                       {"place", value.origin.place}};
  }
  const ordered_json document = {{"schema", "goescape.config/1"}, {"file", config.file}, {"settings", settings}};
  out << document.dump(2, ' ', false, ordered_json::error_handler_t::replace) << '\n';
}

void write_text(const Config& config, std::ostream& out) {
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    const ConfigValue& value = config.values[index];
    const std::string shown =
        json_of(kSettingTable[index], value.words).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    const std::string origin =
        value.origin.place.empty() ? std::string(name(value.origin.kind)) : escaped(value.origin.place);
    out << fmt::format("{} = {}  # {}\n", kSettingTable[index].key, escaped(shown), origin);
  }
}

struct ConfigOptions {
  BuildOptions build;
  SelectionOptions selection;
  OutputOptions output;
  GateOptions gate;
  std::string database;
  std::string format = "text";
};

struct ConfigLine : CommandLine {
  ConfigOptions options;

  ConfigLine()
      : CommandLine("config",
                    "Shows every setting, its value and where that comes from: a default, a line of .goescape.json, a "
                    "variable, a flag.",
                    "Examples:\n  goescape config\n  GOESCAPE_MAX_NEW=3 goescape config -f json --tests") {
    app().option_defaults()->group("Output");
    // Says how the settings are written; the setting of that name is shown, not used.
    take_one_of(app().add_option("-f,--format", options.format, "text or json")->type_name("FORMAT"), "format",
                {"text", "json"});
    add_look_options(*this, options.output);
    add_gate_options(*this, options.gate);
    add_database_option(*this, options.database);
    add_kinds_option(*this, options.selection.kinds);
    add_directory_option(*this, options.build.capture.directory);
    add_build_options(*this, options.build);
  }
};

}  // namespace

std::unique_ptr<CommandLine> config_line() { return std::make_unique<ConfigLine>(); }

Result<ExitCode> config_command(const std::vector<std::string>& args) {
  ConfigLine line;
  const ConfigOptions& options = line.options;
  const auto parsed = line.parse(args, options.build.capture.directory);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  if (!*parsed) {
    return ExitCode::kFine;
  }
  const auto written = write_to_stdout([&](std::ostream& out) {
    options.format == "json" ? write_json(line.config(), out) : write_text(line.config(), out);
  });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

}  // namespace goescape
