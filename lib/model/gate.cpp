#include "model/gate.h"

#include <array>

namespace goescape {

std::string_view name(GateRule rule) {
  constexpr std::array<std::string_view, 4> kNames{"new_escape", "budget", "assertion", "unanalysed"};
  return kNames[static_cast<std::size_t>(rule)];
}

}  // namespace goescape
