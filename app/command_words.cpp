#include "command_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "options/flag_info.h"
#include "util/suggest.h"

namespace goescape {
namespace {

// Whether the value of the flag `arg` is the next argument: `-C DIR`, `--format json`, `-qC DIR`, but not `-CDIR` and
// `--format=json`.
bool takes_next(const std::string& arg, const std::set<std::string>& with_values) {
  if (arg.starts_with("--")) {
    return with_values.count(arg) != 0;
  }
  for (std::size_t letter = 1; letter < arg.size(); ++letter) {
    if (with_values.count(std::string{'-', arg[letter]}) != 0) {
      return letter + 1 == arg.size();
    }
  }
  return false;
}

// A package of the standard library is one word, too, but none is near to a command.
Result<void> check_is_package(const std::string& word) {
  std::error_code none;
  if (word.find_first_of("./\\") != std::string::npos || std::filesystem::exists(word, none)) {
    return {};
  }
  const std::string near = suggestion(word, command_names());
  return near.empty() ? Result<void>()
                      : fail(Failure::kUsage,
                             fmt::format("there is no command \"{}\"{} For a package of that name: goescape {} {}",
                                         word, near, kCommands.front().name, word));
}

}  // namespace

const Command* find_command(std::string_view name) {
  const auto* const found =
      std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& each) { return each.name == name; });
  return found == kCommands.end() ? nullptr : found;
}

std::set<std::string> flags_with_values() {
  std::set<std::string> names;
  for (const Command& command : kCommands) {
    for (const FlagInfo& flag : flags_of(*command.line())) {
      if (flag.takes != Takes::kNothing) {
        names.insert(flag.names.begin(), flag.names.end());
      }
    }
  }
  return names;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  names.reserve(kCommands.size());
  for (const Command& command : kCommands) {
    names.emplace_back(command.name);
  }
  return names;
}

Result<Request> find_request(std::vector<std::string> args) {
  std::set<std::string> with_values;
  std::size_t at = 0;
  for (; at < args.size() && args[at].size() > 1 && args[at].front() == '-'; ++at) {
    const std::string& arg = args[at];
    if (arg == "--help" || arg == "-h" || arg == "--version") {
      return Request{arg == "--version" ? Request::Type::kVersion : Request::Type::kHelp, nullptr, {}};
    }
    if (arg == "--") {
      return Request{Request::Type::kCommand, kCommands.begin(), std::move(args)};
    }
    if (with_values.empty()) {
      with_values = flags_with_values();
    }
    at += takes_next(arg, with_values) ? 1 : 0;
  }
  const Command* command = at < args.size() ? find_command(args[at]) : nullptr;
  if (command != nullptr) {
    args.erase(args.begin() + static_cast<std::ptrdiff_t>(at));
  } else if (at < args.size()) {
    if (auto checked = check_is_package(args[at]); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  return Request{Request::Type::kCommand, command == nullptr ? kCommands.begin() : command, std::move(args)};
}

}  // namespace goescape
