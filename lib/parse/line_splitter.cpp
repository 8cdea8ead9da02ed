#include "parse/line_splitter.h"

namespace goescape {
namespace {

constexpr std::string_view kLeftOut = " [… left out …] ";

}  // namespace

void LineSplitter::hold(std::string_view piece) {
  held_.append(piece);
  const std::size_t most = longest(held_);
  if (held_.size() > 2 * most) {
    held_.erase(most, held_.size() - 2 * most);
  }
}

std::string_view LineSplitter::without_middle(std::string_view line) {
  const std::size_t half = longest(line) / 2;
  shortened_.assign(line.substr(0, half));
  shortened_.append(kLeftOut);
  shortened_.append(line.substr(line.size() - half));
  return shortened_;
}

}  // namespace goescape
