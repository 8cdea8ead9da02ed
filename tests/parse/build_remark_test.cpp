#include "parse/build_remark.h"

#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

// "failed m/b", "suspect ", ….
std::string read(std::string_view line) {
  constexpr const char* kNames[] = {"none", "failed", "suspect", "tested", "compiler"};
  const BuildRemark remark = read_build_remark(line);
  return kNames[static_cast<std::size_t>(remark.type)] + (" " + std::string(remark.package));
}

}  // namespace

TEST_CASE("what go test says in place of the result of a test") {
  CHECK(read("FAIL\texample.com/m/a [build failed]") == "failed example.com/m/a");
  CHECK(read("FAIL\texample.com/m/a [setup failed]") == "failed example.com/m/a");
  CHECK(read("\x16"
             "FAIL\texample.com/m/a [build failed]") == "failed example.com/m/a");
  CHECK(read("FAIL\texample.com/m/a\t0.012s") == "tested ");
  CHECK(read("ok  \texample.com/m/a\t0.012s") == "tested ");
  CHECK(read("ok  \texample.com/m/a\t(cached)") == "tested ");
  CHECK(read("?   \texample.com/m/a\t[no test files]") == "none ");
  CHECK(read("FAIL") == "none ");
}

TEST_CASE("packages that could not be loaded") {
  CHECK(read("\timports example.com/m/b from c.go: import cycle not allowed") == "failed example.com/m/b");
  CHECK(read("\timports example.com/m/b: build constraints exclude all Go files in /m/b") == "failed example.com/m/b");
  CHECK(read("\timports example.com/m/c from b.go") == "none ");
  CHECK(read("package example.com/m/a") == "none ");
  CHECK(read("package example.com/m/b: C source files not allowed when not using cgo or SWIG: x.c") ==
        "suspect example.com/m/b");
}

TEST_CASE("actions of the go command that failed without output") {
  CHECK(read("example.com/m/b: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed") ==
        "failed example.com/m/b");
  CHECK(read("example.com/m/b: /tmp/te.sh: exit status 3") == "failed example.com/m/b");
  CHECK(read(R"(example.com/m/b: C:\go\pkg\tool\compile.exe: exit status 2)") == "failed example.com/m/b");
  CHECK(read("example.com/m/b: /tmp/te.sh: signal: segmentation fault (core dumped)") == "failed example.com/m/b");
  CHECK(read("example.com/m/b: invalid flag in #cgo CFLAGS: -fplugin=x (see https://go.dev/s/invalidflag)") ==
        "suspect example.com/m/b");
  CHECK(read("example.com/m/b: exec: \"/nope/x\": stat /nope/x: no such file or directory") ==
        "suspect example.com/m/b");
  CHECK(read("example.com/m/b: mkdir /tmp/x: no space left on device") == "suspect example.com/m/b");
  CHECK(read("# [pkg-config --cflags  -- nope]") == "failed ");
}

TEST_CASE("tools that stop") {
  for (const char* const line :
       {"cgo: C compiler \"nope\" not found: exec: \"nope\": executable file not found in $PATH",
        "fatal error: runtime: out of memory", "panic: runtime error: index out of range [1] with length 0",
        "asm: assembly of b/b.s failed", "runtime.main_main·f: function main is undeclared in the main package",
        "main.main: relocation target example.com/nope.g not defined",
        "write $WORK/b001/_pkg_.a: no space left on device",
        "/usr/local/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1",
        "error obtaining VCS status: exit status 128", "go: open /x/go.mod: permission denied",
        "/nope/pkg-config: fork/exec /nope/pkg-config: no such file or directory"}) {
    CAPTURE(line);
    CHECK(read(line) == "suspect ");
  }
  CHECK(read("\t/usr/local/go/src/cmd/compile/internal/gc/main.go:195 +0x1d") == "compiler ");
}

TEST_CASE("text that says nothing of a broken build") {
  for (const char* const line :
       {"", "PASS", "--- FAIL: TestX (0.00s)", "exit status 1", "go: downloading example.com/d v1.0.0", "\thave (int)",
        "note: module requires Go 1.23", "# github.com/mattn/go-sqlite3 is slow", "=== RUN   TestX",
        "\tpanic: boom [recovered]", "    run: exit status 1",
        "goroutine 1 [running]:", "go: warning: \"./...\" matched no packages",
        "collect2: error: ld returned 1 exit status", R"(go:string."run: exit status 1" SRODATA dupok size=18)",
        R"(go:string."run: signal: killed" SRODATA dupok size=19)"}) {
    CAPTURE(line);
    CHECK(read(line) == "none ");
  }
}

TEST_CASE("a line that ends where the reason would stand says nothing") {
  for (const char* const line : {"", "a: ", "package a: ", "a: x", ": ", "\timports ", "\timports a"}) {
    CAPTURE(line);
    CHECK(read(line).starts_with("none") == (std::string(line) != "package a: "));
  }
  CHECK(read(": exit status 1") == "suspect ");
}

}  // namespace goescape::test
