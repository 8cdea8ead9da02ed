#include "model/runtime_call.h"

#include <algorithm>

namespace goescape {
namespace {

// Names of the same families that use memory of the stack.
constexpr std::array<std::string_view, 3> kOnStack{"slicebytetostringtmp", "stringtoslicebytetmp", "deferprocStack"};

}  // namespace

const RuntimeCall* find_runtime_call(std::string_view symbol) {
  constexpr std::string_view kPackage = "runtime.";
  if (!symbol.starts_with(kPackage)) {
    return nullptr;
  }
  symbol.remove_prefix(kPackage.size());
  // The first letter tells most of the other calls apart, of which there are many.
  const auto* const found = std::find_if(kRuntimeCalls.begin(), kRuntimeCalls.end(), [&](const RuntimeCall& row) {
    return !symbol.empty() && symbol.front() == row.name.front() && symbol.starts_with(row.name);
  });
  const bool is_one =
      found != kRuntimeCalls.end() && std::find(kOnStack.begin(), kOnStack.end(), symbol) == kOnStack.end();
  return is_one ? found : nullptr;
}

}  // namespace goescape
