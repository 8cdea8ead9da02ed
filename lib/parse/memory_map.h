// The text of /proc/PID/maps and of /proc/PID/smaps, from a living process or from a saved copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/memory_map.h"
#include "parse/line_splitter.h"
#include "util/result.h"

namespace goescape {

// Reads the text piece by piece. That it is maps or smaps shows by itself: in smaps each line of a mapping is followed
// by lines such as "Rss:  12 kB"; of these the known ones are read and the others passed over, since kernels add some.
class MemoryMapParser {
 public:
  // Pieces may be cut anywhere.
  void feed(std::string_view bytes);

  // The mappings in rising order of addresses. Fails, naming the line, where a line is neither a mapping nor a line of
  // smaps, where mappings overlap, where only some of them tell their use, and where there is none at all: so does a
  // file that ends too early, as far as that can be seen.
  [[nodiscard]] Result<std::vector<Mapping>> finish();

 private:
  void take(std::string_view line);
  void take_mapping(std::string_view line);
  void take_use(std::string_view key, std::string_view value);

  LineSplitter splitter_;
  std::vector<Mapping> mappings_;
  std::uint64_t line_ = 0;
  std::string failure_;
};

// The whole text at once.
Result<std::vector<Mapping>> parse_memory_map(std::string_view text);

}  // namespace goescape
