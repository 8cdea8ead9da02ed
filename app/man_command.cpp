#include <ostream>

#include "commands.h"
#include "man_page.h"
#include "options/command_line.h"
#include "output.h"

namespace goescape {
namespace {

struct ManLine : CommandLine {
  ManLine()
      : CommandLine("man", "Prints the manual page, goescape(1), for a formatter.",
                    "Examples:\n  goescape man | man -l -\n  goescape man >/usr/local/share/man/man1/goescape.1") {}
};

}  // namespace

std::unique_ptr<CommandLine> man_line() { return std::make_unique<ManLine>(); }

Result<ExitCode> man_command(const std::vector<std::string>& args) {
  ManLine line;
  const auto parsed = line.parse_without_configuration(args);
  if (!parsed) {
    return tl::unexpected(parsed.error());
  }
  if (!*parsed) {
    return ExitCode::kFine;
  }
  const auto written = write_to_stdout([](std::ostream& out) { out << man_page(); });
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

}  // namespace goescape
