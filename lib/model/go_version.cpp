#include "model/go_version.h"

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

}  // namespace goescape
