#include "capture/go_mod.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

// A folder `sub/deep` that goes away at the end of the test, and the files that are written above it.
class Tree {
 public:
  Tree() : root_(fs::canonical(fs::temp_directory_path()) / ("goescape-go-mod-" + std::to_string(::getpid()))) {
    fs::create_directories(root_ / "sub/deep");
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { fs::remove_all(root_); }

  [[nodiscard]] std::string path(const std::string& name = "") const {
    return name.empty() ? root_.string() : (root_ / name).string();
  }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  // The module path read from a go.mod file with this content; "-" for none.
  [[nodiscard]] std::string module_path(const std::string& content) const {
    write("go.mod", content);
    const auto found = find_go_mod(path());
    return found ? found->path : "-";
  }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("the module directive names the module") {
  const Tree tree;
  CHECK(tree.module_path("module example.com/m\n\ngo 1.26\n") == "example.com/m");
  CHECK(tree.module_path("// A comment.\n\nmodule example.com/m // another\n") == "example.com/m");
  CHECK(tree.module_path("go 1.26\r\nmodule \"example.com/m\"\r\n") == "example.com/m");
  CHECK(tree.module_path("module `example.com/m`") == "example.com/m");
  CHECK(tree.module_path("\tmodule\texample.com/m") == "example.com/m");
  CHECK(tree.module_path("module example.com/m// c\n") == "example.com/m");
  CHECK(tree.module_path("module (\n\n\texample.com/m\n)\n") == "example.com/m");
}

TEST_CASE("a module file without a module directive names nothing") {
  const Tree tree;
  CHECK(tree.module_path("") == "-");
  CHECK(tree.module_path("go 1.26\n") == "-");
  CHECK(tree.module_path("module\n") == "-");
  CHECK(tree.module_path("module // nothing\n") == "-");
  CHECK(tree.module_path("module (\n)\n") == "-");
  CHECK(tree.module_path("// module example.com/m\n") == "-");
  CHECK(tree.module_path("modules example.com/m\n") == "-");
}

TEST_CASE("the module file is looked for upwards and the nearest counts") {
  const Tree tree;
  tree.write("go.mod", "module example.com/outer\n");
  const auto outer = find_go_mod(tree.path("sub/deep"));
  REQUIRE(outer);
  CHECK(outer->path == "example.com/outer");
  CHECK(outer->dir == tree.path());
  tree.write("sub/go.mod", "module example.com/inner\n");
  const auto inner = find_go_mod(tree.path("sub/deep"));
  REQUIRE(inner);
  CHECK(inner->path == "example.com/inner");
  CHECK(inner->dir == tree.path("sub"));
}

TEST_CASE("a folder called go.mod is no module file") {
  const Tree tree;
  tree.write("go.mod", "module example.com/outer\n");
  fs::create_directory(tree.path("sub/go.mod"));
  const auto found = find_go_mod(tree.path("sub"));
  REQUIRE(found);
  CHECK(found->path == "example.com/outer");
}

TEST_CASE("a folder that does not exist is in no module") { CHECK(!find_go_mod("/nowhere/at/all")); }

}  // namespace goescape::test
