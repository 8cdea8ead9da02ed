// Finds the command in what was typed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "commands.h"
#include "util/result.h"

namespace goescape {

// What the arguments ask for.
struct Request {
  enum class Type : std::uint8_t {
    kCommand,  // To run `command`.
    kHelp,     // --help before any command.
    kVersion,  // --version before any command.
  };
  Type type = Type::kCommand;
  const Command* command = nullptr;  // Of kCommand.
  std::vector<std::string> args;     // Of kCommand: all arguments but the name of the command.
};

// The names of all flags that are followed by a value. A flag takes the same in every command that has it.
std::set<std::string> flags_with_values();

// Reads `goescape [FLAGS] [COMMAND] [FLAGS] [ARGUMENTS]`: the command is the first argument that is neither a flag nor
// the value of one. Without one, and where a package or a file stands in its place, it is the first of the table. Fails
// with a usage error for a word that is most likely a mistyped command: one that is near to a name, is no file, and
// holds neither of what packages outside of the standard library have in their names, a dot or a slash.
Result<Request> find_request(std::vector<std::string> args);

}  // namespace goescape
