#include "model/go_version.h"

#include <fmt/core.h>

#include <charconv>

namespace goescape {

std::optional<int> go_minor(std::string_view version) {
  constexpr std::string_view kPrefix = "go1.";
  if (!version.starts_with(kPrefix)) {
    return std::nullopt;
  }
  version.remove_prefix(kPrefix.size());
  int minor = 0;
  const auto read = std::from_chars(version.data(), version.data() + version.size(), minor);
  return read.ec == std::errc() ? std::optional<int>(minor) : std::nullopt;
}

std::string tested_releases() {
  std::string text;
  for (std::size_t begin = 0, end = 0; begin < kTestedGoMinors.size(); begin = end) {
    const int first = kTestedGoMinors[begin];
    end = begin + 1;
    while (end < kTestedGoMinors.size() && kTestedGoMinors[end] == kTestedGoMinors[end - 1] + 1) {
      ++end;
    }
    const int last = kTestedGoMinors[end - 1];
    text += fmt::format("{}1.{}", text.empty() ? "" : ", ", first);
    text += last == first ? "" : fmt::format("{}1.{}", last == first + 1 ? ", " : " to ", last);
  }
  return text;
}

}  // namespace goescape
