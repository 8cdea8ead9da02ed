#include "resolve/origin.h"

#include <algorithm>
#include <tuple>

#include "parse/shape.h"

namespace goescape {
namespace {

auto place_of(const CollectedDiagnostic& entry) { return std::tuple(entry.file, entry.line, entry.column); }

// "slices" of "slices.Clone[…]"; empty for a function of the package that is compiled.
std::string_view qualifier(std::string_view function) {
  const std::size_t dot = function.substr(0, function.find_first_of("[(")).find('.');
  return dot == std::string_view::npos ? std::string_view() : function.substr(0, dot);
}

bool mentions(std::string_view expression, std::string_view package) {
  return !package.empty() && expression.find(std::string(package) + ".") != std::string_view::npos;
}

}  // namespace

Origins::Origins(const Collected& collected) : collected_(collected) {
  for (std::uint32_t index = 0; index < collected.diagnostics.size(); ++index) {
    if (collected.diagnostics[index].kind == Kind::kInliningCall) {
      calls_.push_back(index);
    }
  }
  std::sort(calls_.begin(), calls_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(place_of(collected_.diagnostics[a]), a) < std::tuple(place_of(collected_.diagnostics[b]), b);
  });
}

std::string Origins::origin_of(const CollectedDiagnostic& decision, std::string_view expression) const {
  if (expression == "... argument" || decision.kind == Kind::kInliningCall || decision.column == 0) {
    return {};
  }
  auto at = std::lower_bound(calls_.begin(), calls_.end(), decision,
                             [&](std::uint32_t index, const CollectedDiagnostic& key) {
                               return place_of(collected_.diagnostics[index]) < place_of(key);
                             });
  std::string_view outermost;
  for (; at != calls_.end() && place_of(collected_.diagnostics[*at]) == place_of(decision); ++at) {
    const std::string_view function = collected_.strings[collected_.diagnostics[*at].function];
    if (mentions(expression, qualifier(function))) {
      return without_type_arguments(function);
    }
    outermost = outermost.empty() ? function : outermost;
  }
  return without_type_arguments(outermost);
}

}  // namespace goescape
