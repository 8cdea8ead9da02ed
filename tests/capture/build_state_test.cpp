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
      [](BuildInfo& other) { other.packages[0].import_path = "example.com/n"; },
      [](BuildInfo& other) { other.packages[0].name = "n"; },
      [](BuildInfo& other) { other.packages[0].for_test = "example.com/m"; },
      [](BuildInfo& other) { other.packages[0].dir = "/n"; },
      [](BuildInfo& other) { other.packages[0].module_path = "example.com/n"; },
      [](BuildInfo& other) { other.packages[0].module_dir = "/n"; },
      [](BuildInfo& other) { other.packages[0].module_version = "v1.2.3"; },
      [](BuildInfo& other) { other.packages[0].main_module = true; },
      [](BuildInfo& other) { other.packages[0].standard = true; },
      [](BuildInfo& other) { other.packages[0].vendored = true; },
      [](BuildInfo& other) { other.packages[0].build_id = "action/other"; },
      [](BuildInfo& other) { other.packages[0].files.pop_back(); },
      [](BuildInfo& other) { other.packages.push_back(other.packages[0]); },
      [](BuildInfo& other) { other.toolchain.go_version = "go1.26.9"; },
      [](BuildInfo& other) { other.toolchain.goos = "plan9"; },
      [](BuildInfo& other) { other.toolchain.goarch = "arm64"; },
      [](BuildInfo& other) { other.toolchain.gcflags = "-m=2 -l"; },
      [](BuildInfo& other) { other.toolchain.tags.clear(); },
      [](BuildInfo& other) { other.toolchain.cgo = true; },
      [](BuildInfo& other) { other.toolchain.race = true; },
      [](BuildInfo& other) { other.toolchain.tests = true; },
      [](BuildInfo& other) { other.goroot = "/go"; },
      [](BuildInfo& other) { other.gomodcache = "/mod"; },
      [](BuildInfo& other) { other.directory = "/m/a"; },
      [](BuildInfo& other) { other.module_path = "example.com/n"; },
      [](BuildInfo& other) { other.module_dir = "/n"; },
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

TEST_CASE("watched are folders, other sources and the files that say which modules are used, each once") {
  BuildInfo twice = build();
  twice.module_dir = "/m";
  twice.directory = "/m/a";
  twice.packages.push_back(twice.packages[0]);
  CHECK(watched_paths(twice, {"/m/b/b.go", "/m/gram.y"}) ==
        std::vector<std::string>{"/go.work", "/m", "/m/a/go.work", "/m/b", "/m/b/b.go", "/m/go.mod", "/m/go.sum",
                                 "/m/go.work", "/m/gram.y", "/m/vendor/modules.txt"});
}

TEST_CASE("the stamp of a file changes with it, and when it comes or goes") {
  const SourceFolder folder;
  const std::string file = folder.path + "/gram.y";
  const std::uint64_t absent = source_stamp({file}).number;
  folder.write("gram.y", "one");
  const std::uint64_t there = source_stamp({file}).number;
  folder.write("gram.y", "other");
  const std::uint64_t longer = source_stamp({file}).number;
  CHECK(std::set<std::uint64_t>{absent, there, longer}.size() == 3);
  fs::remove(file);
  CHECK(source_stamp({file}).number == absent);
}

TEST_CASE("the stamp of folders changes with their Go files only") {
  const SourceFolder folder;
  folder.write("a.go", "package a\n");
  const std::uint64_t stamp = source_stamp({folder.path}).number;
  CHECK(source_stamp({folder.path}).number == stamp);
  folder.write("README.md", "text");
  CHECK(source_stamp({folder.path}).number == stamp);
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
    stamps.insert(source_stamp({folder.path}).number);
  }
  CHECK(stamps.size() == changes.size() + 1);
}

TEST_CASE("a change of equal size that hides its time changes the stamp all the same") {
  const SourceFolder folder;
  folder.write("gram.y", "one");
  const std::string file = folder.path + "/gram.y";
  const auto written = fs::last_write_time(file);
  const SourceStamp before = source_stamp({file});
  SourceStamp after = before;
  // The clock of a file system may stand still for some milliseconds.
  for (int attempt = 0; attempt < 1000 && after.newest == before.newest; ++attempt) {
    folder.write("gram.y", "two");
    fs::last_write_time(file, written);
    after = source_stamp({file});
  }
  CHECK(after.number != before.number);
  CHECK(after.newest > before.newest);
}

TEST_CASE("a folder that is not there has a stamp too") {
  CHECK(source_stamp({"/nonexistent/folder"}).number == source_stamp({"/nonexistent/folder"}).number);
  CHECK(source_stamp({"/nonexistent/folder"}).number != source_stamp({}).number);
}
