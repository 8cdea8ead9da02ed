#include "store/config.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include "resolve/source_text.h"
#include "store/config_limits.h"
#include "store/config_text.h"
#include "util/display.h"
#include "util/file.h"
#include "util/suggest.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere.

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostConfigBytes = std::size_t{1} << 20U;
constexpr std::string_view kPrefix = "GOESCAPE_";

// Variables that are no settings: where the cache is, and what the tests of goescape set for their helpers.
constexpr std::string_view kCacheVariable = "GOESCAPE_CACHE";
constexpr std::array<std::string_view, 2> kVariablesOfTests{"GOESCAPE_TOOLS", "GOESCAPE_FAKE"};

std::size_t index_of(std::string_view key) {
  return static_cast<std::size_t>(find_setting(key) - kSettingTable.data());
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (comma != 0) {
      words.emplace_back(text.substr(0, comma));
    }
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return words;
}

bool is_whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_budget(std::string_view word) {
  const std::size_t equals = word.rfind('=');
  return equals != std::string_view::npos && equals != 0 && is_whole_number(word.substr(equals + 1));
}

// The words of a value that is written as one text; nothing when it is not of this type.
std::optional<std::vector<std::string>> words_of(SettingType type, const std::string& text) {
  std::vector<std::string> words;
  switch (type) {
    case SettingType::kText:
      return std::vector<std::string>{text};
    case SettingType::kFlag:
      if (text == "true" || text == "1" || text == "false" || text == "0") {
        return std::vector<std::string>{text == "true" || text == "1" ? "true" : "false"};
      }
      return std::nullopt;
    case SettingType::kNumber:
      return is_whole_number(text) ? std::optional(std::vector<std::string>{text}) : std::nullopt;
    case SettingType::kShare:
      return share_of(text) ? std::optional(std::vector<std::string>{text}) : std::nullopt;
    case SettingType::kList:
      return split_at_commas(text);
    case SettingType::kBudgets:
      words = split_at_commas(text);
      return std::all_of(words.begin(), words.end(), is_budget) ? std::optional(std::move(words)) : std::nullopt;
  }
  return std::nullopt;
}

std::string_view describe_in_variable(SettingType type) {
  return type == SettingType::kBudgets ? "PATTERN=N, separated by commas" : describe(type);
}

Result<void> read_variable(const std::string& name, const std::string& text, Config& config) {
  std::vector<std::string> known{std::string(kCacheVariable)};
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    const Setting& setting = kSettingTable[index];
    if (name != variable_of(setting)) {
      known.push_back(variable_of(setting));
      continue;
    }
    auto words = words_of(setting.type, text);
    if (!words) {
      return fail(Failure::kUsage, fmt::format("the environment variable {} must be {}, not \"{}\"", name,
                                               describe_in_variable(setting.type), text));
    }
    config.values[index] = {*std::move(words), {OriginKind::kEnvironment, name}};
    return {};
  }
  const bool of_tests = std::find(kVariablesOfTests.begin(), kVariablesOfTests.end(), name) != kVariablesOfTests.end();
  if (name == kCacheVariable || of_tests) {
    return {};
  }
  return fail(Failure::kUsage,
              fmt::format("the environment variable {} is no setting of goescape{}", name, suggestion(name, known)));
}

}  // namespace

std::string_view name(OriginKind kind) {
  switch (kind) {
    case OriginKind::kDefault:
      return "default";
    case OriginKind::kFile:
      return "file";
    case OriginKind::kEnvironment:
      return "environment";
    case OriginKind::kFlag:
      break;
  }
  return "flag";
}

const ConfigValue& Config::of(std::string_view key) const { return values[index_of(key)]; }

ConfigValue& Config::of(std::string_view key) { return values[index_of(key)]; }

Config default_config() {
  Config config;
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    if (!kSettingTable[index].initial.empty()) {
      config.values[index].words = {std::string(kSettingTable[index].initial)};
    }
  }
  return config;
}

std::string find_file_upward(const std::string& directory, std::string_view name) {
  std::error_code error;
  fs::path folder = fs::weakly_canonical(fs::absolute(directory, error), error);
  while (!folder.empty()) {
    if (fs::exists(folder / name, error)) {
      return (folder / name).string();
    }
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) {
      break;
    }
    folder = folder.parent_path();
  }
  return {};
}

std::string sources_around(const std::string& folder) {
  const std::string git = find_file_upward(folder, ".git");
  return git.empty() ? folder : fs::path(git).parent_path().string();
}

Result<void> read_config_text(const std::string& text, const std::string& name, const std::string& folder,
                              Config& config) {
  const auto entries = parse_config_text(text, name);
  if (!entries) {
    return fail(entries.error().failure, escaped(entries.error().message));
  }
  for (const ConfigEntry& entry : *entries) {
    ConfigValue value{entry.words, {OriginKind::kFile, fmt::format("{}:{}", name, entry.line)}};
    if (auto checked = check_from_file(*entry.setting, entry.words, folder); !checked) {
      return fail(checked.error().failure, escaped(fmt::format("{}: {}", value.origin.place, checked.error().message)));
    }
    if (entry.setting->is_path && !folder.empty()) {
      for (std::string& word : value.words) {
        word = (fs::path(folder) / word).string();
      }
    }
    config.of(entry.setting->key) = std::move(value);
  }
  config.file = name;
  return {};
}

Result<void> read_config_file(const std::string& path, Config& config) {
  const std::string folder = fs::path(path).parent_path().string();
  if (const std::string sources = sources_around(folder); leads_out(path, sources)) {
    // Messages quote the file, and a stranger's link could have them quote any file of this machine.
    return fail(Failure::kUsage,
                fmt::format("{} is a link to a file outside of {}, which is not read; put a copy in its place, or say "
                            "the settings by flags or {} variables",
                            path, sources, kPrefix));
  }
  const auto text = read_file(path, kMostConfigBytes);
  if (!text) {
    return fail(Failure::kUsage, text.error().message);
  }
  return read_config_text(*text, path, folder, config);
}

Result<void> read_config_environment(const std::vector<std::pair<std::string, std::string>>& variables,
                                     Config& config) {
  for (const auto& [name, text] : variables) {
    if (text.empty()) {
      continue;
    }
    if (auto read = read_variable(name, text, config); !read) {
      return read;
    }
  }
  return {};
}

std::vector<std::pair<std::string, std::string>> goescape_variables() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (text.starts_with(kPrefix) && equals != std::string_view::npos) {
      variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  std::sort(variables.begin(), variables.end());
  return variables;
}

Result<Config> load_config(const std::string& directory) {
  Config config = default_config();
  if (const std::string path = find_file_upward(directory, kConfigName); !path.empty()) {
    if (auto read = read_config_file(path, config); !read) {
      return tl::unexpected(read.error());
    }
  }
  if (auto read = read_config_environment(goescape_variables(), config); !read) {
    return tl::unexpected(read.error());
  }
  return config;
}

}  // namespace goescape
