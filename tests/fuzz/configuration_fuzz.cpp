// Configurations: what a file is understood to say, it says again when it is written anew; every value knows a line of
// the text; and the bytes as the value of any variable are understood or refused.

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "fuzz/collected_report.h"
#include "store/config.h"

namespace {

using namespace goescape;
using goescape::test::expect;
using nlohmann::json;

json budgets_of(const std::vector<std::string>& words) {
  json budgets = json::object();
  for (const std::string& word : words) {
    const std::size_t equals = word.rfind('=');
    budgets[word.substr(0, equals)] = {{"heap", std::stoul(word.substr(equals + 1))}};
  }
  return budgets;
}

json value_of(SettingType type, const std::vector<std::string>& words) {
  switch (type) {
    case SettingType::kText:
      return words.at(0);
    case SettingType::kFlag:
    case SettingType::kNumber:
    case SettingType::kShare:
      return json::parse(words.at(0));
    case SettingType::kList:
      return json(words);
    case SettingType::kBudgets:
      break;
  }
  return budgets_of(words);
}

// The values that come from a file, as the text of one.
std::string file_of(const Config& config) {
  json document = json::object();
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    if (config.values[index].origin.kind == OriginKind::kFile) {
      document[std::string(kSettingTable[index].key)] = value_of(kSettingTable[index].type, config.values[index].words);
    }
  }
  return document.dump();
}

void expect_places(const Config& config, const std::string& text) {
  const auto lines = static_cast<unsigned long>(1 + std::count(text.begin(), text.end(), '\n'));
  for (const ConfigValue& value : config.values) {
    if (value.origin.kind == OriginKind::kFile) {
      const unsigned long line = std::stoul(value.origin.place.substr(std::string("input:").size()));
      expect(1 <= line && line <= lines);
    }
  }
}

void read_variables(const std::string& text) {
  for (const Setting& setting : kSettingTable) {
    Config config = default_config();
    const auto read = read_config_environment({{variable_of(setting), text}}, config);
    expect(read || read.error().failure == Failure::kUsage);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  read_variables(text);
  Config config = default_config();
  const auto read = read_config_text(text, "input", "", config);
  if (!read) {
    expect(read.error().failure == Failure::kUsage && read.error().message.starts_with("input"));
    return 0;
  }
  expect_places(config, text);
  Config again = default_config();
  expect(read_config_text(file_of(config), "input", "", again).has_value());
  for (std::size_t index = 0; index < kSettingTable.size(); ++index) {
    expect(config.values[index].words == again.values[index].words);
  }
  return 0;
}
