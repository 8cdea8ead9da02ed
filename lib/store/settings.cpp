#include "store/settings.h"

#include <algorithm>
#include <cctype>

namespace goescape {

std::string_view describe(SettingType type) {
  switch (type) {
    case SettingType::kText:
      return "a string";
    case SettingType::kFlag:
      return "true or false";
    case SettingType::kNumber:
      return "a whole number, 0 or more";
    case SettingType::kList:
      return "a list of strings";
    case SettingType::kBudgets:
      break;
  }
  return R"(an object such as {"internal/codec/...": {"heap": 0}})";
}

const Setting* find_setting(std::string_view key) {
  const auto* found =
      std::find_if(kSettingTable.begin(), kSettingTable.end(), [&](const Setting& row) { return row.key == key; });
  return found == kSettingTable.end() ? nullptr : found;
}

std::string variable_of(const Setting& setting) {
  std::string name = "GOESCAPE_";
  std::transform(setting.key.begin(), setting.key.end(), std::back_inserter(name),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

}  // namespace goescape
