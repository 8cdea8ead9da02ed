#include "render/table.h"

#include "catch.h"
#include "invariants.h"
#include "util/display.h"

using namespace goescape;
using namespace goescape::test;

namespace {

std::string drawn(const Table& table, std::size_t width, bool color = false) {
  std::string out;
  append_table(out, table, width, Painter(color));
  return out;
}

Table sample() {
  Table table;
  table.columns = {{"name", false}, {"owner", false}, {"n", true}};
  table.rows = {{{"Größe", "a", "1"}}, {{"漢字", "bb", "1,000"}, Style::kTitle}};
  return table;
}

}  // namespace

TEST_CASE("table: columns align by cells, text to the left and numbers to the right") {
  CHECK(drawn(sample(), 0) ==
        "name   owner      n\n"
        "Größe  a          1\n"
        "漢字   bb     1,000\n");
}

TEST_CASE("table: a table without rows is its titles") {
  Table table = sample();
  table.rows.clear();
  CHECK(drawn(table, 80) == "name  owner  n\n");
}

TEST_CASE("table: no line ends in spaces") {
  Table table;
  table.columns = {{"first", false}, {"last", false}};
  table.rows = {{{"a", ""}}, {{"b", "long enough"}}};
  CHECK(drawn(table, 0) == "first  last\na\nb      long enough\n");
}

TEST_CASE("table: the widest text column gives way first, numbers never") {
  Table table = sample();
  table.rows[0].cells = {std::string(40, 'x'), std::string(20, 'y'), "123,456,789"};
  for (std::size_t width = 40; width < 80; ++width) {
    const std::string text = drawn(table, width);
    CAPTURE(width, text);
    CHECK(text.find("123,456,789") != std::string::npos);
    for (const std::string& line : lines_of(text)) {
      CHECK(display_width(line) <= width);
    }
    CHECK((width < 59 || text.find(std::string(20, 'y')) != std::string::npos));
  }
  CHECK(drawn(table, 1) == drawn(table, 2 * kMinTextColumn + 2 * 2 + 11));
}

TEST_CASE("table: styles colour whole rows") {
  CHECK(lines_of(drawn(sample(), 0, true)).at(2) == "\x1b[1m漢字   bb     1,000\x1b[0m");
  CHECK(without_colors(drawn(sample(), 0, true)) == drawn(sample(), 0));
}
