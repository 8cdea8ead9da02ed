#include "resolve/location.h"

#include "catch.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

TEST_CASE("location: what a text means") {
  const auto is = [](std::string_view text, Location::Type type, std::string_view name, unsigned line,
                     unsigned column) {
    const Location location = *parse_location(text);
    CAPTURE(std::string(text));
    CHECK(location.type == type);
    CHECK(location.name == name);
    CHECK(location.line == line);
    CHECK(location.column == column);
  };
  is("a.go", Location::Type::kFile, "a.go", 0, 0);
  is("./b/a.go:12", Location::Type::kFile, "./b/a.go", 12, 0);
  is("C:/b/a.go:12:3", Location::Type::kFile, "C:/b/a.go", 12, 3);
  is("v1:01ab", Location::Type::kId, "v1:01ab", 0, 0);
  is("(*T).Name", Location::Type::kFunction, "(*T).Name", 0, 0);
  is("a.go:x", Location::Type::kFunction, "a.go:x", 0, 0);
  is("a.go:99999999999", Location::Type::kFunction, "a.go:99999999999", 0, 0);
  is("", Location::Type::kFunction, "", 0, 0);
}

TEST_CASE("location: what is less than a place is a mistake") {
  for (const char* const text : {"a.go:0", "a.go:0:3", "a.go:12:0", "v1:"}) {
    CAPTURE(text);
    const auto location = parse_location(text);
    REQUIRE_FALSE(location);
    CHECK(location.error().failure == Failure::kUsage);
    CHECK(location.error().message.find(text) == 0);
  }
}

TEST_CASE("location: findings of a function with its literals, by name and package") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m/codec");
  for (const char* const function : {"Put", "Put.func1", "(*T).Put", "Putter", ""}) {
    builder.finding(package, {}).function = builder.text(function);
  }
  const Report& report = builder.report();
  CHECK(findings_at(report, *parse_location("Put")).size() == 2);
  CHECK(findings_at(report, *parse_location("codec.Put")).size() == 2);
  CHECK(findings_at(report, *parse_location("example.com/m/codec.(*T).Put")).size() == 1);
  CHECK(findings_at(report, *parse_location("other.Put")).empty());
  CHECK(findings_at(report, *parse_location("")).empty());
}

TEST_CASE("location: a column at which nothing stands means its line") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("m");
  for (const std::uint32_t column : {2U, 9U}) {
    Finding& finding = builder.finding(package, {});
    finding.file = builder.text("a.go");
    finding.line = 7;
    finding.column = column;
  }
  const Report& report = builder.report();
  CHECK(findings_at(report, *parse_location("a.go:7:9")).size() == 1);
  CHECK(findings_at(report, *parse_location("a.go:7:5")).size() == 2);
  CHECK(findings_at(report, *parse_location("a.go:8")).empty());
  CHECK(findings_at(report, *parse_location("a.go")).size() == 2);
}
