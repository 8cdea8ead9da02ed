#include "model/kind.h"

#include <algorithm>

namespace goescape {

static_assert(std::is_sorted(kKinds.begin(), kKinds.end(),
                             [](const KindInfo& a, const KindInfo& b) { return a.kind < b.kind; }),
              "rows must stand in enum order");

std::optional<Kind> kind_from_name(std::string_view name) {
  const auto* const row =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const KindInfo& candidate) { return candidate.name == name; });
  return row == kKinds.end() ? std::nullopt : std::optional<Kind>(row->kind);
}

}  // namespace goescape
