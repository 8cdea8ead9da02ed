#include "parse/position.h"

#include <limits>

namespace goescape {
namespace {

constexpr std::string_view kUnknownPosition = "<unknown line number>: ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads the decimal digits at `at` and moves `at` behind them; nothing when there is none.
std::optional<std::uint32_t> read_number(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  std::uint64_t number = 0;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  while (at < text.size() && is_digit(text[at])) {
    number = number * 10 + static_cast<std::uint64_t>(text[at] - '0');
    number = number > kMost ? kMost : number;
    ++at;
  }
  if (at == begin) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(number);
}

// Moves `at` behind the `[real/file.go:9:6]` that -gcflags=-L adds, if it stands there.
void skip_real_position(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == '[') {
    const std::size_t close = text.find(']', at);
    if (close != std::string_view::npos) {
      at = close + 1;
    }
  }
}

// With `at` behind `FILE:`, reads `LINE[:COLUMN]` and moves behind it; nothing when no line number stands there.
std::optional<Position> read_line_and_column(std::string_view text, std::size_t& at) {
  const std::optional<std::uint32_t> line = read_number(text, at);
  if (!line) {
    return std::nullopt;
  }
  Position position;
  position.line = *line;
  if (at < text.size() && text[at] == ':') {
    std::size_t behind = at + 1;
    if (const std::optional<std::uint32_t> column = read_number(text, behind)) {
      position.column = *column;
      at = behind;
    }
  }
  return position;
}

}  // namespace

std::optional<PositionedText> split_position(std::string_view line) {
  if (line.starts_with(kUnknownPosition)) {
    return PositionedText{{}, line.substr(kUnknownPosition.size())};
  }
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    std::size_t at = colon + 1;
    std::optional<Position> position = read_line_and_column(line, at);
    if (!position) {
      continue;
    }
    skip_real_position(line, at);
    if (line.substr(at, 2) == ": ") {
      position->file = line.substr(0, colon);
      return PositionedText{*position, line.substr(at + 2)};
    }
  }
  return std::nullopt;
}

Position parse_position(std::string_view text) {
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    std::size_t at = colon + 1;
    std::optional<Position> position = read_line_and_column(text, at);
    if (!position) {
      continue;
    }
    skip_real_position(text, at);
    if (at == text.size()) {
      position->file = text.substr(0, colon);
      return *position;
    }
  }
  return Position{text, 0, 0};
}

}  // namespace goescape
