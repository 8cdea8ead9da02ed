#include <algorithm>

#include "catch.h"
#include "invariants.h"
#include "sample_report.h"
#include "util/display.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t position(std::string_view text, std::string_view part) {
  const std::size_t at = text.find(part);
  CAPTURE(text, part);
  REQUIRE(at != std::string_view::npos);
  return at;
}

// Three packages with 1, 2, 3 heap decisions, and as many functions each.
Report ladder() {
  ReportBuilder builder;
  for (std::uint32_t number = 1; number <= 3; ++number) {
    const PackageIndex package = builder.package("example.com/m/p" + std::to_string(number));
    for (std::uint32_t line = 1; line <= number; ++line) {
      builder.finding(package, {Kind::kEscapesToHeap, "a.go", line, 1, "F" + std::to_string(line)});
    }
    builder.count(package, Kind::kDoesNotEscape, Category::kModule, 10 - 3 * number);
  }
  return std::move(builder.report());
}

}  // namespace

TEST_CASE("text: the page as a whole") {
  CHECK(rendered("text", sample_report()) ==
        R"(module example.com/m, revision 0123456789ab-dirty, compiled by go1.26.8 linux/amd64, tags netgo,osusergo

package           heap  moved  escaping  stack  leaking  on heap
./internal/store     5      1         4  1,204       32     0.4%
.                    2      0         2      0        0   100.0%
total                7      1         6  1,207       32     0.6%
1 package without heap decisions, --all shows them

function       package           heap
(*Store).Save  ./internal/store     4
main.go        .                    1
main           .                    1
(*Store).Load  ./internal/store     1

7 heap decisions in 2 of 3 packages, 0.6% of all decisions, 1 of them suppressed
in the generated code: allocates 1, no allocation 0
hidden heap decisions: generated 1, standard 1; --include generated,standard shows them

1 package did not compile:
  ./broken
    broken/x.go:3:5: undefined: y
    broken/x.go:4:5: undefined: z

the run failed in part:
    go: warning: "all" matched only standard packages

3 lines of the compiler were not understood, 1 about the heap: decisions may be missing
    a.go:1:1: x leaps to the heap
)");
}

TEST_CASE("text: findings come as lines that editors jump to, before the tables") {
  RenderOptions options;
  options.findings = true;
  const std::vector<std::string> lines = lines_of(rendered("text", sample_report(), options));
  REQUIRE(lines.size() > 8);
  CHECK(lines[0] == "main.go:9:13: ... argument escapes to heap [from fmt.Println, 3 times, suppressed]");
  CHECK(lines[1] == "main.go:30: x escapes to heap");
  CHECK(lines[2] ==
        "internal/store/store.go:12:2: moved to heap: buf [captured by a closure, may allocate 8 bytes of [8]byte, "
        "12.5% of the bytes]");
  CHECK(lines[7].empty());
}

TEST_CASE("text: a finding without a file stands under its package") {
  ReportBuilder builder;
  builder.finding(builder.package("example.com/m/p"), {Kind::kEscapesToHeap, "", 0, 7, ""});
  RenderOptions options;
  options.findings = true;
  CHECK(lines_of(rendered("text", builder.report(), options))[0] == "example.com/m/p: x escapes to heap");
}

TEST_CASE("text: --include shows what is hidden") {
  RenderOptions options;
  options.findings = true;
  options.include.set(static_cast<std::size_t>(Category::kGenerated));
  const std::string text = rendered("text", sample_report(), options);
  CHECK(contains(text, "internal/store/store.pb.go:90:3: &Row{} escapes to heap\n"));
  CHECK(contains(text, "./internal/store     6 "));
  CHECK(contains(text, "(*Row).Reset"));
  CHECK(contains(text, "8 heap decisions in 2 of 3 packages"));
  CHECK(contains(text, "hidden heap decisions: standard 1; --include standard shows them"));
  options.include = all_categories();
  const std::string everything = rendered("text", sample_report(), options);
  CHECK_FALSE(contains(everything, "hidden"));
  CHECK(contains(everything, "9 heap decisions in 3 of 4 packages"));
}

TEST_CASE("text: --all shows packages without heap decisions") {
  RenderOptions options;
  options.all = true;
  const std::string text = rendered("text", sample_report(), options);
  CHECK(contains(text, "./quiet               0 "));
  CHECK(contains(text, "./broken (failed)"));
  CHECK_FALSE(contains(text, "--all"));
}

TEST_CASE("text: --top cuts tables and says what was cut") {
  RenderOptions options;
  options.top = 1;
  const std::string text = rendered("text", ladder(), options);
  CHECK(contains(text, "./p3 "));
  CHECK_FALSE(contains(text, "./p2 "));
  CHECK(contains(text, "… and 2 more packages, --top 0 shows all\n"));
  CHECK(contains(text, "… and 5 more functions, --top 0 shows all\n"));
  CHECK(contains(text, "total       6 "));
  options.top = 2;
  CHECK(contains(rendered("text", ladder(), options), "… and 1 more package, --top 0 shows all\n"));
  options.top = 0;
  CHECK_FALSE(contains(rendered("text", ladder(), options), "--top"));
}

