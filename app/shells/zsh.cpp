// Completion for zsh, by its function _arguments.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "shells/completion.h"

namespace goescape {
namespace {

constexpr std::string_view kHead = R"sh(#compdef goescape
# Completes goescape in zsh; written by: goescape completion zsh

_goescape_format() {
  if compset -P '*='; then
    _files
  else
    compadd -- "$@"
  fi
}

_goescape_revision() {
  compadd -- ${(f)"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"}
}

_goescape_side() {
  _goescape_revision
  _files
}

_goescape_package() {
  [[ $PREFIX == (|.*) ]] && compadd -- ./...
  _files -g '*.go'
  _files -/
}
)sh";

constexpr std::string_view kTail = R"sh(
_goescape() {
  local curcontext="$curcontext" context state state_descr line
  typeset -A opt_args
  _arguments -C -s -S : "${_goescape_flags[@]}" '1: :->command' '*:: :->argument'
  case $state in
    command)
      _describe -t commands command _goescape_commands
      _goescape_package
      ;;
    argument)
      if (( $+functions[_goescape_command_$words[1]] )); then
        _goescape_command_$words[1]
      else
        _goescape_command_$_goescape_first
      fi
      ;;
  esac
}

if [[ $funcstack[1] == _goescape ]]; then
  _goescape "$@"
else
  compdef _goescape goescape
fi
)sh";

// What means something to _arguments or ends a quoted word.
std::string escaped_word(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '\'') {
      out += "'\\''";
    } else {
      out += (byte == ':' || byte == '[' || byte == ']' || byte == '\\' ? "\\" : "") + std::string(1, byte);
    }
  }
  return out;
}

std::string action(const FlagInfo& flag) {
  const std::string words = fmt::format("{}", fmt::join(flag.words, " "));
  switch (flag.takes) {
    case Takes::kWords:
      if (flag.value.find('=') != std::string::npos) {
        return fmt::format("{{_goescape_format {}}}", words);
      }
      return flag.separated ? fmt::format("_values -s , {} {}", "word", words) : fmt::format("({})", words);
    case Takes::kFiles:
      return "_files";
    case Takes::kFolders:
      return "_files -/";
    case Takes::kRevisions:
      return flag.names.front().front() == '-' ? "_goescape_revision" : "_goescape_side";
    case Takes::kPackages:
      return "_goescape_package";
    case Takes::kText:
    case Takes::kNothing:
      break;
  }
  return "";
}

// One spelling of a flag as _arguments wants it: -f+ and --format= take their value with or without a blank.
std::string spec(const std::string& name, const FlagInfo& flag) {
  const bool takes = flag.takes != Takes::kNothing;
  const std::string end = !takes ? "" : name.starts_with("--") ? "=" : "+";
  std::string text = fmt::format("'{}{}{}[{}]", flag.repeatable ? "*" : "", name, end, escaped_word(flag.description));
  if (takes) {
    text += fmt::format(":{}:{}", escaped_word(flag.value), action(flag));
  }
  return text + "'";
}

void append_flags(std::string& out, const CommandInfo& command) {
  for (const FlagInfo& flag : command.flags) {
    for (const std::string& name : spellings(flag)) {
      out += fmt::format("    {}\n", spec(name, flag));
    }
  }
}

void append_command(std::string& out, const CommandInfo& command) {
  out += fmt::format("\n_goescape_command_{}() {{\n  local -a specs=(\n", command.name);
  append_flags(out, command);
  for (std::size_t index = 0; index < command.arguments.size(); ++index) {
    const FlagInfo& argument = command.arguments[index];
    const bool last = index + 1 == command.arguments.size();
    out += fmt::format("    '{}:{}:{}'\n", last ? "*" : std::to_string(index + 1), escaped_word(argument.value),
                       action(argument));
  }
  out += "  )\n  _arguments -s -S : \"${specs[@]}\"\n}\n";
}

}  // namespace

std::string zsh_completion(const std::vector<CommandInfo>& commands) {
  std::string out(kHead);
  out += fmt::format("\n_goescape_first={}\n_goescape_commands=(\n", commands.front().name);
  for (const CommandInfo& command : commands) {
    out += fmt::format("  '{}:{}'\n", command.name, escaped_word(command.summary));
  }
  out += ")\n_goescape_flags=(\n";
  append_flags(out, commands.front());
  out += ")\n";
  for (const CommandInfo& command : commands) {
    append_command(out, command);
  }
  return out += kTail;
}

}  // namespace goescape
