// Annotations of GitHub Actions, as workflow commands on standard output
// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). Findings are notices, and
// warnings only where a change brought them; an error is what makes the step fail.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "render/formats.h"
#include "render/review.h"
#include "render/sink.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

// The matcher that actions/setup-go leaves behind takes each line that reads file:line:column: for an error, which what
// the compiler says about the heap is not.
constexpr std::string_view kWithoutMatcher = "::remove-matcher owner=go::\n";

// How many annotations of a type GitHub shows for a step. Three types make 30, of the 50 that it shows for a job.
constexpr std::size_t kShownPerType = 10;

// In the order in which they are written.
enum class Command : std::uint8_t { kError, kWarning, kNotice };
constexpr std::array<std::string_view, 3> kCommandNames{"error", "warning", "notice"};

Command command_of(Level level, bool is_finding) {
  switch (level) {
    case Level::kNote:
      return Command::kNotice;
    case Level::kNew:
      return Command::kWarning;
    case Level::kFailing:
      return is_finding ? Command::kWarning : Command::kError;
    case Level::kBroken:
      break;
  }
  return Command::kError;
}

// What follows "::", where only percent signs and line ends mean something.
std::string data(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '%' || byte == '\r' || byte == '\n') {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(byte));
    } else {
      out += byte;
    }
  }
  return out;
}

// The value of a property, which commas end, and two colons the properties.
std::string property(std::string_view text) {
  std::string out;
  for (const char byte : data(text)) {
    out += byte == ':' ? "%3A" : byte == ',' ? "%2C" : std::string_view(&byte, 1);
  }
  return out;
}

std::string command(Command type, std::string_view place, std::string_view title, std::string_view message) {
  return fmt::format("::{} {}title={}::{}\n", kCommandNames[static_cast<std::size_t>(type)], place, property(title),
                     data(message));
}

// "file=a.go,line=3,col=5,", as far as it is known.
std::string place_of(const ReviewItem& item) {
  if (item.file.empty()) {
    return "";
  }
  std::string place = fmt::format("file={},", property(escaped(item.file)));
  place += item.line == 0 ? "" : fmt::format("line={},", item.line);
  place += item.column == 0 ? "" : fmt::format("col={},", item.column);
  return place;
}

// The commands of one type: the first ones, and how many there would be.
struct Commands {
  std::size_t total = 0;
  std::vector<std::string> lines;

  void add(Command type, std::string_view place, std::string_view title, std::string_view message) {
    if (total++ < kShownPerType) {
      lines.push_back(command(type, place, title, message));
    }
  }
};
using AllCommands = std::array<Commands, kCommandNames.size()>;

AllCommands commands_of(const Review& review) {
  AllCommands commands;
  const auto add = [&](Command type, std::string_view place, std::string_view title, std::string_view message) {
    commands[static_cast<std::size_t>(type)].add(type, place, title, message);
  };
  add(command_of(review.level, false), "", "goescape", review.verdict);
  for_each_item(review, [&](const ReviewItem& item) {
    add(command_of(item.level, item.is_finding), place_of(item), fmt::format("goescape {}", item.check),
        sentence_of(item));
  });
  return commands;
}

// Tells in a last notice, for which the notices leave room, what GitHub would not show.
void append_cut(AllCommands& commands) {
  std::size_t left_out = 0;
  for (const Commands& each : commands) {
    left_out += each.total - each.lines.size();
  }
  if (left_out == 0) {
    return;
  }
  std::vector<std::string>& notices = commands[static_cast<std::size_t>(Command::kNotice)].lines;
  if (notices.size() == kShownPerType) {
    notices.pop_back();
    ++left_out;
  }
  notices.push_back(command(
      Command::kNotice, "", "goescape",
      fmt::format("\u2026 and {} more: GitHub shows {} of each type for a step", grouped(left_out), kShownPerType)));
}

void write(const Review& review, std::ostream& out) {
  AllCommands commands = commands_of(review);
  Sink sink(out);
  sink.text() += kWithoutMatcher;
  append_cut(commands);
  for (const Commands& each : commands) {
    for (const std::string& line : each.lines) {
      sink.text() += line;
    }
  }
}

}  // namespace

void render_github(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.in_repository), out);
}

void render_github_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                              std::ostream& out) {
  write(review_of(comparison, gate, options.place.in_repository), out);
}

}  // namespace goescape
