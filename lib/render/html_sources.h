// The source files that the HTML format holds, so that findings can be seen where they stand.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "render/renderer.h"
#include "render/sink.h"

namespace goescape {

// How much source text a page holds at most. What comes first when that is not enough: the files with most findings.
inline constexpr std::size_t kMostSourceText = std::size_t{16} << 20U;  // Bytes.

// Collects the files that have something to show, then writes them.
class HtmlSources {
 public:
  // A finding that is shown stands in `file` (as Finding::file, empty = unknown), in the old or the new side.
  void add(bool old_side, std::string_view file);

  // Reads the files one after the other and writes a data block for each: `source-0`, `source-1`, … with `old`, `file`
  // and `text`; then the block `sources` with the `old` and `file` of each as `list`, and sentences as `remarks` on
  // what is missing and what is not certain.
  void write(Sink& sink, const RenderOptions& options, std::size_t most = kMostSourceText) const;

 private:
  struct File {
    bool old_side = false;
    std::string_view name;
    std::uint64_t findings = 0;
  };
  [[nodiscard]] std::vector<File> in_order() const;

  std::map<std::pair<bool, std::string_view>, std::uint64_t> findings_;
};

}  // namespace goescape
