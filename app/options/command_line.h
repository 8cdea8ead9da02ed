// The command line of one command: flags, and behind them the configuration.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/config.h"
#include "util/result.h"

// What includes this and adds flags includes <CLI/CLI.hpp> as well; it takes seconds to compile, and most sources only
// pass a command line on.
namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace goescape {

// Reads arguments with CLI11. An option that a setting stands behind takes the value of the configuration when it is
// not given, through the same checks.
class CommandLine {
 public:
  // `command` as typed behind goescape; `description` and `examples` are for --help.
  CommandLine(const std::string& command, const std::string& description, const std::string& examples);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  virtual ~CommandLine();

  [[nodiscard]] CLI::App& app() { return *app_; }
  [[nodiscard]] const CLI::App& app() const { return *app_; }
  [[nodiscard]] const std::string& command() const { return command_; }

  // Puts the setting with this key, which must be one of the table, behind an option.
  void bind(std::string_view key, CLI::Option* option);

  // Lets only these words pass as a value of the option; another one is answered with the list of them and the nearest.
  // `noun` says what they are: "kind". Returns the option.
  CLI::Option* take_one_of(CLI::Option* option, const std::string& noun, const std::vector<std::string>& words);

  // Lets completions offer these words for the value of an option whose check is another one.
  void offer(const CLI::Option* option, std::vector<std::string> words);

  // The words of the two above; empty for other options.
  [[nodiscard]] const std::vector<std::string>& words_of(const CLI::Option* option) const;

  // Gives the configuration, once the flags are read.
  using LoadConfig = std::function<Result<Config>()>;

  // Reads the arguments behind the name of the command, then the configuration. Returns false when they only asked for
  // help, which is printed. A usage error names the flag, the variable, or the line of the file that is wrong.
  Result<bool> parse(const std::vector<std::string>& args, const LoadConfig& load);

  // The same with the configuration that is in force in `directory`, which an option may have set by then.
  Result<bool> parse(const std::vector<std::string>& args, const std::string& directory);

  // For commands that have no settings.
  Result<bool> parse_without_configuration(const std::vector<std::string>& args) { return parse_flags(args); }

  // The configuration with what the flags say, once parse() succeeded.
  [[nodiscard]] const Config& config() const { return config_; }

 private:
  Result<bool> parse_flags(const std::vector<std::string>& args);
  Result<void> apply(std::string_view key, CLI::Option& option);

  std::unique_ptr<CLI::App> app_;
  std::string command_;
  std::vector<std::pair<std::string_view, CLI::Option*>> bound_;
  std::map<const CLI::Option*, std::vector<std::string>> words_;
  Config config_;
};

// What is wrong with a name, for a check of its own: lists the known ones and names the nearest. Empty when `name` is
// one of them; `noun` says what they are.
std::string complaint_about_name(const std::string& noun, const std::string& name,
                                 const std::vector<std::string>& known);

}  // namespace goescape
