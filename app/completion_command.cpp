#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "commands.h"
#include "options/command_line.h"
#include "output.h"
#include "shells/completion.h"

namespace goescape {
namespace {

std::vector<std::string> shell_names() {
  std::vector<std::string> names;
  names.reserve(kShells.size());
  for (const Shell& shell : kShells) {
    names.emplace_back(shell.name);
  }
  return names;
}

struct CompletionLine : CommandLine {
  std::string shell;

  CompletionLine()
      : CommandLine("completion", "Prints a script that completes the commands and flags of goescape in a shell.",
                    "Examples:\n  source <(goescape completion bash)\n"
                    "  goescape completion zsh >~/.zfunc/_goescape\n"
                    "  goescape completion fish >~/.config/fish/completions/goescape.fish") {
    take_one_of(app().add_option("shell", shell, "bash, zsh or fish")->required()->type_name("SHELL"), "shell",
                shell_names());
  }
};

}  // namespace

std::unique_ptr<CommandLine> completion_line() { return std::make_unique<CompletionLine>(); }

Result<ExitCode> completion_command(const std::vector<std::string>& args) {
  CompletionLine line;
  const auto parsed = line.parse_without_configuration(args);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  if (!*parsed) {
    return ExitCode::kFine;
  }
  const auto* const shell =
      std::find_if(kShells.begin(), kShells.end(), [&](const Shell& each) { return each.name == line.shell; });
  const auto written = write_to_stdout([&](std::ostream& out) { out << shell->script(described_commands()); });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

}  // namespace goescape
