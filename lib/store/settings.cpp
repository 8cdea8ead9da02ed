#include "store/settings.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace goescape {

std::string_view describe(SettingType type) {
  switch (type) {
    case SettingType::kText:
      return "a string";
    case SettingType::kFlag:
      return "true or false";
    case SettingType::kNumber:
      return "a whole number, 0 or more";
    case SettingType::kShare:
      return "a number from 0 to 1";
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

std::optional<double> share_of(std::string_view word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool is_share = error == std::errc{} && end == word.data() + word.size() && value >= 0 && value <= 1;
  return is_share ? std::optional(value) : std::nullopt;
}

std::string variable_of(const Setting& setting) {
  std::string name = "GOESCAPE_";
  std::transform(setting.key.begin(), setting.key.end(), std::back_inserter(name),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

}  // namespace goescape
