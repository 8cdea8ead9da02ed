#include "options/help_text.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "options/flag_info.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kLine = 80;
constexpr std::size_t kIndent = 30;  // Where descriptions begin.

// Appends the words of a text, line by line, the first one at `column`, the others at `indent`.
void append_wrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent) {
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t width = display_width(word);
    if (column > indent && column + 1 + width > kLine) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
  }
  out += '\n';
}

void append_flag(std::string& out, const FlagInfo& flag) {
  const bool is_long = flag.names.front().starts_with("--");
  const std::string names = fmt::format("  {}{}", is_long ? "    " : "", synopsis(flag));
  const std::size_t width = display_width(names);
  out += names;
  out += width + 2 > kIndent ? '\n' + std::string(kIndent, ' ') : std::string(kIndent - width, ' ');
  append_wrapped(out, flag.description, kIndent, kIndent);
}

}  // namespace

std::string help_text(const CommandLine& line) {
  std::string out;
  append_wrapped(out, line.app().get_description(), 0, 0);
  out += fmt::format("\nUsage: {}\n", usage(line));
  const std::vector<FlagInfo> arguments = arguments_of(line);
  out += arguments.empty() ? "" : "\n";
  for (const FlagInfo& argument : arguments) {
    out += fmt::format("  {:<{}}", argument.value, kIndent - 2);
    append_wrapped(out, argument.description, kIndent, kIndent);
  }
  const std::vector<FlagInfo> flags = flags_of(line);
  for (const std::string& group : groups_of(flags)) {
    out += fmt::format("\n{}:\n", group);
    for (const FlagInfo& flag : flags) {
      if (flag.group == group) {
        append_flag(out, flag);
      }
    }
  }
  return out + fmt::format("\n{}\n", line.app().get_footer());
}

}  // namespace goescape
