// The maps in testdata/proc.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.h"
#include "parse/memory_map.h"

namespace goescape::test {

inline std::vector<Mapping> saved_map(const std::string& name) {
  std::ifstream file(std::string(GOESCAPE_SOURCE_DIR) + "/testdata/proc/" + name, std::ios::binary);
  REQUIRE(file.is_open());
  auto mappings = parse_memory_map(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  REQUIRE(mappings);
  return *std::move(mappings);
}

}  // namespace goescape::test
