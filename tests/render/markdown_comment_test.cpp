// Markdown as a comment on a pull request: the marker, the links, the limit, and text that must not act.
#include <re2/re2.h>

#include <algorithm>
#include <sstream>

#include "catch.h"
#include "invariants.h"
#include "render/formats.h"
#include "render/markdown_page.h"
#include "sample_report.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

// The number in front of words, commas taken out; 0 when they are not there.
std::size_t number_before(const std::string& text, const std::string& words) {
  std::string number;
  if (!RE2::PartialMatch(text, "([0-9,]+) (?:more )?" + words, &number)) {
    return 0;
  }
  number.erase(std::remove(number.begin(), number.end(), ','), number.end());
  return std::stoul(number);
}

// A side with so many heap decisions, each with a flow.
Report side(std::size_t findings, std::string_view text) {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  for (std::uint32_t index = 0; index < findings; ++index) {
    Finding& finding = builder.finding(package, {Kind::kEscapesToHeap, "dir/a b.go", index + 1, 3, text, text, text});
    FlowStep assign;
    assign.to = builder.text("{heap}");
    assign.from = builder.text(text);
    FlowStep reason = assign;
    reason.type = FlowStep::Type::kReason;
    reason.file = builder.text("dir/a b.go");
    reason.line = 9;
    builder.flow(finding, {assign, reason});
  }
  return std::move(builder.report());
}

// A comparison in which everything that the old side has is fixed, and everything of the new side introduced.
struct Sides {
  Sides(std::size_t old_findings, std::size_t new_findings, std::string_view text = "x escapes to heap")
      : before(side(old_findings, text)), after(side(new_findings, text)) {
    for (std::uint32_t index = 0; index < new_findings; ++index) {
      diff.introduced.push_back({FindingIndex{index}, false,
                                 Blame{BlameReason::kCallee, "codec.Encode", "codec/codec.go", 16, std::string(text)}});
      gate.violations.push_back({GateRule::kNewEscape, {FindingIndex{index}}, "", "dir/a b.go", index + 1, "new"});
      gate.notices.push_back({"a.go", 3, std::string(text)});
    }
    for (std::uint32_t index = 0; index < old_findings; ++index) {
      diff.fixed.push_back(FindingIndex{index});
    }
    for (std::uint32_t index = 0; index < std::min(old_findings, new_findings); ++index) {
      diff.moved.push_back({FindingIndex{index}, FindingIndex{index}, MatchStep::kRenamedFile});
    }
    gate.failed = true;
  }

  [[nodiscard]] std::string comment(const RenderOptions& options = {}, bool check = false) const {
    const Comparison comparison{&before, &after, "HEAD~1", "HEAD", &diff};
    std::ostringstream out;
    render_markdown_comparison(comparison, check ? &gate : nullptr, options, out);
    return out.str();
  }

  Report before;
  Report after;
  Diff diff;
  GateResult gate;
};

RenderOptions with_links() {
  RenderOptions options;
  options.place.files_url = "https://github.com/o/r/blob/0123/tools/";
  options.old_place.files_url = "https://github.com/o/r/blob/4567/";
  return options;
}

void add_trouble(Report& report, const std::string& text) {
  for (int package = 0; package < 50; ++package) {
    report.failures.push_back({text + std::to_string(package), text + "\n" + text});
  }
  report.unrecognized = {9, 1, {text, text}};
}

// Folds are closed, and the last line is a whole one.
void check_shape(const std::string& text) {
  CHECK(text.size() <= Room::kLimit);
  CHECK(count_of(text, "<details>") == count_of(text, "</details>"));
  CHECK(text.ends_with('\n'));
  for (const std::string& line : lines_of(text)) {
    CHECK((!line.starts_with("| ") || line.ends_with(" |")));
  }
}

}  // namespace

TEST_CASE("comment: the marker is the first line, with the id where there is one") {
  CHECK(lines_of(Sides(1, 1).comment())[0] == "<!-- goescape -->");
  RenderOptions options;
  options.comment_id = "linux/arm64";
  CHECK(lines_of(Sides(1, 1).comment(options))[0] == "<!-- goescape: linux/arm64 -->");
  CHECK(lines_of(rendered("markdown", sample_report(), options))[0] == "<!-- goescape: linux/arm64 -->");
}