TEST_CASE("text: packages come in the order that was asked for") {
  RenderOptions options;
  const auto order = [&](SortKey key) {
    options.sort = key;
    const std::string text = rendered("text", ladder(), options);
    return position(text, "\n./p3") < position(text, "\n./p1") ? "down" : "up";
  };
  CHECK(order(SortKey::kHeap) == std::string("down"));
  CHECK(order(SortKey::kName) == std::string("up"));
  CHECK(order(SortKey::kEscaping) == std::string("down"));
  CHECK(order(SortKey::kStack) == std::string("up"));
  CHECK(order(SortKey::kShare) == std::string("down"));
  CHECK(order(SortKey::kMoved) == std::string("up"));
  CHECK(order(SortKey::kLeaking) == std::string("up"));
}

TEST_CASE("text: an empty report says that there is nothing, not that all is well") {
  CHECK(rendered("text", Report{}) == "no packages to report\n");
}

TEST_CASE("text: a report with only failures is not a clean one") {
  Report report;
  report.failures.push_back({"", "go: cannot find main module"});
  const std::string text = rendered("text", report);
  CHECK_FALSE(contains(text, "no heap decisions"));
  CHECK(contains(text, "the run failed in part:\n    go: cannot find main module\n"));
}

TEST_CASE("text: a package that failed without words is still named") {
  ReportBuilder builder;
  builder.package("example.com/m/p");
  builder.report().packages[0].status = PackageStatus::kFailed;
  CHECK(contains(rendered("text", builder.report()), "1 package did not compile:\n  ./p\n"));
}

TEST_CASE("text: error texts keep their indentation, and the page ends with the end of a line") {
  ReportBuilder builder;
  builder.report().failures.push_back({"example.com/m/a", "package example.com/m/a\n\timports example.com/m/b"});
  const std::string text = rendered("text", builder.report());
  CHECK(contains(text, "  ./a\n    package example.com/m/a\n        imports example.com/m/b\n"));
  CHECK(text.back() == '\n');
  CHECK(text[text.size() - 2] != '\n');
}

TEST_CASE("text: of long error texts the first lines are shown") {
  ReportBuilder builder;
  std::string message;
  for (int line = 1; line <= 20; ++line) {
    message += "line " + std::to_string(line) + "\n";
  }
  builder.report().failures.push_back({"example.com/m/p", message});
  const std::string text = rendered("text", builder.report());
  CHECK(contains(text, "    line 8\n    … and 12 more lines\n"));
  CHECK_FALSE(contains(text, "line 9"));
}

TEST_CASE("text: no heap decisions is one sentence") {
  ReportBuilder builder;
  builder.count(builder.package("example.com/m"), Kind::kDoesNotEscape, Category::kModule, 5);
  CHECK(rendered("text", builder.report()) == "module example.com/m\n\nno heap decisions in 1 package\n");
}

TEST_CASE("text: lines fit the width, and say the same numbers") {
  ReportBuilder builder;
  const PackageIndex package =
      builder.package("example.com/m/some/very/long/folder/that/goes/on/and/on/until/it/is/too/long/Größe");
  builder.finding(package, {Kind::kEscapesToHeap, "a.go", 1, 1, "(*VeryLongTypeName[go.shape.struct]).VeryLongMethod"});
  builder.count(package, Kind::kDoesNotEscape, Category::kModule, 4000000000U);
  builder.package("漢字/漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
  builder.count(PackageIndex{1}, Kind::kMovedToHeap, Category::kModule, 7);
  RenderOptions options;
  options.width = GENERATE(68U, 80U, 100U, 120U);
  const std::string text = rendered("text", builder.report(), options);
  CAPTURE(options.width, text);
  for (const std::string& line : lines_of(text)) {
    CHECK(display_width(line) <= options.width);
  }
  CHECK(contains(text, "4,000,000,000"));
  CHECK(contains(text, "…"));
}

TEST_CASE("text: without a width nothing is shortened") {
  ReportBuilder builder;
  const std::string path = "example.com/m/" + std::string(300, 'p');
  builder.finding(builder.package(path), {});
  CHECK(contains(rendered("text", builder.report()), "./" + std::string(300, 'p') + "  "));
}

TEST_CASE("text: in a width too narrow for anything the numbers stay whole") {
  RenderOptions options;
  options.width = 1;
  const std::string text = rendered("text", sample_report(), options);
  CHECK(contains(text, "1,207"));
  CHECK(contains(text, "./in…l/store"));
}

TEST_CASE("text: colours change nothing but colours") {
  RenderOptions options;
  options.findings = true;
  const std::string plain = rendered("text", sample_report(), options);
  options.color = true;
  const std::string colored = rendered("text", sample_report(), options);
  CHECK_FALSE(contains(plain, "\x1b"));
  CHECK(contains(colored, "\x1b[31m1 package did not compile:\x1b[0m\n"));
  CHECK(without_colors(colored) == plain);
}

TEST_CASE("text: a raw log has no module: what import paths have in common is said once") {
  ReportBuilder builder("");
  builder.finding(builder.package("example.com/m/a"), {});
  builder.finding(builder.package("example.com/m/ab"), {});
  const std::string text = rendered("text", builder.report());
  CHECK(contains(text, "packages below example.com/m\n"));
  CHECK(contains(text, "\n./a  "));
  CHECK(contains(text, "\n./ab  "));
}

TEST_CASE("text: the same input gives the same bytes") {
  for (const char* format : {"text", "json", "jsonl", "csv", "markdown"}) {
    CHECK(rendered(format, sample_report()) == rendered(format, sample_report()));
  }
}
