#include "absent_patterns.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;
using Patterns = std::vector<std::string>;

// The folder of a module example.com/m that goes away at the end of the test.
class ModuleFolder {
 public:
  ModuleFolder() : root_(fs::canonical(fs::temp_directory_path()) / ("goescape-absent-" + std::to_string(::getpid()))) {
    write("go.mod", "module example.com/m\n");
  }
  ModuleFolder(const ModuleFolder&) = delete;
  ModuleFolder& operator=(const ModuleFolder&) = delete;
  ~ModuleFolder() { fs::remove_all(root_); }

  [[nodiscard]] fs::path path(const std::string& name) const { return root_ / name; }
  void write(const std::string& name, const std::string& content = "package p\n") const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] Patterns absent(const Patterns& patterns) const {
    return absent_patterns(patterns, root_.string(), root_.string());
  }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("a pattern is absent where no Go file lies") {
  const ModuleFolder module;
  module.write("a/a.go");
  module.write("b/readme.md");
  CHECK(module.absent({"./a", "./b", "./c", "example.com/m/a", "example.com/m/c", "a/a.go", "a/b.go"}) ==
        Patterns{"./b", "./c", "example.com/m/c", "a/b.go"});
  CHECK(module.absent({"./...", "./a/...", "./b/...", "example.com/m/..."}) == Patterns{"./b/..."});
  CHECK(module.absent({}).empty());
}

TEST_CASE("patterns of other modules are never absent") {
  const ModuleFolder module;
  CHECK(module.absent({"fmt", "std", "example.com/other", "./x..."}).empty());
}

TEST_CASE("folders that the go command leaves out make no package") {
  const ModuleFolder module;
  for (const char* const folder : {".git", "_old", "testdata", "vendor/x.org/y", "nested/deep"}) {
    module.write(std::string(folder) + "/x.go");
  }
  module.write("nested/go.mod", "module example.com/nested\n");
  CHECK(module.absent({"./..."}) == Patterns{"./..."});
  CHECK(module.absent({"./vendor/...", "./testdata/..."}).empty());
}

TEST_CASE("a link that leads nowhere is no Go file") {
  const ModuleFolder module;
  fs::create_directory(module.path("a"));
  fs::create_symlink("nowhere", module.path("a/.#lock.go"));
  CHECK(module.absent({"./a", "./..."}) == Patterns{"./a", "./..."});
}

// What cannot be looked at is for the go command to judge: taken for absent it would give an empty report.
TEST_CASE("what cannot be looked at is not absent") {
  const ModuleFolder module;
  fs::create_symlink("loop", module.path("loop"));
  CHECK(module.absent({"./loop", "./loop/...", "./loop/x.go"}).empty());
}

// git worktree add, run for the other side of a comparison, makes and removes files in .git all the time.
TEST_CASE("folders that come and go in .git do not make a module absent") {
  const ModuleFolder module;
  module.write("z/z.go");
  for (int file = 0; file < 200; ++file) {
    module.write(".git/objects/" + std::to_string(file) + "/x");
  }
  std::atomic<bool> done = false;
  std::thread git([&] {
    while (!done) {
      for (int file = 0; file < 200; ++file) {
        fs::remove_all(module.path(".git/objects/" + std::to_string(file)));
        fs::create_directories(module.path(".git/objects/" + std::to_string(file)));
      }
    }
  });
  std::size_t absent = 0;
  for (int run = 0; run < 300; ++run) {
    absent += module.absent({"./..."}).size();
  }
  done = true;
  git.join();
  CHECK(absent == 0);
}

}  // namespace goescape::test
