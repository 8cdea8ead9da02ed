#include "resolve/source_text.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "catch.h"

using namespace goescape;
namespace fs = std::filesystem;

namespace {

// A module, a GOROOT and a module cache beside each other, and a file that is none of their business.
struct Folders {
  Folders() {
    std::string name = (fs::temp_directory_path() / "goescape-source-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root = name;
    roots = {(root / "m").string(), (root / "go").string(), (root / "cache").string()};
    write("m/a.go", "package m");
    write("m/sub/b.go", "package sub");
    write("m/secret.txt", "secret");
    write("m/.git/config", "secret");
    write("go/src/fmt/print.go", "package fmt");
    write("cache/example.com/x@v1.0.0/x.go", "package x");
    write("outside.go", "secret");
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  ~Folders() { fs::remove_all(root); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  }

  [[nodiscard]] std::string read(std::string_view file, std::size_t most = 100) const {
    return read_source(roots, file, most).value_or("(nothing)");
  }

  fs::path root;
  SourceRoots roots;
};

}  // namespace

TEST_CASE("source text: files of the module, the standard library and the module cache are read") {
  const Folders folders;
  CHECK(folders.read("a.go") == "package m");
  CHECK(folders.read("sub/b.go") == "package sub");
  CHECK(folders.read("$GOROOT/src/fmt/print.go") == "package fmt");
  CHECK(folders.read("$GOMODCACHE/example.com/x@v1.0.0/x.go") == "package x");
  CHECK(folders.read("gone.go") == "(nothing)");
}

TEST_CASE("source text: nothing else is, whatever a //line directive says") {
  const Folders folders;
  for (const std::string& name :
       {std::string("secret.txt"), std::string(".git/config"), std::string("../outside.go"), std::string("sub/../a.go"),
        std::string("./a.go"), (folders.root / "outside.go").string(), std::string(""), std::string(".go"),
        std::string("$GOROOT/a.go"), std::string("$GOROOT/src/../../outside.go"),
        std::string("$GOMODCACHE/../outside.go"), std::string("$HOME/a.go"), std::string("a.go\0.go", 8),
        std::string("sub")}) {
    CAPTURE(name);
    CHECK(folders.read(name) == "(nothing)");
  }
}

TEST_CASE("source text: links are followed within their folder only, and to Go files only") {
  const Folders folders;
  fs::create_symlink(folders.root / "m/a.go", folders.root / "m/inside.go");
  fs::create_symlink(folders.root / "outside.go", folders.root / "m/out.go");
  fs::create_symlink("secret.txt", folders.root / "m/text.go");
  fs::create_symlink(folders.root, folders.root / "m/up");
  CHECK(folders.read("inside.go") == "package m");
  CHECK(folders.read("out.go") == "(nothing)");
  CHECK(folders.read("text.go") == "(nothing)");
  CHECK(folders.read("up/outside.go") == "(nothing)");
}

TEST_CASE("source text: the src of GOROOT may be a link, as Debian has it") {
  const Folders folders;
  fs::rename(folders.root / "go/src", folders.root / "share");
  fs::create_symlink(folders.root / "share", folders.root / "go/src");
  CHECK(folders.read("$GOROOT/src/fmt/print.go") == "package fmt");
}

TEST_CASE("source text: no folders, no pipes, nothing too large") {
  const Folders folders;
  fs::create_directory(folders.root / "m/folder.go");
  REQUIRE(::mkfifo((folders.root / "m/pipe.go").c_str(), 0600) == 0);
  CHECK(folders.read("folder.go") == "(nothing)");
  CHECK(folders.read("pipe.go") == "(nothing)");
  CHECK(folders.read("a.go", 9) == "package m");
  CHECK(folders.read("a.go", 8) == "(nothing)");
}

TEST_CASE("source text: nothing is read where nobody knows the folder") {
  CHECK_FALSE(read_source({}, "CMakeLists.go", 100));
  CHECK_FALSE(read_source({}, "$GOROOT/src/fmt/print.go", 1000000));
  CHECK_FALSE(read_source({"/no/such/folder", "", ""}, "a.go", 100));
}

TEST_CASE("source text: any file within the folders is found, and nothing outside of them") {
  const Folders folders;
  CHECK(find_source(folders.roots, "sub/b.go") == (fs::canonical(folders.root) / "m/sub/b.go").string());
  CHECK(find_source(folders.roots, "secret.txt").has_value());
  fs::create_symlink(folders.root / "outside.go", folders.root / "m/out.go");
  for (const std::string& name : {std::string("out.go"), std::string("../outside.go"), std::string("gone.go"),
                                  (folders.root / "outside.go").string(), std::string("$HOME/a.go"), std::string()}) {
    CAPTURE(name);
    CHECK_FALSE(find_source(folders.roots, name));
  }
}

TEST_CASE("source text: a link that leads out of a folder is told from others") {
  const Folders folders;
  const std::string module = (folders.root / "m").string();
  fs::create_symlink(folders.root / "outside.go", folders.root / "m/out.go");
  fs::create_symlink("a.go", folders.root / "m/inside.go");
  CHECK(leads_out(module + "/out.go", module));
  CHECK(leads_out(module + "/sub/../../go", module));
  CHECK_FALSE(leads_out(module + "/inside.go", module));
  CHECK_FALSE(leads_out(module + "/gone.go", module));
  CHECK_FALSE(leads_out(module, module));
  CHECK_FALSE(leads_out(module + "/.", module));
}
