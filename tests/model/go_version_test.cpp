#include "model/go_version.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "catch.h"

using namespace goescape;

TEST_CASE("the minor number of a Go release") {
  CHECK(go_minor("go1.26.8") == 26);
  CHECK(go_minor("go1.13") == 13);
  CHECK(go_minor("go1.27rc1") == 27);
}

TEST_CASE("names that are no release have no minor number") {
  CHECK(go_minor("") == std::nullopt);
  CHECK(go_minor("devel go1.27-abcdef") == std::nullopt);
  CHECK(go_minor("go1.") == std::nullopt);
  CHECK(go_minor("go2.1") == std::nullopt);
}

TEST_CASE("the releases that the program says it was tested with are those of the golden folders") {
  std::set<int> folders;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(GOESCAPE_SOURCE_DIR) / "testdata")) {
    if (const auto minor = go_minor(entry.path().filename().string()); entry.is_directory() && minor) {
      folders.insert(*minor);
    }
  }
  CHECK(std::set<int>(kTestedGoMinors.begin(), kTestedGoMinors.end()) == folders);
  CHECK(std::is_sorted(kTestedGoMinors.begin(), kTestedGoMinors.end()));
}

TEST_CASE("tested releases are told as ranges") {
  CHECK(tested_releases() == "1.13, 1.14, 1.16, 1.18 to 1.22, 1.24 to 1.27");
}
