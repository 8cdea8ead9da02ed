#include "run.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "commands.h"
#include "util/interrupt.h"
#include "util/version.h"

namespace goescape {
namespace {

void print_help() {
  std::cout << "goescape tells what a Go program puts on the heap, and why.\n\n"
               "Usage: goescape [COMMAND] [FLAGS] [PACKAGES]\n\nCommands:\n";
  for (const Command& command : kCommands) {
    std::cout << "  " << command.name << std::string(12 - command.name.size(), ' ') << command.summary << '\n';
  }
  std::cout << "\nWithout a command it is report, without packages ./... . Try: goescape report --help\n";
}

// The command that the first argument names and what is left for it.
ExitCode dispatch(std::vector<std::string> args) {
  const auto* command = kCommands.begin();
  if (!args.empty()) {
    const auto* const named = std::find_if(kCommands.begin(), kCommands.end(),
                                           [&](const Command& each) { return each.name == args.front(); });
    if (named != kCommands.end()) {
      command = named;
      args.erase(args.begin());
    }
  }
  const Result<ExitCode> code = command->run(args);
  if (!code) {
    std::cerr << "goescape: " << code.error().message << '\n';
    return exit_code(code.error().failure);
  }
  return *code;
}

}  // namespace

int run(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    std::vector<std::string> args(argv + 1, argv + argc);
    if (!args.empty() && (args.front() == "--help" || args.front() == "-h" || args.front() == "help")) {
      print_help();
      return 0;
    }
    if (!args.empty() && args.front() == "--version") {
      std::cout << "goescape " << kVersion << '\n';
      return 0;
    }
    install_interrupt_handlers();
    return static_cast<int>(dispatch(std::move(args)));
  } catch (const std::exception& error) {
    std::cerr << "goescape: internal error: " << error.what() << "; please report it\n";
    return static_cast<int>(ExitCode::kInternal);
  }
}

}  // namespace goescape
