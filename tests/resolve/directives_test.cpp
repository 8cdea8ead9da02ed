#include "resolve/directives.h"

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

Directives read(std::string_view source) {
  Directives directives;
  add_directives(directives, {"p/x.go", "", "example.com/m/p", FileState::kCompiled}, source);
  return directives;
}

// "ignore 3-5 F" and so on; problems as "2 ! sentence".
Strings told(std::string_view source) {
  const Directives directives = read(source);
  Strings result;
  for (const Directive& each : directives.list) {
    const char* const type = each.type == DirectiveType::kIgnore     ? "ignore"
                             : each.type == DirectiveType::kNoEscape ? "noescape"
                                                                     : "exempt";
    result.push_back(fmt::format("{}: {} {}-{}{}{}", each.line, type, each.first_line, each.last_line,
                                 each.function.empty() ? "" : " ", each.function));
  }
  for (const DirectiveProblem& each : directives.problems) {
    result.push_back(fmt::format("{}: ! {}", each.line, each.sentence));
  }
  return result;
}

constexpr const char* kNothingBelow = "there is no code below it that it could be about";
constexpr const char* kNoFunction = "it has to stand above the declaration of a function";

// A module on disk, gone at the end.
struct Folder {
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "goescape-directives-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
  }
  fs::path path;
};

BuildPackage listed(const Folder& folder, const std::string& dir, Strings files, const std::string& for_test = "") {
  BuildPackage package;
  package.import_path = "example.com/m/" + dir;
  package.for_test = for_test;
  package.dir = (folder.path / dir).string();
  package.module_path = "example.com/m";
  package.module_dir = folder.path.string();
  package.main_module = true;
  package.files = std::move(files);
  return package;
}

BuildInfo build_in(const Folder& folder) {
  BuildInfo build;
  build.toolchain.go_version = "go1.26.1";
  build.module_path = "example.com/m";
  build.module_dir = folder.path.string();
  return build;
}

std::string state(FileState state) {
  return state == FileState::kCompiled ? "compiled" : state == FileState::kNotCompiled ? "not compiled" : "unknown";
}

Strings told(const std::vector<DirectiveSource>& sources) {
  Strings result;
  for (const DirectiveSource& source : sources) {
    result.push_back(source.file + " " + source.package + " " + state(source.state));
  }
  return result;
}

}  // namespace

TEST_CASE("a comment behind code covers its line") {
  CHECK(told("package p\nvar x = new(int) //goescape:ignore once\n") == Strings{"2: ignore 2-2"});
  CHECK(told("package p\nfunc F() { //goescape:noescape\n}\n") == Strings{"2: noescape 2-2"});
  CHECK(told("package p\nfunc F() {\n\tg(1,\n\t\t2) /* c */ //no-escape\n}\n") == Strings{"4: noescape 4-4"});
  CHECK(told("package p\nvar s = `a\nb` //goescape:ignore text\n") == Strings{"3: ignore 3-3"});
  CHECK(told("package p\nvar x = 1 //goescape:ignore at the end of the file") == Strings{"2: ignore 2-2"});
}

TEST_CASE("a comment alone covers the next line of code") {
  CHECK(told("package p\nfunc F() {\n\t//goescape:ignore once\n\tx := 1\n}\n") == Strings{"3: ignore 4-4"});
  CHECK(told("package p\n\n//goescape:ignore a\n\n// b\n/* c\n\n*/\nvar x = 1\n") == Strings{"3: ignore 9-9"});
  CHECK(told("package p\nfunc F() {\n\t//gcassert:noescape\n\tfunc() {\n\t}()\n}\n") == Strings{"3: noescape 4-4"});
}

