#include "parse/go_string.h"

#include <string>

#include "catch.h"

using namespace goescape;

TEST_CASE("literals of Go are measured to their closing quote", "[go_string]") {
  CHECK(go_string_length(R"("a b"=c)") == 5);
  CHECK(go_string_length(R"("a\"b" c)") == 6);
  CHECK(go_string_length("`a\\`b") == 4);
  CHECK(go_string_length("") == 0);
  CHECK(go_string_length("a") == 0);
  CHECK(go_string_length("\"a") == 0);
  CHECK(go_string_length("\"a\\") == 0);
  CHECK(go_string_length("\"a\\\"") == 0);
}

TEST_CASE("literals of Go are read with their escapes", "[go_string]") {
  CHECK(unquoted_go_string(R"("")") == "");
  CHECK(unquoted_go_string(R"("a\tb\n\"\\")") == "a\tb\n\"\\");
  CHECK(unquoted_go_string(R"("\x41\101\u00e4\U0001F600\u20ac")") == "AA\xc3\xa4\xf0\x9f\x98\x80\xe2\x82\xac");
  CHECK(unquoted_go_string("`a\\n`") == "a\\n");
}

TEST_CASE("what is no literal of Go is refused", "[go_string]") {
  for (const char* const text : {"", "a", "\"", "\"a", "\"a\"b", R"("\q")", R"("\x4")", R"("\x4g")", R"("\400")",
                                 R"("\ud800")", R"("\U00110000")", R"("\u12")", R"("\")"}) {
    CAPTURE(text);
    CHECK_FALSE(unquoted_go_string(text));
  }
}
