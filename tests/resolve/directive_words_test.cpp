#include "resolve/directive_words.h"

#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

DirectiveWords words(std::string_view comment) {
  const auto found = read_directive_words(comment);
  CAPTURE(std::string(comment));
  REQUIRE(found.has_value());
  return *found;
}

}  // namespace

TEST_CASE("goescape's own directives") {
  const DirectiveWords ignore = words("//goescape:ignore \t built once at start-up ");
  CHECK(ignore.type == DirectiveType::kIgnore);
  CHECK(ignore.reach == DirectiveReach::kLineOrFunction);
  CHECK(ignore.reason == "built once at start-up");
  CHECK(ignore.problem.empty());

  for (const char* const comment : {"//goescape:noescape", "//goescape:noescape\t", "//goescape:noescape hot path"}) {
    const DirectiveWords noescape = words(comment);
    CHECK(noescape.type == DirectiveType::kNoEscape);
    CHECK(noescape.reach == DirectiveReach::kLineOrFunction);
    CHECK_FALSE(noescape.checkescape);
    CHECK(noescape.problem.empty());
  }
}

TEST_CASE("an ignore without a reason says what is missing") {
  for (const char* const comment : {"//goescape:ignore", "//goescape:ignore  ", "//goescape:ignore\t\r"}) {
    CHECK(words(comment).problem ==
          "goescape:ignore needs a reason and suppresses nothing without one: //goescape:ignore REASON");
  }
}

TEST_CASE("unknown words and misspelt directives are problems") {
  CHECK(words("//goescape:ignroe x").problem ==
        "there is no directive goescape:ignroe; there are goescape:ignore and goescape:noescape; did you mean "
        "\"ignore\"?");
  CHECK(words("//goescape:ignroe x").type == DirectiveType::kIgnore);
  CHECK_FALSE(words("//goescape:").problem.empty());
  CHECK_FALSE(words("//goescape:ignore: x").problem.empty());
  CHECK(words("// goescape:noescape").problem == "a directive has no blank behind the slashes: //goescape:noescape");
  CHECK(words("// goescape:noescape").type == DirectiveType::kNoEscape);
  CHECK(words("// goescape:ignore x").type == DirectiveType::kIgnore);
}

TEST_CASE("an unknown word that may have been an assertion counts as one") {
  for (const char* const comment : {"//goescape:noescap", "//goescape:no-escape", "//goescape:stack", "//goescape:"}) {
    CHECK(words(comment).type == DirectiveType::kNoEscape);
    CHECK_FALSE(words(comment).problem.empty());
  }
}

TEST_CASE("gcassert speaks of escapes in a list of words, anywhere in a comment") {
  for (const char* const comment : {"//gcassert:noescape", "// gcassert:noescape", "//gcassert:bce,noescape",
                                    "//gcassert:noescape,inline because", "// hot //gcassert:noescape"}) {
    const DirectiveWords found = words(comment);
    CHECK(found.type == DirectiveType::kNoEscape);
    CHECK(found.reach == DirectiveReach::kLine);
    CHECK(found.problem.empty());
  }
  CHECK_FALSE(read_directive_words("//gcassert:inline,bce"));
  CHECK_FALSE(read_directive_words("//gcassert:noescapes"));
  CHECK_FALSE(read_directive_words("// the gcassert:noescape comment"));
}

TEST_CASE("go-escape-lint's comment") {
  for (const char* const comment :
       {"//no-escape", "//no-escape\r", "// no-escape", "// no-escape ", "//no-escape x", "// must stay //no-escape"}) {
    CHECK(words(comment).type == DirectiveType::kNoEscape);
    CHECK(words(comment).reach == DirectiveReach::kLine);
  }
  CHECK_FALSE(read_directive_words("// no-escape analysis is done here"));
  CHECK_FALSE(read_directive_words("//no-escapes"));
  CHECK_FALSE(read_directive_words("//no-bounds-check"));
}

TEST_CASE("gVisor's checkescape counts where it is about the heap") {
  for (const char* const comment : {"// +checkescape", "//+checkescape", "// +checkescape:all", "// +checkescape:heap",
                                    "// +checkescape:hard", "// +checkescape:local", "// +checkescape:local,heap",
                                    "// +checkescape:stack,heap", "// +checkescape:all why"}) {
    const DirectiveWords found = words(comment);
    CAPTURE(comment);
    CHECK(found.type == DirectiveType::kNoEscape);
    CHECK(found.reach == DirectiveReach::kFunction);
    CHECK(found.checkescape);
    CHECK(found.problem.empty());
  }
  for (const char* const comment : {"// +checkescape:stack", "// +checkescape:interface,dynamic",
                                    "// +checkescape:local,stack", "// +checkescapes", "// +mustescape:heap"}) {
    CAPTURE(comment);
    CHECK_FALSE(read_directive_words(comment));
  }
  CHECK(words("// +checkescape:heep").problem == "+checkescape has no option heep");
}

TEST_CASE("gVisor's exemption") {
  CHECK(words("// escapes: slow path.").type == DirectiveType::kExempt);
  CHECK(words("// escapes: slow path.").reason == "slow path.");
  CHECK(words("// Escapes: slow path.").type == DirectiveType::kExempt);
  CHECK_FALSE(read_directive_words("// escapes HTML"));
}

TEST_CASE("prose is no directive") {
  for (const char* const comment : {"//", "// ", "// goescape is a tool", "// goescape:ignored", "//go:noinline",
                                    "// see //goescape:ignore", "//nolint:gocritic", "// +build linux"}) {
    CAPTURE(comment);
    CHECK_FALSE(read_directive_words(comment));
  }
}

TEST_CASE("every directive can be seen at a quick look") {
  for (const char* const source :
       {"//goescape:ignore x", "//gcassert:noescape", "// no-escape", "// +checkescape:all"}) {
    CHECK(may_hold_directives(source));
  }
  CHECK_FALSE(may_hold_directives("package p // escapes: said of HTML\n"));
}

}  // namespace goescape::test
