// The table of commands.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "exit_code.h"
#include "util/result.h"

namespace goescape {

// `args` are the arguments behind the name of the command.
Result<ExitCode> report_command(const std::vector<std::string>& args);
Result<ExitCode> diff_command(const std::vector<std::string>& args);
Result<ExitCode> check_command(const std::vector<std::string>& args);
Result<ExitCode> baseline_command(const std::vector<std::string>& args);
Result<ExitCode> config_command(const std::vector<std::string>& args);

struct Command {
  std::string_view name;
  std::string_view summary;  // One line for --help.
  Result<ExitCode> (*run)(const std::vector<std::string>& args);
};

// The first one runs when no command is named.
inline constexpr std::array<Command, 5> kCommands{{
    {"report", "compile packages, or read a log, and summarise what goes to the heap", report_command},
    {"diff", "compare two revisions, saved reports or logs", diff_command},
    {"check", "the gate for CI: fail on heap decisions that the base does not have", check_command},
    {"baseline", "write, prune or show the file of accepted heap decisions", baseline_command},
    {"config", "show every setting and where its value comes from", config_command},
}};

}  // namespace goescape
