#include "parse/message.h"

#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

// "kind|expression|function" of what a text is recognised as; "-" for nothing.
std::string read(std::string_view text) {
  const auto message = recognise_message(text);
  return message ? std::string(info(message->kind).name) + "|" + std::string(message->expression) + "|" +
                       std::string(message->function)
                 : "-";
}

}  // namespace

TEST_CASE("messages about escapes are told by their end") {
  CHECK(read("x escapes to heap") == "escapes_to_heap|x|");
  CHECK(read("&T{...} escapes to heap") == "escapes_to_heap|&T{...}|");
  CHECK(read("... argument does not escape") == "does_not_escape|... argument|");
  CHECK(read("append escapes to heap") == "escapes_to_heap|append|");
  CHECK(read("moved to heap: x") == "moved_to_heap|x|");
}

TEST_CASE("constants that speak of escapes are expressions") {
  CHECK(read(R"("a does not escape: ends with escapes to heap" escapes to heap)") ==
        R"(escapes_to_heap|"a does not escape: ends with escapes to heap"|)");
  CHECK(read(R"("x escapes to heap" does not escape)") == R"(does_not_escape|"x escapes to heap"|)");
  CHECK(read(R"("moved to heap: x" escapes to heap)") == R"(escapes_to_heap|"moved to heap: x"|)");
  CHECK(read(R"("can inline F" escapes to heap)") == R"(escapes_to_heap|"can inline F"|)");
  CHECK(read(R"("s escapes to heap in " + s escapes to heap in F:)") == R"(escape_flow|"s escapes to heap in " + s|F)");
}

