#include "parse/line_splitter.h"

namespace goescape {
namespace {

constexpr std::string_view kLeftOut = " [… left out …] ";

}  // namespace

void LineSplitter::hold(std::string_view piece) {
  held_.append(piece);
  const std::size_t most = longest(held_);
  // Back to one byte more than fits, so that it still counts as too long: were it cut back only to where it has to be
  // cut again, every piece of an endless line would move all that is kept of it.
  if (held_.size() > 2 * most) {
    const std::size_t end = most / 2;
    const std::size_t beginning = most - end + 1;
    held_.erase(beginning, held_.size() - beginning - end);
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
