#include "render/formats.h"

#include <set>

#include "catch.h"
#include "invariants.h"
#include "sample_report.h"
#include "util/display.h"

using namespace goescape;
using namespace goescape::test;

TEST_CASE("formats: every format is found by its name and described") {
  std::set<std::string_view> names;
  for (const Format& format : kFormats) {
    CHECK(find_format(format.name) == &format);
    CHECK_FALSE(format.description.empty());
    CHECK(names.insert(format.name).second);
  }
  CHECK(find_format("xml") == nullptr);
  CHECK(find_format("") == nullptr);
  CHECK(find_format("JSON") == nullptr);
}

TEST_CASE("formats: every order is found by its name") {
  for (const SortName& row : kSortNames) {
    CHECK(sort_key_from_name(row.name) == row.key);
  }
  CHECK_FALSE(sort_key_from_name("size").has_value());
}

TEST_CASE("formats: parts add up to wholes in every format") {
  SECTION("sample") { check_invariants(sample_report()); }
  SECTION("hostile") { check_invariants(hostile_report()); }
  SECTION("empty") { check_invariants(Report{}); }
  SECTION("one package") {
    ReportBuilder builder;
    builder.finding(builder.package("example.com/m"), {});
    check_invariants(builder.report());
  }
  SECTION("many findings, more than one piece of output") {
    ReportBuilder builder;
    for (int number = 0; number < 30; ++number) {
      const PackageIndex package = builder.package("example.com/m/p" + std::to_string(number));
      for (std::uint32_t line = 1; line < 100; ++line) {
        builder.finding(package, {line % 3 == 0 ? Kind::kMovedToHeap : Kind::kEscapesToHeap, "a.go", line, 1,
                                  line % 2 == 0 ? "F" : ""});
      }
    }
    check_invariants(builder.report());
  }
}

TEST_CASE("formats: no format lets anything through that steers a terminal or is no UTF-8") {
  const Report report = hostile_report();
  RenderOptions options;
  options.findings = true;
  options.width = GENERATE(0U, 40U, 80U);
  for (const Format& format : kFormats) {
    CAPTURE(format.name);
    const std::string text = rendered(format.name, report, options);
    for (const std::string& line : lines_of(text)) {
      const bool ends_in_return = format.name == "csv" && !line.empty();
      const std::string_view content = std::string_view(line).substr(0, line.size() - (ends_in_return ? 1 : 0));
      // Lines of `github` are commands, and those of a script may begin with a colon.
      const bool may_begin_with_colon = format.name == "github" || format.name == "html";
      const std::string whole = (may_begin_with_colon ? "|" : "") + std::string(content);
      CHECK(escaped(whole) == whole);
    }
  }
}

TEST_CASE("formats: every format ends with a line end, or is empty") {
  const Report report = GENERATE(0, 1) == 0 ? sample_report() : Report{};
  for (const Format& format : kFormats) {
    CAPTURE(format.name);
    const std::string text = rendered(format.name, report);
    CHECK((text.empty() || text.back() == '\n'));
    const bool is_lines =
        format.name == "jsonl" || format.name == "rows" || format.name == "rdjsonl" || format.name == "errorformat";
    CHECK((!text.empty() || is_lines));
  }
}

TEST_CASE("formats: a stream that cannot be written to says so") {
  for (const Format& format : kFormats) {
    std::ostream nowhere(nullptr);
    format.render(sample_report(), {}, nowhere);
    CHECK_FALSE(nowhere.good());
  }
}
