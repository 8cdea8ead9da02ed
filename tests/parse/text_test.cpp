#include "parse/text.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("text is searched outside of string literals") {
  CHECK(find_outside_literals("a = b", " = ") == 1);
  CHECK(find_outside_literals(R"(s[" = "] = b)", " = ") == 8);
  CHECK(find_outside_literals(R"(s["\" = "] = b)", " = ") == 10);
  CHECK(find_outside_literals("s[` = `] = b", " = ") == 8);
  CHECK(find_outside_literals("s['='] = b", " = ") == 6);
  CHECK(find_outside_literals("ab", " = ") == std::string_view::npos);
  CHECK(find_outside_literals("", " = ") == std::string_view::npos);
}

TEST_CASE("what follows a literal that was cut short is inside of it") {
  CHECK(find_outside_literals(R"({storage for "0123... = x)", " = ") == std::string_view::npos);
  CHECK(find_outside_literals(R"(a = {storage for "0123... = x)", " = ") == 1);
}

TEST_CASE("text is searched outside of brackets") {
  CHECK(find_outside_brackets("f(a: b): c", ": ") == 7);
  CHECK(find_outside_brackets("Map[go.shape.func() func()] func(", " func(") == 27);
  CHECK(find_outside_brackets("f(a: b", ": ") == std::string_view::npos);
  CHECK(find_outside_brackets("", ": ") == std::string_view::npos);
}

TEST_CASE("brackets that close before they open leave nothing outside") {
  CHECK(find_outside_brackets(") x: y", ": ") == std::string_view::npos);
  CHECK(find_outside_brackets(") (x: y", ": ") == std::string_view::npos);
}

TEST_CASE("a raw string literal that is open at the end of a line is seen") {
  CHECK(ends_in_raw_literal("x = `first", false));
  CHECK(ends_in_raw_literal("`", false));
  CHECK(ends_in_raw_literal("`a` + `b", false));
  CHECK(!ends_in_raw_literal("`a`", false));
  CHECK(!ends_in_raw_literal("", false));
  CHECK(!ends_in_raw_literal("no literal at all", false));
}

TEST_CASE("a back quote within another literal opens nothing") {
  CHECK(!ends_in_raw_literal(R"("a ` b" escapes to heap)", false));
  CHECK(!ends_in_raw_literal(R"("a \" ` b" escapes to heap)", false));
  CHECK(!ends_in_raw_literal("'`' escapes to heap", false));
  CHECK(!ends_in_raw_literal(R"('\'' + "`" escapes to heap)", false));
  CHECK(ends_in_raw_literal("\"it's\" + `first", false));
}

TEST_CASE("a literal that the compiler cut short opens nothing behind itself") {
  CHECK(!ends_in_raw_literal("\"0123456789 ` ... escapes to heap", false));
}

TEST_CASE("a raw string literal that was open stays so up to its back quote") {
  CHECK(ends_in_raw_literal("", true));
  CHECK(ends_in_raw_literal("it's \"so\"", true));
  CHECK(!ends_in_raw_literal("last` escapes to heap", true));
  CHECK(ends_in_raw_literal("last` + `next", true));
  CHECK(!ends_in_raw_literal("a\"` + \"`\"", true));
}

TEST_CASE("what stands between a prefix and a suffix") {
  CHECK(between("# a", "# ", "") == "a");
  CHECK(between("ab", "a", "b") == "");
  CHECK(!between("aba", "ab", "ba"));
  CHECK(!between("x", "a", ""));
}

}  // namespace goescape::test
