#include "model/diff.h"

#include <array>

namespace goescape {

std::string_view name(MatchStep step) {
  constexpr std::array<std::string_view, 5> kNames{"identity", "same_line", "renamed_file", "moved_function",
                                                   "renamed_function"};
  return kNames[static_cast<std::size_t>(step)];
}

std::string_view name(BlameReason reason) {
  constexpr std::array<std::string_view, 5> kNames{"callee", "code", "inlining", "toolchain", "settings"};
  return kNames[static_cast<std::size_t>(reason)];
}

const Finding& old_finding(const Comparison& comparison, FindingIndex index) {
  return comparison.old_report->findings[static_cast<std::size_t>(index)];
}

const Finding& new_finding(const Comparison& comparison, FindingIndex index) {
  return comparison.new_report->findings[static_cast<std::size_t>(index)];
}

}  // namespace goescape
