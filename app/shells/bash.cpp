// Completion for bash 3.2 and newer, without the package bash-completion.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command_words.h"
#include "shells/completion.h"

namespace goescape {
namespace {

// Words are split at "=", as COMP_WORDBREAKS says unless somebody changed it, so they are put together again first;
// what is answered stands for the part behind the last "=" alone.
constexpr std::string_view kHead = R"sh(# Completes goescape in bash; written by: goescape completion bash

_goescape_words() {  # WORDS: those that begin like what was typed.
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_goescape_list() {  # WORDS: the same behind the last comma.
  local typed=
  [[ $cur == *,* ]] && typed=${cur%,*},
  COMPREPLY=($(compgen -P "$typed" -W "$1" -- "${cur##*,}"))
}

_goescape_paths() {  # ACTION: f for files, d for folders.
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen "-$1" -- "$cur"))
}

_goescape_formats() {  # FORMATS: one of them, or a file behind FORMAT=.
  if [[ $value == *=* ]]; then
    _goescape_paths f
  else
    _goescape_words "$1"
  fi
}

_goescape_revisions() {
  _goescape_words "$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"
}

_goescape_packages() {
  local IFS=$'\n'
  if [[ -z $cur || $cur == .* ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -W "./..." -- "$cur") $(compgen -d -- "./${cur#./}"))
  fi
  COMPREPLY+=($(compgen -f -X '!*.go' -- "$cur"))
}

_goescape() {
  local cur=${COMP_WORDS[COMP_CWORD]} value= command= slot= with_value word i n=0 dashes=
  local -a words=(goescape)
  COMPREPLY=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((n > 0)) && [[ $word == = || ${words[n]} == *= ]]; then
      words[n]+=$word
    else
      words[++n]=$word
    fi
  done
  [[ $cur == = ]] && cur=
)sh";

constexpr std::string_view kBody = R"sh(
  local count=0
  for ((i = 1; i < n; i++)); do
    word=${words[i]}
    if [[ $word == -- ]]; then
      dashes=1
    elif [[ " $with_value " == *" $word "* ]]; then
      i=$((i + 1))
    elif [[ $word != -* ]]; then
      if [[ -z $command ]]; then
        case " $commands " in
          *" $word "*) command=$word ;;
          *) command=$first count=1 ;;
        esac
      else
        count=$((count + 1))
      fi
    fi
  done
  value=${words[n]}
  if [[ -n $dashes ]]; then
    _goescape_packages
    return
  elif [[ $value == --*=* ]]; then
    slot=${value%%=*}
    value=${value#*=}
  elif [[ " $with_value " == *" ${words[n - 1]} "* ]]; then
    slot=${words[n - 1]}
  elif [[ $value == -* ]]; then
    slot=flags
  elif [[ -z $command ]]; then
    _goescape_packages
    COMPREPLY+=($(compgen -W "$commands" -- "$cur"))
    return
  else
    slot=$count
  fi
  case ${command:-$first}:$slot in
)sh";

constexpr std::string_view kEnd = R"sh(  esac
}

complete -F _goescape goescape
)sh";

std::string action(const FlagInfo& flag) {
  const std::string words = fmt::format("\"{}\"", fmt::join(flag.words, " "));
  switch (flag.takes) {
    case Takes::kWords:
      if (flag.value.find('=') != std::string::npos) {
        return "_goescape_formats " + words;
      }
      return (flag.separated ? "_goescape_list " : "_goescape_words ") + words;
    case Takes::kFiles:
      return "_goescape_paths f";
    case Takes::kFolders:
      return "_goescape_paths d";
    case Takes::kRevisions:
      return "_goescape_revisions";
    case Takes::kPackages:
      return "_goescape_packages";
    case Takes::kText:
    case Takes::kNothing:
      break;
  }
  return "";
}

void append_case(std::string& out, const std::vector<std::string>& slots, const std::string& does) {
  if (!does.empty()) {
    out += fmt::format("    {}) {} ;;\n", fmt::join(slots, " | "), does);
  }
}

void append_command(std::string& out, const CommandInfo& command) {
  std::vector<std::string> all;
  for (const FlagInfo& flag : command.flags) {
    const std::vector<std::string> names = spellings(flag);
    all.insert(all.end(), names.begin(), names.end());
    std::vector<std::string> slots;
    slots.reserve(flag.names.size());
    for (const std::string& name : flag.names) {
      slots.push_back(fmt::format("{}:{}", command.name, name));
    }
    append_case(out, slots, action(flag));
  }
  append_case(out, {command.name + ":flags"}, fmt::format("_goescape_words \"{}\"", fmt::join(all, " ")));
  for (std::size_t index = 0; index < command.arguments.size(); ++index) {
    const FlagInfo& argument = command.arguments[index];
    const bool last = index + 1 == command.arguments.size();
    // Sides of a comparison are revisions or files.
    append_case(out, {last ? command.name + ":[0-9]*" : fmt::format("{}:{}", command.name, index)},
                action(argument) + (argument.takes == Takes::kRevisions ? "; _goescape_paths f" : ""));
  }
}

}  // namespace

std::string bash_completion(const std::vector<CommandInfo>& commands) {
  std::string out(kHead);
  out += fmt::format("  local commands=\"{}\" first={}\n", fmt::join(command_names(), " "), commands.front().name);
  out += fmt::format("  with_value=\"{}\"", fmt::join(flags_with_values(), " "));
  out += kBody;
  for (const CommandInfo& command : commands) {
    append_command(out, command);
  }
  out += kEnd;
  return out;
}

}  // namespace goescape