TEST_CASE("a constant that was cut short leaves its quote open") {
  CHECK(read(R"("0123456789 (... escapes to heap)") == R"(escapes_to_heap|"0123456789 (...|)");
  CHECK(read(R"("0123456789 (... escapes to heap in F:)") == R"(escape_flow|"0123456789 (...|F)");
}

TEST_CASE("headers of explanations name their function from Go 1.25 on") {
  CHECK(read("new([131072]byte) escapes to heap in BigNew:") == "escape_flow|new([131072]byte)|BigNew");
  CHECK(read("new([131072]byte) escapes to heap:") == "escape_flow|new([131072]byte)|");
  CHECK(read("x escapes to heap in (*List[go.shape.int]).Push:") == "escape_flow|x|(*List[go.shape.int]).Push");
}

TEST_CASE("headers of explanations of parameters") {
  CHECK(read("parameter p leaks to {heap} with derefs=0:") == "parameter_flow|p|");
  CHECK(read("parameter p leaks to {heap} for F with derefs=1:") == "parameter_flow|p|F");
  CHECK(read("parameter p leaks to ~r0 for F with derefs=-1:") == "parameter_flow|p|F");
  CHECK(read("parameter p leaks to {storage for func literal} with derefs=0:") == "parameter_flow|p|");
  CHECK(read("parameter p leaks to {storage for func literal} for F with derefs=0:") == "parameter_flow|p|F");
  CHECK(read("parameter p leaks to {heap} with derefs=many:") == "-");
}

TEST_CASE("text of the program in the header of a parameter's explanation names no function") {
  CHECK(read(R"(parameter p leaks to {storage for "("} for F with derefs=-1:)") == "parameter_flow|p|F");
  CHECK(read(R"(parameter p leaks to {storage for "{} for G"} for F with derefs=0:)") == "parameter_flow|p|F");
  CHECK(read(R"(parameter p leaks to {storage for "{} for G"} with derefs=0:)") == "parameter_flow|p|");
  CHECK(read("parameter p leaks to {storage for x with derefs=0:") == "parameter_flow|p|");
  CHECK(read("parameter p leaks to {heap} for F[struct { x int }] with derefs=0:") ==
        "parameter_flow|p|F[struct { x int }]");
  CHECK(read(R"(parameter p q leaks to {storage for "("} for F with derefs=-1:)") == "-");
}

TEST_CASE("leaking parameters") {
  CHECK(read("leaking param: p") == "leaking_param|p|");
  CHECK(read("leaking param content: p") == "leaking_param_content|p|");
  CHECK(read("leaking param: p to result ~r0 level=0") == "leaking_param_to_result|p|");
  CHECK(read("leaking param: p to result ~r1 level=-1") == "leaking_param_to_result|p|");
  CHECK(read("leaking param: p to result r level=x") == "leaking_param|p to result r level=x|");
}

TEST_CASE("inlining, with and without the bodies that -m=2 shows") {
  CHECK(read("can inline F") == "can_inline||F");
  CHECK(read("can inline (*T).M with cost 7 as: method(*T) func() int { return 1 }") == "can_inline||(*T).M");
  CHECK(read("can inline F as: func() { g() }") == "can_inline||F");
  CHECK(read("cannot inline F: function too complex: cost 90 exceeds budget 80") == "cannot_inline||F");
  CHECK(read("cannot inline F into G: repeated recursive cycle") == "cannot_inline||F");
  CHECK(read("inlining call to F") == "inlining_call||F");
  CHECK(read("inlining call to F func(int) int { return x }") == "inlining_call||F");
  CHECK(read("inlining call to (*T).M method(*T) func() { }") == "inlining_call||(*T).M");
  CHECK(read("inlining call to F with score -12") == "inlining_call||F");
  CHECK(read("function F considered 'big'; reducing max cost of inlinees") == "big_function||F");
}

TEST_CASE("a type argument that is a function is no body") {
  CHECK(read("inlining call to atomic.(*Pointer[go.shape.func(string) func()]).Load") ==
        "inlining_call||atomic.(*Pointer[go.shape.func(string) func()]).Load");
  CHECK(read("can inline New[go.shape.struct { F func() }]") == "can_inline||New[go.shape.struct { F func() }]");
}

TEST_CASE("captures and self-assignments name their function") {
  CHECK(read("F capturing by value: x (addr=false assign=false width=8)") == "closure_capture|x|F");
  CHECK(read("(*T).SelfSlice ignoring self-assignment in t.s = t.s[:n]") ==
        "self_assignment|t.s = t.s[:n]|(*T).SelfSlice");
}

TEST_CASE("devirtualised calls") {
  CHECK(read("devirtualizing r.Read to *strings.Reader") == "devirtualized|r.Read|");
  CHECK(read("partially devirtualizing i.M to W") == "partially_devirtualized|i.M|");
  CHECK(read("cannot devirtualize r.Do(): shaped receiver *S[go.shape.int]") == "not_devirtualized|r.Do()|");
  CHECK(read("PGO devirtualizing interface call i.Do to (*A).Do").substr(0, 15) == "profile_guided|");
}

TEST_CASE("texts that are no message are left alone") {
  for (const char* const text : {"", " ", ":", "escapes to heap", "x escapes to heap today", "moved to heap",
                                 "undefined: x", "escapes to heap in :", "declared and not used: x"}) {
    CAPTURE(text);
    CHECK(read(text) == "-");
  }
}

TEST_CASE("only few messages have no position") {
  const auto moved = recognise_message_without_position("moved to heap: #next");
  REQUIRE(moved);
  CHECK(moved->expression == "#next");
  const auto captured =
      recognise_message_without_position("Value.Comparable capturing by ref: #next (addr=false assign=true width=8)");
  REQUIRE(captured);
  CHECK(captured->function == "Value.Comparable");
  CHECK(!recognise_message_without_position("x escapes to heap"));
  CHECK(!recognise_message_without_position(""));
}

TEST_CASE("errors of compilers are told from messages to come") {
  for (const char* const text :
       {"undefined: x", "declared and not used: y", "\"os\" imported and not used",
        "cannot use 1 (untyped int constant) as string value in return statement", "syntax error: unexpected newline",
        "x.Foo undefined (type T has no field or method Foo)", "fatal error: nope.h: No such file or directory",
        "stack frame too large (>1GB): 2050 MB locals + 0 MB args", "pattern nope.txt: no matching files found",
        "unrecognized instruction \"FOO\"", "//go:linkname only allowed in Go files that import \"unsafe\"",
        "invalid go:embed: build system did not map file: x", "too many errors",
        "cannot use 300 (untyped int constant) as byte value in assignment (overflows)",
        "build constraints exclude all Go files in /src/b"}) {
    CAPTURE(text);
    CHECK(looks_like_compile_error(text));
  }
  CHECK(!looks_like_compile_error("x escapes to heap"));
  CHECK(!looks_like_compile_error("x is kept somewhere new"));
  CHECK(!looks_like_compile_error("    from x (too large for the stack of somebody) at a.go:1:2"));
  CHECK(!looks_like_compile_error(""));
}

TEST_CASE("lines that speak of the heap") {
  CHECK(speaks_of_heap("a.go:1:2: x escaped"));
  CHECK(speaks_of_heap("a.go:1:2: heap: x"));
  CHECK(speaks_of_heap("a.go:1:2: leaking param of a new kind"));
  CHECK(!speaks_of_heap("a.go:1:2: undefined: x"));
}

TEST_CASE("a parameter without a name, or that leaks to nothing, is no header of an explanation") {
  CHECK(!recognise_message("parameter x leaks to with derefs=0:"));
  CHECK(!recognise_message("parameter leaks to {temp} for F with derefs=-1:"));
  CHECK(recognise_message("parameter x leaks to y with derefs=0:"));
}

}  // namespace goescape::test
