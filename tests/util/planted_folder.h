// A folder as /tmp is, in which another user left something. To be another user takes root.
#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catch.h"

namespace goescape::test {

namespace fs = std::filesystem;

class PlantedFolder {
 public:
  PlantedFolder() {
    std::string name = (fs::temp_directory_path() / "goescape-planted-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root_ = fs::canonical(name);
    fs::create_directory(root_ / "own");
    fs::create_directory(root_ / "shared");
    REQUIRE(::chmod((root_ / "shared").c_str(), 01777) == 0);
  }
  PlantedFolder(const PlantedFolder&) = delete;
  PlantedFolder& operator=(const PlantedFolder&) = delete;
  ~PlantedFolder() { fs::remove_all(root_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (root_ / name).string(); }
  [[nodiscard]] std::string own(const std::string& name) const { return path("own/" + name); }
  [[nodiscard]] std::string shared(const std::string& name) const { return path("shared/" + name); }

  [[nodiscard]] static bool can_plant() { return ::geteuid() == 0; }
  static void give_away(const std::string& path) {
    constexpr uid_t kNobody = 65534;
    REQUIRE(::lchown(path.c_str(), kNobody, kNobody) == 0);
  }
  [[nodiscard]] std::string plant_link(const std::string& name, const std::string& target) const {
    fs::create_symlink(target, shared(name));
    give_away(shared(name));
    return shared(name);
  }

  [[nodiscard]] static std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] std::ptrdiff_t count_own() const {
    return std::distance(fs::directory_iterator(root_ / "own"), fs::directory_iterator());
  }

 private:
  fs::path root_;
};

}  // namespace goescape::test
