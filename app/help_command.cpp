#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "commands.h"
#include "general_help.h"
#include "options/command_line.h"
#include "options/help_text.h"
#include "output.h"
#include "util/suggest.h"

namespace goescape {
namespace {

struct HelpLine : CommandLine {
  std::string topic;

  HelpLine()
      : CommandLine("help", "Tells about a command and its flags, as COMMAND --help does.",
                    "Examples:\n  goescape help\n  goescape help check") {
    take_one_of(app()
                    .add_option("command", topic, "the command to tell about; without one: all in short")
                    ->type_name("COMMAND"),
                "command", command_names());
  }
};

}  // namespace

std::unique_ptr<CommandLine> help_line() { return std::make_unique<HelpLine>(); }

Result<ExitCode> help_command(const std::vector<std::string>& args) {
  HelpLine line;
  const auto parsed = line.parse_without_configuration(args);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  if (!*parsed) {
    return ExitCode::kFine;
  }
  const auto written = write_to_stdout([&](std::ostream& out) {
    out << (line.topic.empty() ? general_help() : help_text(*find_command(line.topic)->line()));
  });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

}  // namespace goescape
