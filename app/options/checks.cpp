#include "options/checks.h"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

namespace goescape {

CLI::Validator is_count() {
  CLI::Validator check;
  check.operation([](std::string& word) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (word.empty() || end != word.data() + word.size() || error == std::errc::invalid_argument) {
      return fmt::format("{} is no whole number, 0 or more", word.empty() ? "an empty word" : word);
    }
    return error == std::errc{} ? std::string() : fmt::format("{} is no whole number up to {}", word, UINT32_MAX);
  });
  return check;
}

CLI::Validator is_given(std::string_view what) {
  CLI::Validator check;
  check.operation([what](std::string& word) { return word.empty() ? fmt::format("{} is missing", what) : ""; });
  return check;
}

}  // namespace goescape
