#include "process_watch.h"

#include <fmt/core.h>
#include <unistd.h>

#include <iostream>
#include <optional>
#include <sstream>

#include "output.h"
#include "util/interrupt.h"
#include "util/terminal.h"

namespace goescape {
namespace {

// To the upper left, lines that are too long cut off (DECAWM), and what stood behind them removed (ECMA-48, 8.3.39).
constexpr std::string_view kBeginScreen = "\x1b[H\x1b[?7l\x1b[J";
constexpr std::string_view kEndScreen = "\x1b[?7h";

Result<void> show(const WatchOptions& options, bool first, const std::string& text) {
  return write_to_stdout([&](std::ostream& out) {
    if (options.in_place) {
      out << (first ? "\x1b[2J" : "") << kBeginScreen << first_lines(text, terminal_height(STDOUT_FILENO))
          << kEndScreen;
    } else {
      out << (first ? "" : "\n") << text;
    }
  });
}

ExitCode say_ended(const ProcessSource& source) {
  say(fmt::format("goescape: process {} ({}) has ended", source.process->pid(), source.process->name()));
  return ExitCode::kFine;
}

}  // namespace

std::string first_lines(const std::string& text, unsigned height) {
  std::size_t end = 0;
  for (unsigned line = 1; line < height; ++line) {
    end = text.find('\n', end);
    if (end == std::string::npos) {
      return text;
    }
    ++end;
  }
  return height == 0 ? text : text.substr(0, end);
}

Result<ExitCode> watch_process(const ProcessSource& source, const WatchOptions& options, const WriteRound& write) {
  std::optional<KindSums> before;
  while (!interrupted()) {
    const auto memory = read_memory(source, options.binary);
    if (!memory) {
      return tl::unexpected(memory.error());
    }
    if (!*memory) {
      return say_ended(source);
    }
    std::ostringstream text;
    write(**memory, before ? &*before : nullptr, text);
    if (auto shown = show(options, !before, text.str()); !shown) {
      return tl::unexpected(shown.error());
    }
    if (!std::cout) {
      return ExitCode::kFine;
    }
    before = sums_by_kind(**memory);
    source.process->wait(options.milliseconds);
  }
  return tl::unexpected(interrupted_error());
}

}  // namespace goescape
