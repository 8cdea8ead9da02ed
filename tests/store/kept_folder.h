// A folder for kept files that goes with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "catch.h"

namespace goescape::test {

struct KeptFolder {
  KeptFolder() {
    std::string name = std::filesystem::temp_directory_path() / "goescape_cache_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  KeptFolder(const KeptFolder&) = delete;
  KeptFolder& operator=(const KeptFolder&) = delete;
  ~KeptFolder() { std::filesystem::remove_all(path); }

  [[nodiscard]] std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      found.push_back(entry.path());
    }
    return found;
  }

  std::string path;
};

}  // namespace goescape::test
