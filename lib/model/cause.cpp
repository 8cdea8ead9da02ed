#include "model/cause.h"

#include <algorithm>

namespace goescape {
namespace {

constexpr bool in_enum_order() {
  for (std::size_t index = 0; index < kCauseCount; ++index) {
    if (static_cast<std::size_t>(kCauses[index].cause) != index) {
      return false;
    }
  }
  return true;
}
static_assert(in_enum_order());

}  // namespace

std::optional<Cause> cause_from_name(std::string_view name) {
  const auto* const row =
      std::find_if(kCauses.begin(), kCauses.end(), [&](const CauseInfo& each) { return each.name == name; });
  return row == kCauses.end() ? std::nullopt : std::optional(row->cause);
}

}  // namespace goescape
