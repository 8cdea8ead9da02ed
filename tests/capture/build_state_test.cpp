#include "capture/build_state.h"

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

namespace fs = std::filesystem;

BuildInfo build() {
  BuildInfo build;
  build.toolchain.go_version = "go1.26.8";
  build.toolchain.tags = {"netgo"};
  build.directory = "/m";
  BuildPackage package;
  package.import_path = "example.com/m";
  package.dir = "/m";
  package.build_id = "action/content";
  package.files = {"a.go", "a_test.go"};
  build.packages = {package};
  return build;
}

struct SourceFolder {
  SourceFolder() {
    std::string name = fs::temp_directory_path() / "goescape_stamp_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  SourceFolder(const SourceFolder&) = delete;
  SourceFolder& operator=(const SourceFolder&) = delete;
  ~SourceFolder() { fs::remove_all(path); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(path + "/" + name) << text; }

  std::string path;
};

}  // namespace

TEST_CASE("two builds of the same have the same state, whatever the revision") {
  BuildInfo other = build();
  other.revision = "0123456789abcdef0123456789abcdef01234567";
  other.dirty = true;
  REQUIRE(build_state(build()));
  CHECK(build_state(build()) == build_state(other));
}

TEST_CASE("whatever a report depends on changes the state of a build") {
  const std::vector<std::function<void(BuildInfo&)>> changes{
      [](BuildInfo& other) { other.packages[0].build_id = "action/other"; },
      [](BuildInfo& other) { other.packages[0].files.pop_back(); },
      [](BuildInfo& other) { other.packages[0].dir = "/n"; },
      [](BuildInfo& other) { other.packages[0].vendored = true; },
      [](BuildInfo& other) { other.packages.push_back(other.packages[0]); },
      [](BuildInfo& other) { other.toolchain.go_version = "go1.26.9"; },
      [](BuildInfo& other) { other.toolchain.tags.clear(); },
      [](BuildInfo& other) { other.toolchain.race = true; },
      [](BuildInfo& other) { other.directory = "/m/a"; },
      [](BuildInfo& other) { other.module_path = "example.com/n"; },
  };
  for (std::size_t index = 0; index < changes.size(); ++index) {
    INFO("change " << index);
    BuildInfo other = build();
    changes[index](other);
    REQUIRE(build_state(other));
    CHECK(build_state(other) != build_state(build()));
  }
}

TEST_CASE("a build that failed or does not say what was compiled has no state") {
  BuildInfo failed = build();
  failed.failures.push_back({"example.com/m", "a.go:1:1: broken"});
  CHECK_FALSE(build_state(failed));
  BuildInfo silent = build();
  silent.packages[0].build_id.clear();
  CHECK_FALSE(build_state(silent));
  silent.packages[0].files = {"a_test.go"};  // Not compiled without --tests.
  CHECK(build_state(silent));
}

TEST_CASE("the folders of packages are named once") {
  BuildInfo twice = build();
  twice.packages.push_back(twice.packages[0]);
  twice.packages.push_back(twice.packages[0]);
  twice.packages.back().dir = "/a";
  CHECK(folders_of(twice) == std::vector<std::string>{"/a", "/m"});
}

TEST_CASE("the stamp of folders changes with their Go files only") {
  const SourceFolder folder;
  folder.write("a.go", "package a\n");
  const std::uint64_t stamp = source_stamp({folder.path});
  CHECK(source_stamp({folder.path}) == stamp);
  folder.write("README.md", "text");
  CHECK(source_stamp({folder.path}) == stamp);
  const std::string file = folder.path + "/a.go";
  const std::vector<std::function<void()>> changes{
      [&] { folder.write("b.go", "package a\n"); },
      [&] { folder.write("a.go", "package a\n\n"); },
      [&] { fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::seconds(10)); },
      [&] { fs::rename(file, folder.path + "/c.go"); },
      [&] { fs::remove(folder.path + "/b.go"); },
  };
  std::set<std::uint64_t> stamps{stamp};
  for (const auto& change : changes) {
    change();
    stamps.insert(source_stamp({folder.path}));
  }
  CHECK(stamps.size() == changes.size() + 1);
}

TEST_CASE("a folder that is not there has a stamp too") {
  CHECK(source_stamp({"/nonexistent/folder"}) == source_stamp({"/nonexistent/folder"}));
  CHECK(source_stamp({"/nonexistent/folder"}) != source_stamp({}));
}
