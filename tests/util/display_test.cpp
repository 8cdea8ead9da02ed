#include "util/display.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("display: harmless text is shown as it is") {
  const std::string text =
      GENERATE(as<std::string>(), "", "moved to heap: x", "(*Größe).Höhe", "漢字", "\"a\\tb\" escapes to heap", "😀");
  CHECK(escaped(text) == text);
}

TEST_CASE("display: what steers a terminal is escaped") {
  CHECK(escaped("a\nb\tc\rd") == "a\\nb\\tc\\rd");
  CHECK(escaped("\x1b[31mred\x1b]0;title\x07") == "\\x1b[31mred\\x1b]0;title\\x07");
  CHECK(escaped(std::string("nul\0!", 5)) == "nul\\x00!");
  CHECK(escaped("del\x7f") == "del\\x7f");
  CHECK(escaped("csi\u009b31m") == "csi\\u009b31m");
}

TEST_CASE("display: what makes text look different from what it is is escaped") {
  CHECK(escaped("a\u202Eb\u2066c\u2069") == "a\\u202eb\\u2066c\\u2069");
  CHECK(escaped("a\u202Ab\u2028c\u200Bd\uFEFF") == "a\\u202ab\\u2028c\\u200bd\\ufeff");
  CHECK(escaped("tag\U000E0041") == "tag\\U000e0041");
}

TEST_CASE("display: bytes that are no UTF-8 are escaped one by one") {
  CHECK(escaped("a\xFF\xE2\x82z") == "a\\xff\\xe2\\x82z");
  CHECK(escaped("\xED\xA0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("display: whatever the bytes, what is escaped twice is what is escaped once") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const std::string once = escaped(bytes);
      if (escaped(once) != once) {
        CAPTURE(first, second, once);
        CHECK(escaped(once) == once);
      }
    }
  }
  CHECK(escaped(escaped("\x1b")) == "\\x1b");
}

TEST_CASE("display: letters and marks that nobody sees are escaped") {
  CHECK(escaped("\u3164\uFFA0\u115F") == "\\u3164\\uffa0\\u115f");
  CHECK(escaped("a\u034F\uFE01\u180B\U0001D173\U000E0100") == "a\\u034f\\ufe01\\u180b\\U0001d173\\U000e0100");
  CHECK(escaped("\u26A0\uFE0F") == "\u26A0\uFE0F");
}

TEST_CASE("display: nothing begins a command of a log") {
  CHECK(escaped("::error::x") == "\\x3a:error::x");
  CHECK(escaped("  ::error::x") == "  \\x3a:error::x");
  CHECK(escaped("\u00A0\u3000::error::x") == "\u00A0\u3000\\x3a:error::x");
  CHECK(escaped(":8080") == "\\x3a8080");
  CHECK(escaped("a::b \"::1\"") == "a::b \"::1\"");
  CHECK(escaped("##[error]x") == "#\\x23[error]x");
  CHECK(escaped("a ###vso[x] ##teamcity[y]") == "a ##\\x23vso[x] #\\x23teamcity[y]");
  CHECK(escaped("# a ## b ### [c] ##1[d]") == "# a ## b ### [c] ##1[d]");
}

TEST_CASE("display: what begins a command of a log is told from other marks") {
  CHECK(begins_log_command("##[x"));
  CHECK(begins_log_command("##vso[x"));
  CHECK_FALSE(begins_log_command(""));
  CHECK_FALSE(begins_log_command("##"));
  CHECK_FALSE(begins_log_command("##vso"));
  CHECK_FALSE(begins_log_command("## [x"));
  CHECK_FALSE(begins_log_command("a##[x"));
}

TEST_CASE("display: text of several lines keeps them, and each is harmless") {
  CHECK(escaped_lines("") == "");
  CHECK(escaped_lines("a\n\tb\x1b\n") == "a\n    b\\x1b\n");
  CHECK(escaped_lines("a\n\t::error::x\n##[y]") == "a\n    \\x3a:error::x\n#\\x23[y]");
  CHECK(laid_out("\ta\tb\r") == "    a    b\\r");
}

TEST_CASE("display: width counts cells, not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Größe") == 5);
  CHECK(display_width("漢字") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("😀!") == 3);
  CHECK(display_width("…←") == 2);
}

TEST_CASE("display: long text loses its middle") {
  CHECK(shorten_middle("abcdefghij", 0) == "abcdefghij");
  CHECK(shorten_middle("abcdefghij", 10) == "abcdefghij");
  CHECK(shorten_middle("abcdefghij", 7) == "ab…ghij");
  CHECK(shorten_middle("abcdefghij", 1) == "…");
  CHECK(shorten_middle("github.com/org/project/internal/store", 20) == "github.…ternal/store");
}

TEST_CASE("display: shortened text never takes more cells than asked for and stays whole code points") {
  const std::string text =
      GENERATE(as<std::string>(), "漢字漢字漢字漢字", "äöüäöüäöü", "e\u0301e\u0301e\u0301e\u0301", "a漢b字c漢d字");
  for (std::size_t width = 1; width < 20; ++width) {
    const std::string shortened = shorten_middle(text, width);
    CAPTURE(text, width, shortened);
    CHECK(display_width(shortened) <= width);
    CHECK(escaped(shortened) == shortened);
  }
}
