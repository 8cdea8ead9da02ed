#include "resolve/go_lexer.h"

#include <string>
#include <string_view>

#include "catch.h"

using goescape::GoLexer;
using goescape::GoToken;
using goescape::has_line_directives;
using goescape::SourcePoint;

namespace {

// One letter for each token.
std::string kinds(std::string_view source) {
  constexpr std::string_view kLetters = "$;iLFCMSIk()[]{}*<.o";
  std::string result;
  GoLexer lexer(source);
  for (lexer.advance(); lexer.token() != GoToken::kEnd; lexer.advance()) {
    result += kLetters[static_cast<std::size_t>(lexer.token())];
  }
  return result;
}

}  // namespace

TEST_CASE("Tokens have their kinds") {
  CHECK(kinds("func f(a [2]int) *T {") == "Fi(i[L]i)*i{");
  CHECK(kinds("chan map struct interface <-c < -c a.b") ==
        "CMSI<io"
        "oi"
        "i.i;");
  CHECK(kinds("") == "");
}

TEST_CASE("Every keyword is one, and its neighbours are not") {
  const std::string_view keyword =
      GENERATE("break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func",
               "go", "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct",
               "switch", "type", "var");
  CAPTURE(keyword);
  GoLexer lexer(keyword);
  lexer.advance();
  CHECK(lexer.token() != GoToken::kIdentifier);
  CHECK(kinds(std::string(keyword) + "x") == "i;");
  CHECK(kinds("x" + std::string(keyword)) == "i;");
  CHECK(kinds(keyword.substr(1)) == "i;");
}

TEST_CASE("A newline ends a statement after what can end one") {
  CHECK(kinds("a\nb") == "i;i;");
  CHECK(kinds("1\n\"s\"\n'r'\n`raw`\n") == "L;L;L;L;");
  CHECK(kinds("f()\na[0]\n{}\n") == "i();i[L];{};");
  CHECK(kinds("a++\nb--\n") == "io;io;");
  CHECK(kinds("break\ncontinue\nfallthrough\nreturn\n") == "k;k;k;k;");
  CHECK(kinds("a +\nb,\n(\n{\n") == "ioio({");
  CHECK(kinds("if\nfunc\nvar\n") == "kFk");
}

TEST_CASE("Comments are blanks, with their newlines") {
  CHECK(kinds("a // func b\nc") == "i;i;");
  CHECK(kinds("a /* func */ b") == "ii;");
  CHECK(kinds("a /* func\n */ b") == "i;i;");
  CHECK(kinds("+ /* func\n */ b") == "oi;");
  CHECK(kinds("a /**/ b /***/ c /*/ d */ e / f") == "iiiioi;");
}

TEST_CASE("Literals hide what is in them") {
  CHECK(kinds(R"("func {" "\"}" "\\" '{' '\'' '"')") == "LLLLLL;");
  CHECK(kinds("`func \"{\n\\` x") == "Li;");
  CHECK(kinds("0x1p-2 1e+9 .5 1. 1_000i 0b1") == "LoLLoL.LLLL;");
}

TEST_CASE("Letters outside of ASCII belong to identifiers") {
  CHECK(kinds("größe世界 日") == "ii;");
  CHECK(kinds("ä\xff\x80z") == "i;");
}

TEST_CASE("Places count lines and bytes from one") {
  GoLexer lexer("é \"ä\" x\r\n\t`a\nb` y\n/*\n*/ z");
  const auto place = [&lexer](std::string_view text) {
    do {
      lexer.advance();
    } while (lexer.text() != text);
    return lexer.begin();
  };
  CHECK(place("é") == SourcePoint{1, 1});
  CHECK(lexer.end() == SourcePoint{1, 3});
  CHECK(place("x") == SourcePoint{1, 9});
  CHECK(place("`a\nb`").line == 3);
  CHECK(lexer.end() == SourcePoint{3, 3});
  CHECK(place("y") == SourcePoint{3, 4});
  CHECK(place("z") == SourcePoint{5, 4});
}

TEST_CASE("What is unfinished ends with the line or the file") {
  CHECK(kinds("\"abc\nd") == "L;i;");
  CHECK(kinds("'\\\nd") == "L;i;");
  CHECK(kinds("\"\\") == "L;");
  CHECK(kinds("`abc\nd") == "L;");
  CHECK(kinds("a /* b\nc") == "i;");
  CHECK(kinds("a /") == "io");
  CHECK(kinds("a <") == "io");
  CHECK(kinds("a //") == "i;");
  CHECK(kinds(std::string_view("\0a\0", 3)) == "oio");
}

TEST_CASE("The end stays the end") {
  GoLexer lexer("a");
  for (int i = 0; i < 5; ++i) {
    lexer.advance();
  }
  CHECK(lexer.token() == GoToken::kEnd);
  CHECK(lexer.text().empty());
}

TEST_CASE("Line directives are noticed") {
  CHECK(has_line_directives("//line foo.y:10\npackage a\n"));
  CHECK(has_line_directives("package a\n\nfunc f() {\n//line foo.y:10:2\n}\n"));
  CHECK(has_line_directives("package a; /*line foo.y:10*/ var x int"));
  CHECK(has_line_directives("package a\n//line C:\\a b.y:10"));
}

TEST_CASE("What only looks like a line directive is none") {
  CHECK_FALSE(has_line_directives(""));
  CHECK_FALSE(has_line_directives("package a\n"));
  CHECK_FALSE(has_line_directives("package a // line foo.y:10\n"));
  CHECK_FALSE(has_line_directives(" //line foo.y:10\npackage a\n"));
  CHECK_FALSE(has_line_directives("//line without a number\npackage a\n"));
  CHECK_FALSE(has_line_directives("//lines: 10\npackage a\n"));
  CHECK_FALSE(has_line_directives("package a\nvar s = `\n//line foo.y:10\n`\n"));
}
