// Real compiler output for the benchmarks.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string>

#include "util/file.h"

namespace goescape::bench {

// The log of a golden test, `name` as in "go1.26/esc-m2". Without it there is nothing to measure.
inline std::string golden_log(const std::string& name) {
  constexpr std::size_t kMost = std::size_t{64} << 20U;
  auto text = read_file(std::string(GOESCAPE_SOURCE_DIR) + "/testdata/" + name + "/input.txt", kMost);
  if (!text) {
    std::cerr << text.error().message << '\n';
    std::exit(1);
  }
  return *std::move(text);
}

}  // namespace goescape::bench
