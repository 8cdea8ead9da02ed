#include "general_help.h"

#include <fmt/core.h>

#include "commands.h"

namespace goescape {

std::string general_help() {
  std::string out =
      "goescape tells what a Go program puts on the heap, and why.\n\n"
      "Usage: goescape [COMMAND] [FLAGS] [PACKAGES]\n\nCommands:\n";
  for (const Command& command : kCommands) {
    out += fmt::format("  {:<12}{}\n", command.name, command.summary);
  }
  return out +
         "\nExamples:\n"
         "  goescape                              what goes to the heap, by package\n"
         "  goescape report --findings ./codec    each decision with its place and cause\n"
         "  goescape diff main                    what this branch changed\n"
         "  goescape check                        fail on new heap decisions, for CI\n"
         "  go build -gcflags=-m ./... 2>&1 | goescape report --from -\n\n"
         "Without a command it is report, without packages ./... .\n"
         "goescape help COMMAND tells the flags of a command, goescape --version the\n"
         "version, man goescape everything.\n";
}

}  // namespace goescape
