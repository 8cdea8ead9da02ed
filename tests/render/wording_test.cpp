#include "render/wording.h"

#include "catch.h"
#include "report_builder.h"
#include "util/display.h"

using namespace goescape;
using namespace goescape::test;

namespace {

std::string root_of(const std::vector<std::string>& paths) {
  ReportBuilder builder("");
  for (const std::string& path : paths) {
    builder.package(path);
  }
  return std::string(common_root(builder.report()));
}

}  // namespace

TEST_CASE("wording: numbers are grouped by three digits") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(123456) == "123,456");
  CHECK(grouped(18446744073709551615U) == "18,446,744,073,709,551,615");
}

TEST_CASE("wording: nouns agree with their number") {
  CHECK(counted(0, "package") == "0 packages");
  CHECK(counted(1, "package") == "1 package");
  CHECK(counted(2000, "package") == "2,000 packages");
}

TEST_CASE("wording: import paths are shown as the go command takes them") {
  CHECK(relative_import_path("example.com/m", "example.com/m") == ".");
  CHECK(relative_import_path("example.com/m/a/b", "example.com/m") == "./a/b");
  CHECK(relative_import_path("example.com/mother", "example.com/m") == "example.com/mother");
  CHECK(relative_import_path("fmt", "example.com/m") == "fmt");
  CHECK(relative_import_path("fmt", "") == "fmt");
}

TEST_CASE("wording: the common root ends at a folder") {
  CHECK(root_of({}).empty());
  CHECK(root_of({"example.com/m"}).empty());
  CHECK(root_of({"example.com/m", "example.com/m/a"}) == "example.com/m");
  CHECK(root_of({"example.com/m/a", "example.com/m/ab"}) == "example.com/m");
  CHECK(root_of({"example.com/ma", "example.com/mb"}) == "example.com");
  CHECK(root_of({"bufio", "bytes"}).empty());
  CHECK(root_of({"net", "net/http", "os"}).empty());
  CHECK(root_of({"net", "net/http"}) == "net");
}

TEST_CASE("wording: the share says when there is none") {
  CHECK(percent({}) == "-");
  Decisions row;
  row.stack = 3;
  CHECK(percent(row) == "0.0%");
  row.heap = 1;
  CHECK(percent(row) == "25.0%");
}

TEST_CASE("wording: the first lines of a message") {
  std::size_t more = 0;
  CHECK(first_lines("", 2, more).empty());
  CHECK(more == 0);
  CHECK(first_lines("a\nb\nc\n", 2, more) == std::vector<std::string_view>{"a", "b"});
  CHECK(more == 1);
  CHECK(first_lines("a\n\nb", 5, more) == std::vector<std::string_view>{"a", "", "b"});
  CHECK(more == 0);
}

TEST_CASE("wording: lines not understood are never silent about the heap") {
  Unrecognized unrecognized;
  CHECK(unrecognized_sentence(unrecognized).empty());
  unrecognized.count = 1;
  CHECK(unrecognized_sentence(unrecognized) == "1 line of the compiler was not understood, none about the heap");
  unrecognized.about_heap = 1;
  CHECK(unrecognized_sentence(unrecognized) ==
        "1 line of the compiler was not understood, 1 about the heap: decisions may be missing");
}

TEST_CASE("wording: tabs of a line laid out for people are blanks, the rest is escaped") {
  CHECK(laid_out("\timports example.com/m/a") == "    imports example.com/m/a");
  CHECK(laid_out("a\t\tb\t") == "a        b    ");
  CHECK(laid_out("\x1b[31m\tx\n") == "\\x1b[31m    x\\n");
  CHECK(laid_out("plain") == "plain");
  CHECK(laid_out("").empty());
}
