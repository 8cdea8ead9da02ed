#include "resolve/origin.h"

#include <algorithm>

#include "parse/shape.h"

namespace goescape {
namespace {

// "slices" of "slices.Clone[…]"; empty for a function of the package that is compiled.
std::string_view qualifier(std::string_view function) {
  const std::size_t dot = function.substr(0, function.find_first_of("[(")).find('.');
  return dot == std::string_view::npos ? std::string_view() : function.substr(0, dot);
}

bool mentions(std::string_view expression, std::string_view package) {
  if (package.empty()) {
    return false;
  }
  std::size_t at = expression.find(package);
  while (at != std::string_view::npos && !expression.substr(at + package.size()).starts_with('.')) {
    at = expression.find(package, at + 1);
  }
  return at != std::string_view::npos;
}

}  // namespace

Origins::Call Origins::call_at(const CollectedDiagnostic& entry, std::uint32_t index) {
  return {static_cast<std::uint64_t>(entry.file) << 32U | entry.line, std::uint64_t{entry.column} << 32U | index};
}

Origins::Origins(const Collected& collected) : collected_(collected) {
  for (std::uint32_t index = 0; index < collected.diagnostics.size(); ++index) {
    const CollectedDiagnostic& entry = collected.diagnostics[index];
    if (entry.kind == Kind::kInliningCall) {
      calls_.push_back(call_at(entry, index));
    }
  }
  std::sort(calls_.begin(), calls_.end());
}

std::string Origins::origin_of(const CollectedDiagnostic& decision, std::string_view expression) const {
  if (expression == "... argument" || decision.kind == Kind::kInliningCall || decision.column == 0) {
    return {};
  }
  const auto begin = std::lower_bound(calls_.begin(), calls_.end(), call_at(decision, 0));
  const Call last = call_at(decision, UINT32_MAX);
  std::string_view outermost;
  for (auto at = begin; at != calls_.end() && *at < last; ++at) {
    const std::string_view function = collected_.strings[collected_.diagnostics[at->index()].function];
    if (mentions(expression, qualifier(function))) {
      return without_type_arguments(function);
    }
    outermost = outermost.empty() ? function : outermost;
  }
  return without_type_arguments(outermost);
}

}  // namespace goescape
