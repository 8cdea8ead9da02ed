#include "capture/go_flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "capture/quoted.h"

namespace goescape {
namespace {

struct Flag {
  std::string name;   // Without dashes.
  std::string value;  // Empty where it has none.
};

// Cuts "-name=value" or "--name=value"; anything else has no name.
Flag parse_flag(std::string_view word) {
  if (!word.starts_with('-')) {
    return {};
  }
  word.remove_prefix(word.starts_with("--") ? 2 : 1);
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) {
    return {std::string(word), ""};
  }
  return {std::string(word.substr(0, equals)), std::string(word.substr(equals + 1))};
}

// The flags among words, where "-tags" "x" can be two of them, as on a command line.
std::vector<Flag> parse_flags(const std::vector<std::string>& words) {
  std::vector<Flag> flags;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Flag flag = parse_flag(words[i]);
    const bool takes_value = flag.name == "gcflags" || flag.name == "tags";
    if (takes_value && words[i].find('=') == std::string::npos && i + 1 < words.size()) {
      flag.value = words[++i];
    }
    if (!flag.name.empty()) {
      flags.push_back(std::move(flag));
    }
  }
  return flags;
}

bool is_true(const Flag& flag) { return flag.value != "false" && flag.value != "0"; }

std::vector<std::string> split_tags(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(", "), text.size());
    if (end > 0) {
      tags.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return tags;
}

// A -m among the compiler's flags: it counts up, so that a second one would make -m=2 an unreadable -m=3.
bool sets_level(std::string_view word) { return parse_flag(word).name == "m"; }

// What follows the pattern of a -gcflags value, when the pattern takes in the named packages.
std::optional<std::string_view> for_named_packages(std::string_view value, const std::vector<std::string>& patterns) {
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  if (value.empty() || value.starts_with('-')) {
    return value;
  }
  const std::size_t equals = value.find('=');
  if (equals == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view pattern = value.substr(0, equals);
  if (pattern != "all" && std::find(patterns.begin(), patterns.end(), pattern) == patterns.end()) {
    return std::nullopt;
  }
  return value.substr(equals + 1);
}

Result<std::vector<std::string>> compiler_flags(const CaptureOptions& options, const std::vector<Flag>& user_flags) {
  std::string_view last;
  for (const Flag& flag : user_flags) {
    if (flag.name != "gcflags") {
      continue;
    }
    if (const auto value = for_named_packages(flag.value, options.patterns)) {
      last = *value;
    }
  }
  auto words = split_quoted(last);
  if (!words) {
    return words;
  }
  words->insert(words->end(), options.gcflags.begin(), options.gcflags.end());
  std::erase_if(*words, sets_level);
  words->insert(words->begin(), options.level == 1 ? "-m" : "-m=2");
  return words;
}

// Flags that make sense in GOFLAGS for somebody, and would keep these runs from printing what is read here.
constexpr std::array<std::string_view, 9> kUnwanted{"n", "f", "m", "u", "find", "versions", "json", "deps", "test"};

bool is_unwanted(std::string_view word) {
  return std::find(kUnwanted.begin(), kUnwanted.end(), parse_flag(word).name) != kUnwanted.end();
}

// GOFLAGS without these; empty when it holds none of them. Never an empty value for the variable itself, which would
// bring back the one in the file of `go env -w`.
Result<std::string> wanted_goflags(std::vector<std::string> words) {
  if (std::none_of(words.begin(), words.end(), is_unwanted)) {
    return "";
  }
  std::erase_if(words, is_unwanted);
  if (words.empty()) {
    words.emplace_back("-trimpath");
  }
  return join_quoted(words);
}

std::string go_env_file() {
  if (const char* const file = std::getenv("GOENV"); file != nullptr && *file != '\0') {
    return file;
  }
  if (const char* const config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config != '\0') {
    return std::string(config) + "/go/env";
  }
  const char* const home = std::getenv("HOME");
  return home == nullptr ? "" : std::string(home) + "/.config/go/env";
}

}  // namespace

std::string user_goflags() {
  if (const char* const flags = std::getenv("GOFLAGS"); flags != nullptr && *flags != '\0') {
    return flags;
  }
  std::ifstream file(go_env_file());
  constexpr std::string_view kName = "GOFLAGS=";
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kName)) {
      return line.substr(kName.size());
    }
  }
  return "";
}

Result<GoFlags> make_go_flags(const CaptureOptions& options, std::string_view goflags) {
  if (options.level != 1 && options.level != 2) {
    return fail(Failure::kUsage, fmt::format("there is no level {}: 1 is -m, 2 is -m=2", options.level));
  }
  const auto goflags_words = split_quoted(goflags);
  if (!goflags_words) {
    return fail(Failure::kUsage, "GOFLAGS: " + goflags_words.error().message);
  }
  std::vector<Flag> user_flags = parse_flags(*goflags_words);
  for (Flag& flag : parse_flags(options.build_flags)) {
    user_flags.push_back(std::move(flag));
  }

  GoFlags flags;
  auto goflags_to_set = wanted_goflags(*goflags_words);
  if (!goflags_to_set) {
    return tl::unexpected(goflags_to_set.error());
  }
  flags.goflags = std::move(*goflags_to_set);
  auto compiler = compiler_flags(options, user_flags);
  if (!compiler) {
    return fail(Failure::kUsage, "-gcflags: " + compiler.error().message);
  }
  flags.compiler = std::move(*compiler);
  for (const Flag& flag : user_flags) {
    if (flag.name == "race") {
      flags.race = is_true(flag);
    }
    if (flag.name == "tags") {
      flags.tags = split_tags(flag.value);
    }
  }
  flags.build = options.build_flags;
  flags.build.emplace_back("-trimpath");
  if (options.race) {
    flags.race = true;
    flags.build.emplace_back("-race");
  }
  if (!options.tags.empty()) {
    flags.tags = options.tags;
    flags.build.push_back(fmt::format("-tags={}", fmt::join(options.tags, ",")));
  }
  return flags;
}

Result<std::string> gcflags_argument(const GoFlags& flags) {
  auto joined = join_quoted(flags.compiler);
  if (!joined) {
    return joined;
  }
  return "-gcflags=" + *joined;
}

}  // namespace goescape
