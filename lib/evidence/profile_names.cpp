#include "evidence/profile_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "resolve/function_name.h"
#include "resolve/symbol_name.h"

namespace goescape {
namespace {

// Without what the compiler wraps around: `F` of `F-range1`, `F.func2` of `F.func2.gowrap1`.
std::string without_wrappers(std::string_view function) {
  static constexpr std::array<std::string_view, 3> kWrappers{"-range", ".gowrap", ".deferwrap"};
  std::string result(function);
  for (const std::string_view wrapper : kWrappers) {
    for (std::size_t at = result.find(wrapper); at != std::string::npos; at = result.find(wrapper, at)) {
      const std::size_t digits = at + wrapper.size();
      const std::size_t end = std::min(result.find_first_not_of("0123456789", digits), result.size());
      if (end == digits) {
        at = digits;
      } else {
        result.erase(at, end - at);
      }
    }
  }
  return result;
}

// Package variables get their values in functions of the compiler's: init, map.init.0.
bool is_package_init(std::string_view function) {
  return function == "init" || function.starts_with("init.") || function.starts_with("map.init.") ||
         function.starts_with("glob.");
}

}  // namespace

ProfileName split_profile_name(std::string_view name) {
  std::string package = package_of_symbol(name);
  std::string function = package.empty() ? std::string() : function_of_symbol(name);
  return {std::move(package), std::move(function)};
}

NameMatch match_names(std::string_view in_profile, std::string_view in_report) {
  if (in_report.empty()) {
    return NameMatch::kUnknown;
  }
  const std::string ours = without_wrappers(in_report);
  const std::string theirs = without_wrappers(in_profile);
  if (ours == theirs) {
    return NameMatch::kSame;
  }
  const bool same = function_parts(ours).declared == function_parts(theirs).declared ||
                    (is_package_init(ours) && is_package_init(theirs));
  return same ? NameMatch::kDeclared : NameMatch::kNone;
}

}  // namespace goescape
