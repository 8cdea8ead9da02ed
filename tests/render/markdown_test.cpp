#include <re2/re2.h>

#include "catch.h"
#include "invariants.h"
#include "sample_report.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The cell of a function with this name.
std::string function_cell(std::string_view function) {
  ReportBuilder builder;
  builder.finding(builder.package("example.com/m"), {Kind::kEscapesToHeap, "a.go", 1, 1, function});
  return markdown_rows(rendered("markdown", builder.report())).back().at(0);
}

}  // namespace

TEST_CASE("markdown: the page as Markdown") {
  CHECK(rendered("markdown", sample_report()) ==
        R"(<!-- goescape -->
### goescape: 7 heap decisions in 2 of 3 packages, 0.6% of all decisions, 1 of them suppressed

module `example.com/m`, revision `0123456789ab-dirty`, compiled by `go1.26.8 linux/amd64`, tags `netgo,osusergo`

| package | heap | moved | escaping | stack | leaking | on heap |
| :--- | ---: | ---: | ---: | ---: | ---: | ---: |
| `./internal/store` | 5 | 1 | 4 | 1,204 | 32 | 0.4% |
| `.` | 2 | 0 | 2 | 0 | 0 | 100.0% |
| total | 7 | 1 | 6 | 1,207 | 32 | 0.6% |

1 package without heap decisions, --all shows them

in the generated code: allocates 1, no allocation 0

hidden heap decisions: generated 1, standard 1; --include generated,standard shows them

| function | package | heap |
| :--- | :--- | ---: |
| `(*Store).Save` | `./internal/store` | 4 |
| `main.go` | `.` | 1 |
| `main` | `.` | 1 |
| `(*Store).Load` | `./internal/store` | 1 |

**1 package did not compile:**

`./broken`

```text
broken/x.go:3:5: undefined: y
broken/x.go:4:5: undefined: z
```

**the run failed in part:**

```text
go: warning: "all" matched only standard packages
```

**3 lines of the compiler were not understood, 1 about the heap: decisions may be missing**

```text
a.go:1:1: x leaps to the heap
```
)");
}

TEST_CASE("markdown: findings become a table when asked for") {
  RenderOptions options;
  options.findings = true;
  const std::string text = rendered("markdown", sample_report(), options);
  CHECK(contains(text,
                 "| `main.go:9:13` | `... argument escapes to heap` | `from fmt.Println, 3 times, suppressed` |\n"));
  CHECK(contains(text, "| `main.go:30` | `x escapes to heap` |  |\n"));
  CHECK_FALSE(contains(text, "store.pb.go"));
  CHECK_FALSE(contains(rendered("markdown", sample_report()), "| where |"));
}

TEST_CASE("markdown: --top cuts tables and says what was cut") {
  RenderOptions options;
  options.top = 1;
  const std::string text = rendered("markdown", sample_report(), options);
  CHECK(contains(text, "\n… and 1 more package, --top 0 shows all\n"));
  CHECK(contains(text, "\n… and 3 more functions, --top 0 shows all\n"));
}

TEST_CASE("markdown: an empty report has no tables") {
  CHECK(rendered("markdown", Report{}) == "<!-- goescape -->\n### goescape: no packages to report\n");
}

TEST_CASE("markdown: names stand in code") {
  CHECK(function_cell("(*T).M") == "`(*T).M`");
  CHECK(function_cell("F[go.shape.*uint8]") == "`F[go.shape.*uint8]`");
  CHECK(function_cell("@all <b>") == "`@all <b>`");
}

TEST_CASE("markdown: a name that would end a code span or a cell is written as HTML") {
  CHECK(function_cell("a`b") == "<code>a&#96;b</code>");
  CHECK(function_cell("a|b") == "<code>a&#124;b</code>");
  CHECK(function_cell(" a") == "<code>&#32;a</code>");
  CHECK(function_cell("`<script>`@all") == "<code>&#96;&#60;script&#62;&#96;&#64;all</code>");
  CHECK(function_cell("`ä") == "<code>&#96;ä</code>");
}

TEST_CASE("markdown: a code block is fenced by more backticks than it holds") {
  Report report;
  report.failures.push_back({"", "a\n````\nb"});
  CHECK(contains(rendered("markdown", report), "\n`````text\na\n````\nb\n`````\n"));
}

TEST_CASE("markdown: foreign text never leaves its code") {
  RenderOptions options;
  options.findings = true;
  std::string text = rendered("markdown", hostile_report(), options);
  REQUIRE(text.starts_with("<!-- goescape -->\n"));
  text.erase(0, text.find('\n'));
  RE2::GlobalReplace(&text, "(?s)```+text\n.*?\n```+\n", "");
  RE2::GlobalReplace(&text, "<code>[A-Za-z0-9&#;]*</code>", "");
  RE2::GlobalReplace(&text, "`[^`|\n]*`", "");
  for (const char* markup : {"@", "<", "http", "`", "["}) {
    CAPTURE(markup, text);
    CHECK_FALSE(contains(text, markup));
  }
}