TEST_CASE("a comment above a function covers all of it") {
  const std::string function = "func (t *T) F() {\n\tgo func() {\n\t}()\n}\n";
  CHECK(told("package p\n//goescape:ignore once\n" + function) == Strings{"2: ignore 3-6 (*T).F"});
  CHECK(told("package p\n//goescape:noescape\n// F does.\n\n" + function) == Strings{"2: noescape 5-8 (*T).F"});
  CHECK(told("package p\n// F does.\n// +checkescape\n" + function) == Strings{"3: noescape 4-7 (*T).F"});
  CHECK(told("package p\n//goescape:noescape\nfunc F()\n") == Strings{"2: noescape 3-3 F"});
  CHECK(told("package p\n//goescape:noescape\n//goescape:ignore x\n" + function) ==
        Strings{"2: noescape 4-7 (*T).F", "3: ignore 4-7 (*T).F"});
}

TEST_CASE("the comments of gcassert and go-escape-lint stay with a line above functions, too") {
  CHECK(told("package p\n//gcassert:noescape\nfunc F() {\n}\n") == Strings{"2: noescape 3-3"});
  CHECK(told("package p\n//no-escape\nfunc F() {\n}\n") == Strings{"2: noescape 3-3"});
}

TEST_CASE("a literal at the beginning of a line is no declaration") {
  CHECK(told("package p\nfunc F() {\n\t//goescape:noescape\n\tfunc() {\n\t}()\n}\n") == Strings{"3: noescape 4-4"});
}

TEST_CASE("what looks like a comment within literals and comments is none") {
  CHECK(told("package p\nvar a = \"//goescape:ignore x\"\n").empty());
  CHECK(told("package p\nvar a = `\n//goescape:ignore x\n`\n").empty());
  CHECK(told("package p\n/*\n//goescape:ignore x\n*/\nvar a = '\"' // //goescape:ignore x\n").empty());
  CHECK(told("package p\nvar a = \"\\\"\" //goescape:ignore x\n") == Strings{"2: ignore 2-2"});
}

TEST_CASE("a comment that covers nothing is a problem") {
  const std::string nothing = fmt::format("! {}", kNothingBelow);
  CHECK(told("package p\nfunc F() {\n\tx()\n\t//goescape:ignore x\n}\n") == Strings{"4: " + nothing});
  CHECK(told("package p\n//goescape:noescape\n") == Strings{"2: " + nothing});
  CHECK(told("//goescape:noescape\npackage p\n") == Strings{"1: " + nothing});
  CHECK(told("package p\n//goescape:noescape\ntype T int\n") == Strings{"2: " + nothing});
  CHECK(read("package p\n//goescape:noescape\n").problems[0].assertion);
  CHECK_FALSE(read("package p\n//goescape:ignore x\n").problems[0].assertion);
}

TEST_CASE("checkescape belongs above a function") {
  CHECK(told("package p\n// +checkescape\nvar x = 1\n") == Strings{fmt::format("2: ! {}", kNoFunction)});
  CHECK(told("package p\nvar x = 1 // +checkescape\n") == Strings{fmt::format("2: ! {}", kNoFunction)});
}

TEST_CASE("a broken comment is a problem and no directive") {
  const Directives directives = read("package p\nvar x = 1 //goescape:ignore\n");
  CHECK(directives.list.empty());
  REQUIRE(directives.problems.size() == 1);
  CHECK(directives.problems[0].file == "p/x.go");
  CHECK(directives.problems[0].line == 2);
  CHECK(directives.problems[0].text == "//goescape:ignore");
}

TEST_CASE("a directive keeps its words and its place") {
  const Directives directives = read("package p\r\nvar x = 1 //goescape:ignore a  reason\r\n");
  REQUIRE(directives.list.size() == 1);
  CHECK(directives.list[0].text == "//goescape:ignore a  reason");
  CHECK(directives.list[0].reason == "a  reason");
  CHECK(directives.list[0].file == "p/x.go");
  CHECK(directives.list[0].package == "example.com/m/p");
  CHECK(directives.list[0].state == FileState::kCompiled);
}

