#include "shells/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "commands.h"

namespace goescape {

std::vector<CommandInfo> described_commands() {
  std::vector<CommandInfo> described;
  for (const Command& command : kCommands) {
    const auto line = command.line();
    described.push_back(
        {std::string(command.name), std::string(command.summary), flags_of(*line), arguments_of(*line)});
  }
  return described;
}

std::vector<std::string> spellings(const FlagInfo& flag) {
  std::vector<std::string> names = flag.names;
  if (!flag.negation.empty()) {
    names.push_back(flag.negation);
  }
  return names;
}

std::string flags_with_value(const std::vector<CommandInfo>& commands) {
  std::set<std::string> names;
  for (const CommandInfo& command : commands) {
    for (const FlagInfo& flag : command.flags) {
      if (flag.takes != Takes::kNothing) {
        names.insert(flag.names.begin(), flag.names.end());
      }
    }
  }
  return fmt::format("{}", fmt::join(names, " "));
}

std::string names_of(const std::vector<CommandInfo>& commands) {
  std::vector<std::string_view> names;
  names.reserve(commands.size());
  for (const CommandInfo& command : commands) {
    names.emplace_back(command.name);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

}  // namespace goescape
