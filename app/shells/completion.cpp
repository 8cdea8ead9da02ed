#include "shells/completion.h"

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

}  // namespace goescape