TEST_CASE("comment: places link to the lines of their own side") {
  const std::string text = Sides(1, 2).comment(with_links());
  CHECK(contains(text, "| [`dir/a b.go:2:3`](https://github.com/o/r/blob/0123/tools/dir/a%20b.go#L2) |"));
  CHECK(contains(text, "| [`dir/a b.go:1:3`](https://github.com/o/r/blob/4567/dir/a%20b.go#L1) |"));
  CHECK(contains(text, "(codec/codec.go:16)`](https://github.com/o/r/blob/0123/tools/codec/codec.go#L16) |"));
  CHECK(contains(text, "at [`dir/a b.go:9`](https://github.com/o/r/blob/0123/tools/dir/a%20b.go#L9)"));
  CHECK_FALSE(contains(Sides(1, 2).comment(), "http"));
}

TEST_CASE("comment: only files of the repository are linked") {
  const auto link = [](std::string_view file) { return linked("x", "https://h/", file, 3); };
  CHECK(link("a/b.go") == "[`x`](https://h/a/b.go#L3)");
  CHECK(linked("x", "https://h/", "b.go", 0) == "[`x`](https://h/b.go)");
  for (const char* file : {"", "$GOROOT/src/fmt/print.go", "/abs/a.go", "../a.go", "<autogenerated>"}) {
    CHECK(link(file) == "`x`");
  }
  CHECK(link("a)|[é.go") == "[`x`](https://h/a%29%7C%5B%C3%A9.go#L3)");
  CHECK(linked("", "https://h/", "a.go", 1).empty());
}

TEST_CASE("comment: the flow, what was fixed and what moved are folded") {
  const std::string text = Sides(1, 1).comment();
  CHECK(contains(text, "<details><summary>how the introduced values reach the heap</summary>\n\n`dir/a b.go:1:3` "));
  CHECK(contains(text, "\n1. `x escapes to heap` reaches the heap: "));
  CHECK(contains(text, "<details><summary>1 heap decision fixed</summary>\n\n| where |"));
  CHECK(contains(text, "<details><summary>1 heap decision moved</summary>\n\n| where |"));
  check_shape(text);
}

TEST_CASE("comment: what does not fit is counted, and every entry is whole") {
  const std::string text = Sides(2000, 3000).comment(with_links());
  check_shape(text);
  const std::size_t shown = count_of(text.substr(0, text.find("<details>")), "| [`dir/a b.go:");
  CHECK(shown > 100);
  CHECK(number_before(text, "heap decisions, for which a comment has no room") == 3000 - shown);
  CHECK(contains(text, "2,000 heap decisions fixed</summary>\n\n\u2026 and 2,000 heap decisions, for which a comment"));
}

TEST_CASE("comment: no input makes one that is too long") {
  const std::string hostile(kHostile);
  for (const std::string& text :
       {std::string(70000, 'x'), std::string(70000, '`'), std::string(70000, '\n'), hostile}) {
    for (const bool check : {false, true}) {
      Sides sides(300, 300, text);
      add_trouble(sides.before, text);
      add_trouble(sides.after, text);
      for (int change = 0; change < 9; ++change) {
        sides.diff.toolchain_changes.push_back({text, text, text});
      }
      RenderOptions options = with_links();
      options.top = 0;
      const std::string comment = sides.comment(options, check);
      check_shape(comment);
      CHECK(contains(comment, "50 packages did not compile"));
      options.findings = true;
      options.all = true;
      check_shape(rendered("markdown", sides.after, options));
    }
  }
}

TEST_CASE("comment: a log of CI finds no command in it") {
  for (const char* text :
       {"::error file=a.go::x", "  ::set-output name=a::b", "x ##[add-mask]y", "##vso[task.complete]"}) {
    Sides sides(1, 1, text);
    add_trouble(sides.after, text);
    for (const bool check : {false, true}) {
      const std::string comment = sides.comment({}, check);
      CAPTURE(comment);
      CHECK_FALSE(RE2::PartialMatch(comment, "(?m)^\\s*::"));
      CHECK_FALSE(contains(comment, "##["));
      CHECK_FALSE(contains(comment, "##vso"));
    }
  }
  CHECK(code("::x::") == "`\\x3a:x::`");
  CHECK(code("a::b") == "`a::b`");
}

TEST_CASE("comment: a long text loses its middle, never half a character") {
  std::string text;
  for (int index = 0; index < 500; ++index) {
    text += "\u00e4";
  }
  const std::string shown = code(text);
  CHECK(contains(shown, "\u2026"));
  CHECK(shown.size() < 420);
  CHECK_FALSE(contains(shown, "\\x"));
  CHECK(code(std::string(400, 'a')) == "`" + std::string(400, 'a') + "`");
}