TEST_CASE("lines that the compiler calls otherwise carry no directives") {
  const Directives directives = read("package p\n//line a.y:1\nvar x = 1 //goescape:ignore a\nvar y = 1 //no-escape\n");
  CHECK(directives.list.empty());
  REQUIRE(directives.problems.size() == 2);
  CHECK_FALSE(directives.problems[0].assertion);
  CHECK(directives.problems[1].assertion);
  CHECK(directives.problems[0].sentence ==
        "the file has //line directives, so what the compiler says about it cannot be tied to its lines");
}

TEST_CASE("any bytes are read to their end") {
  for (const char* const source :
       {"", "//goescape:noescape", "func", "`//goescape:ignore x", "/*", "\xff//no-escape",
        "package p\nfunc F() { //goescape:ignore x", "//goescape:ignore x\nfunc (", "}\n}"}) {
    CAPTURE(source);
    const Directives directives = read(source);
    CHECK(directives.list.size() + directives.problems.size() <= 1);
  }
}

TEST_CASE("every Go file of the module's packages is read, compiled or not") {
  const Folder folder;
  for (const char* const name : {"a/a.go", "a/a_windows.go", "a/a_test.go", "a/x_test.go", "a/_old.go", "a/note.txt",
                                 "a/vendor/v.go", "b/b.go", "b/b_test.go"}) {
    folder.write(name, "package a\n");
  }
  BuildInfo build = build_in(folder);
  build.packages.push_back(listed(folder, "a", {"a.go", "a_test.go", "x_test.go"}));
  build.packages.push_back(listed(folder, "a", {"a.go", "a_test.go"}, "example.com/m/a"));
  build.packages.push_back(listed(folder, "b", {"b.go", "b_test.go"}));
  BuildPackage external = listed(folder, "a", {"x_test.go"}, "example.com/m/a");
  external.import_path = "example.com/m/a_test";
  build.packages.push_back(external);
  BuildPackage standard = listed(folder, "a/vendor", {"v.go"});
  standard.standard = true;
  standard.main_module = false;
  build.packages.push_back(standard);
  CHECK(told(directive_sources(build)) ==
        Strings{"a/a.go example.com/m/a compiled", "a/a_test.go example.com/m/a compiled",
                "a/a_windows.go example.com/m/a not compiled", "a/x_test.go example.com/m/a_test compiled",
                "b/b.go example.com/m/b compiled", "b/b_test.go example.com/m/b not compiled"});
}

TEST_CASE("without a build, a finding tells that a file was compiled") {
  const Folder folder;
  folder.write("a/a.go", "package a\n");
  folder.write("a/b.go", "package a\n");
  Report report;
  Package package;
  package.import_path = report.strings.intern("example.com/m/a");
  package.dir = report.strings.intern("a");
  report.packages.push_back(package);
  Finding finding;
  finding.file = report.strings.intern("a/a.go");
  report.findings.push_back(finding);
  CHECK(told(directive_sources(report, folder.path.string())) ==
        Strings{"a/a.go example.com/m/a compiled", "a/b.go example.com/m/a unknown"});
}

TEST_CASE("directives of many files are in order, functions are listed when asked for") {
  const Folder folder;
  folder.write("a/a.go", "package a\nfunc F() {} //goescape:noescape\nfunc (t *T[K]) M() { func() {}() }\n");
  folder.write("a/a_windows.go", "package a\nfunc G() {} //goescape:noescape\n");
  BuildInfo build = build_in(folder);
  build.packages.push_back(listed(folder, "a", {"a.go"}));
  const Directives plain = read_directives(directive_sources(build));
  REQUIRE(plain.list.size() == 2);
  CHECK(plain.list[0].file == "a/a.go");
  CHECK(plain.list[1].file == "a/a_windows.go");
  CHECK(plain.list[1].state == FileState::kNotCompiled);
  CHECK_FALSE(plain.functions_known);

  const Directives full = read_directives(directive_sources(build), true);
  CHECK(full.functions_known);
  REQUIRE(full.functions.size() == 2);
  CHECK(full.functions[0].package == "example.com/m/a");
  CHECK(full.functions[0].function == "F");
  CHECK(full.functions[1].function == "(*T[...]).M");
  CHECK(full.files == Strings{"a/a.go"});
}

