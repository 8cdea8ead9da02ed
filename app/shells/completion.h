// What completes goescape in shells: scripts that hold every command, flag and word, so that nothing has to run while
// somebody types.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "options/flag_info.h"

namespace goescape {

// A command as scripts need it.
struct CommandInfo {
  std::string name;
  std::string summary;
  std::vector<FlagInfo> flags;
  std::vector<FlagInfo> arguments;
};

// All of the table of commands, in its order; the first one is the one that needs no name.
std::vector<CommandInfo> described_commands();

// Every way to write a flag, its negation too.
std::vector<std::string> spellings(const FlagInfo& flag);

// Each writes the script of one shell.
std::string bash_completion(const std::vector<CommandInfo>& commands);
std::string zsh_completion(const std::vector<CommandInfo>& commands);
std::string fish_completion(const std::vector<CommandInfo>& commands);

struct Shell {
  std::string_view name;
  std::string (*script)(const std::vector<CommandInfo>& commands);
};

inline constexpr std::array<Shell, 3> kShells{
    {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}}};

}  // namespace goescape
