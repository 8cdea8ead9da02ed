// The command line of one command: flags, and behind them the configuration.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "store/config.h"
#include "util/result.h"

namespace goescape {

// Reads arguments with CLI11. An option that a setting stands behind takes the value of the configuration when it is
// not given, through the same checks.
class CommandLine {
 public:
  // `command` as typed behind goescape; `description` and `examples` are for --help.
  CommandLine(const std::string& command, const std::string& description, const std::string& examples);

  [[nodiscard]] CLI::App& app() { return app_; }

  // Puts the setting with this key, which must be one of the table, behind an option.
  void bind(std::string_view key, CLI::Option* option);

  // Gives the configuration, once the flags are read.
  using LoadConfig = std::function<Result<Config>()>;

  // Reads the arguments behind the name of the command, then the configuration. Returns false when they only asked for
  // help, which is printed. A usage error names the flag, the variable, or the line of the file that is wrong.
  Result<bool> parse(const std::vector<std::string>& args, const LoadConfig& load);

  // The same with the configuration that is in force in `directory`, which an option may have set by then.
  Result<bool> parse(const std::vector<std::string>& args, const std::string& directory);

  // The configuration with what the flags say, once parse() succeeded.
  [[nodiscard]] const Config& config() const { return config_; }

 private:
  Result<bool> parse_flags(const std::vector<std::string>& args);
  Result<void> apply(std::string_view key, CLI::Option& option);

  CLI::App app_;
  std::string command_;
  std::vector<std::pair<std::string_view, CLI::Option*>> bound_;
  Config config_;
};

// A check that lets only the known names pass; its message lists them and names the nearest. `noun` says what they are:
// "kind".
CLI::Validator one_of(const std::string& noun, const std::vector<std::string>& known);

// The same for a message of its own; empty when `name` is known.
std::string complaint_about_name(const std::string& noun, const std::string& name,
                                 const std::vector<std::string>& known);

}  // namespace goescape