TEST_CASE("of a whole module, folders without a package for this build are read, too") {
  const Folder folder;
  for (const char* const name : {"main.go", "a/a.go", "win/deep/w_windows.go", "testdata/t.go", "a/_old/o.go",
                                 ".git/g.go", "vendor/v/v.go", "nested/n.go", "nested/go.mod"}) {
    folder.write(name, "package p\n");
  }
  BuildInfo build = build_in(folder);
  build.packages.push_back(listed(folder, "a", {"a.go"}));
  CHECK(told(directive_sources(build)) == Strings{"a/a.go example.com/m/a compiled"});
  CHECK(told(directive_sources(build, true)) == Strings{"a/a.go example.com/m/a compiled",
                                                        "main.go example.com/m not compiled",
                                                        "win/deep/w_windows.go example.com/m/win/deep not compiled"});
}

TEST_CASE("a compiled file that cannot be read is a problem") {
  const Folder folder;
  folder.write("a/a.go", "package a\n");
  BuildInfo build = build_in(folder);
  build.packages.push_back(listed(folder, "a", {"a.go", "gone.go"}));
  const Directives directives = read_directives(directive_sources(build), true);
  REQUIRE(directives.problems.size() == 1);
  CHECK(directives.problems[0].file == "a/gone.go");
  CHECK(directives.problems[0].assertion);
  CHECK_FALSE(directives.functions_known);
}

TEST_CASE("suppressions mark heap decisions in their lines") {
  Report report;
  report.packages.emplace_back();
  const auto add = [&](const char* file, std::uint32_t line, Kind kind = Kind::kMovedToHeap) {
    Finding finding;
    finding.file = report.strings.intern(file);
    finding.line = line;
    finding.kind = kind;
    report.findings.push_back(finding);
  };
  add("p/x.go", 2);
  add("p/x.go", 3);
  add("p/x.go", 4, Kind::kLeakingParam);
  add("p/x.go", 4);
  add("p/x.go", 6);
  add("q/x.go", 3);
  const Directives directives = read(
      "package p\n\n//goescape:ignore f\nfunc F() { //goescape:ignore twice\n}\nvar x = 1 //goescape:noescape\n"
      "var y = 1 //goescape:ignore unused\n");
  const std::vector<std::uint32_t> used = apply_suppressions(report, directives);
  std::vector<bool> suppressed;
  for (const Finding& finding : report.findings) {
    suppressed.push_back(finding.suppressed);
  }
  CHECK(suppressed == std::vector<bool>{false, false, false, true, false, false});
  REQUIRE(directives.list.size() == 4);
  // In the order of the file, as read_directives() sorts: the one alone, the one behind code, noescape, unused.
  CHECK(used.size() == 4);
  CHECK(used[0] + used[1] == 2);
  CHECK(used[2] + used[3] == 0);
}

TEST_CASE("a file whose name other code has suppresses nothing") {
  const Folder folder;
  folder.write("a/a.go", "package a\nvar x = new(int) //goescape:ignore known\nvar y = 1 //no-escape\n");
  folder.write("a/c.go", "package a\nvar z = new(int) //goescape:ignore known\n");
  BuildInfo build = build_in(folder);
  const std::string other = GENERATE("b.go", "a.go:2:1: can inline F (.go");
  folder.write("a/" + other, other == "b.go" ? "package a\n//line ../a/a.go:2\nvar v = new(int)\n" : "package a\n");
  build.packages.push_back(listed(folder, "a", {"a.go", other, "c.go"}));
  const Directives directives = read_directives(directive_sources(build));
  REQUIRE(directives.list.size() == 2);
  CHECK(directives.list[0].type == DirectiveType::kNoEscape);
  CHECK(directives.list[1].file == "a/c.go");
  REQUIRE(directives.problems.size() == 1);
  CHECK(directives.problems[0].sentence ==
        fmt::format("decisions of a/{} may be printed for lines of this file, so the "
                    "comment suppresses nothing",
                    other));
}

