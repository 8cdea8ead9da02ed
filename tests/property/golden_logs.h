// The real compiler output that property tests start from.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.h"
#include "golden/golden_text.h"

namespace goescape::test {

// A golden log, `name` as in "go1.26/esc-m2".
struct GoldenLog {
  std::string name;
  std::string text;
};

// All golden logs in the order of their names.
inline std::vector<GoldenLog> golden_logs() {
  std::vector<GoldenLog> logs;
  for (const std::filesystem::path& folder : golden_folders(std::filesystem::path(GOESCAPE_SOURCE_DIR) / "testdata")) {
    std::ifstream stream(folder / "input.txt", std::ios::binary);
    REQUIRE(stream);
    logs.push_back({folder.parent_path().filename().string() + "/" + folder.filename().string(),
                    {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}});
  }
  REQUIRE(!logs.empty());
  return logs;
}

}  // namespace goescape::test
