#include "options/flag_info.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace goescape {
namespace {

// The values that a shell can complete, by the words that stand for them.
constexpr std::array<std::pair<std::string_view, Takes>, 6> kValues{{{"FILE", Takes::kFiles},
                                                                     {"PATH", Takes::kFiles},
                                                                     {"DIR", Takes::kFolders},
                                                                     {"REV", Takes::kRevisions},
                                                                     {"OLD [NEW]", Takes::kRevisions},
                                                                     {"PACKAGES", Takes::kPackages}}};

Takes takes_of(const FlagInfo& info) {
  if (info.value.empty()) {
    return Takes::kNothing;
  }
  if (!info.words.empty()) {
    return Takes::kWords;
  }
  const auto* const found =
      std::find_if(kValues.begin(), kValues.end(), [&](const auto& row) { return row.first == info.value; });
  return found == kValues.end() ? Takes::kText : found->second;
}

void set_names(const CLI::Option& option, FlagInfo& info) {
  if (option.get_positional()) {
    info.names = {option.get_name(true)};
    return;
  }
  for (const std::string& name : option.get_snames()) {
    info.names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    const std::vector<std::string>& negations = option.get_fnames();
    if (std::find(negations.begin(), negations.end(), name) == negations.end()) {
      info.names.push_back("--" + name);
    } else {
      info.negation = "--" + name;
    }
  }
}

FlagInfo info_of(const CommandLine& line, const CLI::Option& option) {
  FlagInfo info;
  set_names(option, info);
  if (option.get_items_expected_max() != 0) {
    const std::string type = option.get_type_name();
    info.value = type.substr(0, type.find(':'));  // CLI11 adds what the checks say of themselves.
    info.repeatable = option.get_items_expected_max() >= CLI::detail::expected_max_vector_size;
    info.separated = option.get_delimiter() != '\0';
  }
  info.description = option.get_description();
  info.group = option.get_group();
  info.required = option.get_required();
  info.words = line.words_of(&option);
  info.takes = takes_of(info);
  return info;
}

std::vector<FlagInfo> infos(const CommandLine& line, bool positional) {
  std::vector<FlagInfo> found;
  for (const CLI::Option* option : line.app().get_options()) {
    if (option->get_positional() == positional) {
      found.push_back(info_of(line, *option));
    }
  }
  return found;
}

}  // namespace

std::vector<FlagInfo> flags_of(const CommandLine& line) {
  std::vector<FlagInfo> flags = infos(line, false);
  // CLI11 makes --help before anything else.
  std::rotate(flags.begin(), flags.begin() + 1, flags.end());
  return flags;
}

std::vector<FlagInfo> arguments_of(const CommandLine& line) { return infos(line, true); }

std::vector<std::string> groups_of(const std::vector<FlagInfo>& flags) {
  std::vector<std::string> groups;
  for (const FlagInfo& flag : flags) {
    if (std::find(groups.begin(), groups.end(), flag.group) == groups.end()) {
      groups.push_back(flag.group);
    }
  }
  return groups;
}

std::string synopsis(const FlagInfo& flag) {
  std::string text = flag.negation.empty() ? fmt::format("{}", fmt::join(flag.names, ", "))
                                           : fmt::format("--[no-]{}", flag.names.back().substr(2));
  return flag.value.empty() ? text : fmt::format("{} {}", text, flag.value);
}

std::string usage(const CommandLine& line) {
  std::string text = fmt::format("goescape {} [FLAGS]", line.command());
  for (const FlagInfo& argument : arguments_of(line)) {
    text += fmt::format(fmt::runtime(argument.required ? " {}" : " [{}]"), argument.value);
  }
  return text;
}

}  // namespace goescape