TEST_CASE("suppressions that the base does not have are not trusted") {
  const std::string one = "package p\nvar x = 1 //goescape:ignore a\n";
  const Directives base = read(one);
  SECTION("moved ones are") {
    Directives now = read("package p\n\n\nvar x = 1 //goescape:ignore a\n");
    CHECK(keep_trusted(now, base).empty());
    CHECK(now.list.size() == 1);
  }
  SECTION("those at another line of code or in another function are not") {
    const Directives old =
        read("package p\nfunc F() {\n\t//goescape:ignore a\n\tx()\n\ty()\n}\nfunc G() {\n\tx()\n}\n");
    Directives same = read("package p\nfunc F() {\n\tif b {\n\t\tx() //goescape:ignore a\n\t}\n\ty()\n}\n");
    CHECK(keep_trusted(same, old).empty());
    Directives line = read("package p\nfunc F() {\n\tx()\n\t//goescape:ignore a\n\ty()\n}\n");
    CHECK(keep_trusted(line, old).size() == 1);
    Directives function = read("package p\nfunc F() {\n\tx()\n}\nfunc G() {\n\t//goescape:ignore a\n\tx()\n}\n");
    CHECK(keep_trusted(function, old).size() == 1);
  }
  SECTION("a comment behind the code does not count, slashes in a literal do") {
    const std::string line = "package p\nvar x = f(\"http://a\", 1)";
    const std::string above = "package p\n//goescape:ignore a\nvar x = f(\"http://a\", 1)";
    const Directives old = read(line + " //goescape:ignore a\n");
    const Directives old_above = read(above + " // one\n");
    Directives same = read(above + " /* two */ // three\n");
    CHECK(keep_trusted(same, old_above).empty());
    Directives more = read("package p\nvar x = f(\"http://a\", 1, 2) //goescape:ignore a\n");
    CHECK(keep_trusted(more, old).size() == 1);
    Directives more_above = read(above + " + 1\n");
    CHECK(keep_trusted(more_above, old_above).size() == 1);
  }
  SECTION("another reason, function or a copy are not; assertions are never taken out") {
    Directives now = read(one + "var y = 1 //goescape:ignore a\nvar z = 1 //goescape:ignore b\n" +
                          "//goescape:ignore a\nfunc F() {}\nvar w = 1 //goescape:noescape\n");
    const std::vector<Directive> untrusted = keep_trusted(now, base);
    REQUIRE(now.list.size() == 2);
    CHECK(now.list[0].line == 2);
    CHECK(now.list[1].type == DirectiveType::kNoEscape);
    REQUIRE(untrusted.size() == 3);
    CHECK(untrusted[0].line == 3);
    CHECK(untrusted[1].line == 4);
    CHECK(untrusted[2].function == "F");
  }
}

TEST_CASE("links that lead out of the module are not read, but for those that were compiled") {
  const Folder folder;
  const Folder other;
  other.write("secret.go", "package p //goescape:ignore secret\n");
  folder.write("p/a.go", "package p\n");
  fs::create_symlink(other.path / "secret.go", folder.path / "p/linked.go");
  fs::create_symlink(other.path / "secret.go", folder.path / "p/compiled.go");
  BuildInfo build = build_in(folder);
  build.packages = {listed(folder, "p", {"a.go", "compiled.go"})};
  const auto sources = directive_sources(build);
  REQUIRE(sources.size() == 3);
  CHECK(sources[1].file == "p/compiled.go");
  CHECK_FALSE(sources[1].leads_out);
  CHECK(sources[2].leads_out);
  const Directives read = read_directives({sources[2]}, false, 1);
  CHECK(read.list.empty());
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].sentence == "its comments cannot be read: it is a link that leads out of the module");
}

}  // namespace goescape::test
