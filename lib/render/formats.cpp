#include "render/formats.h"

#include <algorithm>

namespace goescape {

const Format* find_format(std::string_view name) {
  const auto* found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& row) { return row.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

std::optional<SortKey> sort_key_from_name(std::string_view name) {
  const auto* found =
      std::find_if(kSortNames.begin(), kSortNames.end(), [&](const SortName& row) { return row.name == name; });
  return found == kSortNames.end() ? std::nullopt : std::optional<SortKey>(found->key);
}

}  // namespace goescape
