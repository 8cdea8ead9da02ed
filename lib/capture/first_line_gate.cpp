#include "capture/first_line_gate.h"

namespace goescape {

void FirstLineGate::feed(std::string_view bytes) {
  if (decided_) {
    if (refusal_.empty()) {
      behind_(bytes);
    }
    return;
  }
  held_ += bytes;
  if (held_.find('\n') != std::string::npos) {
    decide();
  }
}

void FirstLineGate::finish() {
  if (!decided_) {
    decide();
  }
}

void FirstLineGate::decide() {
  decided_ = true;
  const std::string_view line = std::string_view(held_).substr(0, held_.find('\n'));
  for (const auto& refusal : refusals_) {
    if (line.find(refusal) != std::string_view::npos) {
      refusal_ = refusal;
    }
  }
  if (refusal_.empty() && !held_.empty()) {
    behind_(held_);
  }
  held_.clear();
}

}  // namespace goescape
