#include "capture/json_stream.h"

#include <fmt/core.h>

namespace goescape {

Result<void> JsonObjectCutter::feed(std::string_view bytes, const std::function<Result<void>(std::string_view)>& take) {
  // The closing line can begin in what is held: "\n" | "}\n".
  std::size_t look_from = held_.size() < 2 ? 0 : held_.size() - 2;
  held_ += bytes;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t start = held_.find_first_not_of(" \t\r\n", begin);
    if (start == std::string::npos) {
      break;
    }
    if (held_[start] != '{') {
      const std::string line = held_.substr(start, std::min(held_.find('\n', start) - start, std::size_t{80}));
      return fail(Failure::kInput, fmt::format("the go command printed something else than packages: {}", line));
    }
    const std::size_t end = held_.find("\n}\n", std::max(look_from, start));
    if (end == std::string::npos) {
      break;
    }
    const std::size_t next = end + 3;
    if (auto taken = take(std::string_view(held_).substr(start, next - start)); !taken) {
      return taken;
    }
    begin = next;
  }
  held_.erase(0, begin);
  return {};
}

}  // namespace goescape
