#include "compare/code_pattern.h"

#include <string>
#include <vector>

#include "catch.h"
#include "compare/gate_sample.h"

namespace goescape::test {
namespace {

using Type = CodePattern::Type;

Report sample() {
  return SampleReport()
      .package(".")
      .finding(1, "main", "a")
      .package("codec")
      .finding(2, "(*T).Encode", "b")
      .finding(3, "(*T).Encode.func1", "c")
      .finding(4, "T.Len", "d")
      .finding(5, "Map[...]", "e")
      .finding(6, "(*List[...]).Push", "f")
      .finding(7, "F-range1", "g")
      .package("codec/json")
      .finding(8, "Encode", "h")
      .package("codecs")
      .finding(9, "Encode", "i")
      .package("nats.go")
      .finding(10, "Dial", "j")
      .package("broken", PackageStatus::kFailed)
      .package("lent", PackageStatus::kOk, false)
      .take();
}

// The expressions of the findings that a pattern names.
std::string matched(std::string_view text) {
  const Report report = sample();
  const CodePattern pattern(text, report);
  std::string result;
  for (const Finding& finding : report.findings) {
    result += pattern.matches(finding) ? report.text(finding.expression) : "";
  }
  return result;
}

Type type_of(std::string_view text) {
  const Report report = sample();
  return CodePattern(text, report).type();
}

}  // namespace

TEST_CASE("a pattern names packages by import path or below the module") {
  CHECK(matched("codec") == "bcdefg");
  CHECK(matched("./codec") == "bcdefg");
  CHECK(matched("example.com/m/codec") == "bcdefg");
  CHECK(matched("codec/...") == "bcdefgh");
  CHECK(matched("example.com/m/codec/...") == "bcdefgh");
  CHECK(matched("codec...") == "bcdefghi");
  CHECK(matched(".../json") == "h");
  CHECK(matched(".") == "a");
  CHECK(matched("example.com/m") == "a");
  CHECK(matched("...") == "abcdefghij");
  CHECK(matched("./...") == "abcdefghij");
  CHECK(matched("example.com/m/...") == "abcdefghij");
}

TEST_CASE("a pattern names a function with what stands in it") {
  CHECK(matched("codec.(*T).Encode") == "bc");
  CHECK(matched("./codec.(*T).Encode") == "bc");
  CHECK(matched("example.com/m/codec.(*T).Encode") == "bc");
  CHECK(matched("codec.T.Len") == "d");
  CHECK(matched("codec.F") == "g");
  CHECK(matched("codec/json.Encode") == "h");
  CHECK(matched(".main") == "a");
  CHECK(matched("example.com/m.main") == "a");
}

TEST_CASE("a function pattern does not care for type arguments") {
  CHECK(matched("codec.Map") == "e");
  CHECK(matched("codec.Map[...]") == "e");
  CHECK(matched("codec.(*List).Push") == "f");
}

TEST_CASE("the name of a type does not name its methods, nor a name those that it begins") {
  CHECK(type_of("codec.T") == Type::kFunction);
  CHECK(matched("codec.T").empty());
  CHECK(matched("codec.Ma").empty());
}

TEST_CASE("a pattern that ends in .go names a file, unless there is such a package") {
  CHECK(type_of("codec/x.go") == Type::kFile);
  CHECK(matched("codec/x.go") == "bcdefg");
  CHECK(matched("x.go") == "a");
  CHECK(matched("codec/....go") == "bcdefgh");
  CHECK(type_of("nats.go") == Type::kPackage);
  CHECK(matched("nats.go") == "j");
  CHECK(type_of("nowhere/x.go") == Type::kNothing);
}

TEST_CASE("what was not compiled is named by no pattern") {
  for (const char* const text : {"broken", "lent", "broken.F", "codek/...", "codek.F", "", "other.com/m/codec",
                                 "broken/x.go", "example.com/m/codec/json/Encode", "codec."}) {
    CAPTURE(text);
    CHECK(type_of(text) == Type::kNothing);
    CHECK(matched(text).empty());
  }
}

TEST_CASE("a function or file pattern says whether the sources hold what it names") {
  const Report report = sample();
  Directives declared;
  declared.functions = {
      {"example.com/m/codec", "(*T).Clean"}, {"example.com/m/codec", "Map[...]"}, {"example.com/m/other", "Lost"}};
  declared.files = {"codec/clean.go"};
  CHECK(CodePattern("codec/clean.go", report).names_code_in(declared));
  CHECK(CodePattern("codec/....go", report).names_code_in(declared));
  CHECK_FALSE(CodePattern("codec/x.go", report).names_code_in(declared));
  CHECK(CodePattern("codec.(*T).Clean", report).names_code_in(declared));
  CHECK(CodePattern("codec.Map", report).names_code_in(declared));
  CHECK_FALSE(CodePattern("codec.Lost", report).names_code_in(declared));
  CHECK_FALSE(CodePattern("codec.Clean", report).names_code_in(declared));
  CHECK(CodePattern("codec", report).names_code_in({}));
  CHECK_FALSE(CodePattern("codek", report).names_code_in(declared));
}

}  // namespace goescape::test
