// Completion for fish 3.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command_words.h"
#include "shells/completion.h"

namespace goescape {
namespace {

constexpr std::string_view kHead = R"sh(# Completes goescape in fish; written by: goescape completion fish

function __goescape_value # What was typed of a value, also behind --flag=.
    string replace -r -- '^--[^=]*=' '' (commandline -ct)
end

function __goescape_list # WORDS: behind the last comma.
    set -l typed (string replace -r -- '[^,]*$' '' (__goescape_value))
    printf '%s\n' $typed$argv
end

function __goescape_format # FORMATS: one of them, or a file behind FORMAT=.
    set -l parts (string split -m 1 -- = (__goescape_value))
    if set -q parts[2]
        printf '%s\n' $parts[1]=(__fish_complete_path $parts[2])
    else
        printf '%s\n' $argv
    end
end

function __goescape_revision
    git for-each-ref --format='%(refname:short)' 2>/dev/null
end

function __goescape_package
    printf '%s\n' ./...
    __fish_complete_directories
end

function __goescape_is # COMMANDS: whether it is one of them; none as long as nothing is typed.
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        if contains -- $words[1] $__goescape_with_value
            set -e words[1]
        else if not string match -q -- '-*' $words[1]
            if contains -- $words[1] $__goescape_commands
                contains -- $words[1] $argv
            else
                contains -- $__goescape_commands[1] $argv
            end
            return
        end
        set -e words[1]
    end
    contains -- none $argv
end

)sh";

std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char byte : text) {
    out += (byte == '\'' || byte == '\\' ? "\\" : "") + std::string(1, byte);
  }
  return out + "'";
}

std::string action(const FlagInfo& flag) {
  const std::string words = fmt::format("{}", fmt::join(flag.words, " "));
  switch (flag.takes) {
    case Takes::kWords:
      if (flag.value.find('=') != std::string::npos) {
        return fmt::format(" -x -a '(__goescape_format {})'", words);
      }
      return fmt::format(fmt::runtime(flag.separated ? " -x -a '(__goescape_list {})'" : " -x -a '{}'"), words);
    case Takes::kFiles:
      return " -r -F";
    case Takes::kFolders:
      return " -x -a '(__fish_complete_directories)'";
    case Takes::kRevisions:
      return flag.names.front().front() == '-' ? " -x -a '(__goescape_revision)'" : " -F -a '(__goescape_revision)'";
    case Takes::kPackages:
      return " -a '(__goescape_package)'";
    case Takes::kText:
      return " -x";
    case Takes::kNothing:
      break;
  }
  return "";
}

void append_flag(std::string& out, const std::string& when, const FlagInfo& flag) {
  std::string names;
  for (const std::string& name : flag.names) {
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  const std::string description = shell_word(flag.description);
  out += fmt::format("complete -c goescape -n '{}'{}{} -d {}\n", when, names, action(flag), description);
  if (!flag.negation.empty()) {
    out += fmt::format("complete -c goescape -n '{}' -l {} -d {}\n", when, flag.negation.substr(2), description);
  }
}

}  // namespace

std::string fish_completion(const std::vector<CommandInfo>& commands) {
  std::string out(kHead);
  out += fmt::format("set -g __goescape_commands {}\nset -g __goescape_with_value {}\n\ncomplete -c goescape -f\n",
                     fmt::join(command_names(), " "), fmt::join(flags_with_values(), " "));
  for (const CommandInfo& command : commands) {
    out += fmt::format("complete -c goescape -n '__goescape_is none' -a {} -d {}\n", command.name,
                       shell_word(command.summary));
  }
  for (const CommandInfo& command : commands) {
    const bool first = &command == &commands.front();
    const std::string when = fmt::format("__goescape_is {}{}", command.name, first ? " none" : "");
    for (const FlagInfo& flag : command.flags) {
      append_flag(out, when, flag);
    }
    for (const FlagInfo& argument : command.arguments) {
      out += fmt::format("complete -c goescape -n '{}'{} -d {}\n", when, action(argument), shell_word(argument.value));
    }
  }
  return out;
}

}  // namespace goescape
