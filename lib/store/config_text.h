// The text of a configuration file as settings with their lines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/settings.h"
#include "util/result.h"

namespace goescape {

// One member of the configuration file.
struct ConfigEntry {
  const Setting* setting = nullptr;
  std::vector<std::string> words;  // As ConfigValue::words.
  std::size_t line = 0;            // 1-based; of its key.
};

// Reads the text as read_config_text() describes it, in the order of the keys' names.
Result<std::vector<ConfigEntry>> parse_config_text(const std::string& text, const std::string& name);

}  // namespace goescape
