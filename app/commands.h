// The table of commands.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exit_code.h"
#include "util/result.h"

namespace goescape {

class CommandLine;

// `args` are the arguments behind the name of the command.
Result<ExitCode> report_command(const std::vector<std::string>& args);
Result<ExitCode> diff_command(const std::vector<std::string>& args);
Result<ExitCode> check_command(const std::vector<std::string>& args);
Result<ExitCode> asm_command(const std::vector<std::string>& args);
Result<ExitCode> explain_command(const std::vector<std::string>& args);
Result<ExitCode> proc_command(const std::vector<std::string>& args);
Result<ExitCode> baseline_command(const std::vector<std::string>& args);
Result<ExitCode> history_command(const std::vector<std::string>& args);
Result<ExitCode> merge_command(const std::vector<std::string>& args);
Result<ExitCode> config_command(const std::vector<std::string>& args);
Result<ExitCode> completion_command(const std::vector<std::string>& args);
Result<ExitCode> man_command(const std::vector<std::string>& args);
Result<ExitCode> help_command(const std::vector<std::string>& args);

// The flags of each, to be shown and not to be read.
std::unique_ptr<CommandLine> report_line();
std::unique_ptr<CommandLine> diff_line();
std::unique_ptr<CommandLine> check_line();
std::unique_ptr<CommandLine> asm_line();
std::unique_ptr<CommandLine> explain_line();
std::unique_ptr<CommandLine> proc_line();
std::unique_ptr<CommandLine> baseline_line();
std::unique_ptr<CommandLine> history_line();
std::unique_ptr<CommandLine> merge_line();
std::unique_ptr<CommandLine> config_line();
std::unique_ptr<CommandLine> completion_line();
std::unique_ptr<CommandLine> man_line();
std::unique_ptr<CommandLine> help_line();

struct Command {
  std::string_view name;
  std::string_view summary;  // One line for --help.
  Result<ExitCode> (*run)(const std::vector<std::string>& args);
  std::unique_ptr<CommandLine> (*line)();
};

// The first one runs when no command is named.
inline constexpr std::array<Command, 13> kCommands{{
    {"report", "compile packages or read a log, and sum up what goes to the heap", report_command, report_line},
    {"diff", "compare two revisions, saved reports or logs", diff_command, diff_line},
    {"check", "fail on heap decisions that the base does not have, for CI", check_command, check_line},
    {"asm", "show the assembly of a function, with what allocates in it", asm_command, asm_line},
    {"explain", "tell why something is on the heap: the way there, with the code", explain_command, explain_line},
    {"proc", "show the memory map of a running process, region by region", proc_command, proc_line},
    {"baseline", "write, prune or show the file of accepted heap decisions", baseline_command, baseline_line},
    {"history", "record reports in a database, show the trend over commits", history_command, history_line},
    {"merge", "make one report out of platforms, builds and shards", merge_command, merge_line},
    {"config", "show every setting and where its value comes from", config_command, config_line},
    {"completion", "print what completes commands and flags in bash, zsh or fish", completion_command, completion_line},
    {"man", "print the manual page", man_command, man_line},
    {"help", "tell about a command and its flags", help_command, help_line},
}};

// The command with this name, or nullptr.
const Command* find_command(std::string_view name);

// The names of all of them.
std::vector<std::string> command_names();

}  // namespace goescape
