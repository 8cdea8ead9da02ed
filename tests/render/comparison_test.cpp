#include <nlohmann/json.hpp>
#include <sstream>

#include "catch.h"
#include "invariants.h"
#include "render/formats.h"
#include "sample_comparison.h"
#include "util/display.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("comparison: text says another build first, then the verdict, then what changed") {
  const std::string text = Sample().rendered("text");
  const std::vector<std::string> lines = lines_of(text);
  REQUIRE(lines.size() > 4);
  CHECK(lines[0] == "not the same build on both sides: go_version go1.25.4 \u2192 go1.26.1");
  CHECK(lines[1] == "2 heap decisions introduced, 1 fixed, 1 moved, 1,204 unchanged");
  CHECK(lines[2] == "5 heap decisions undecided: their packages did not compile on the other side");
  CHECK(contains(text, "./internal/store    2    5     +3\n"));
  CHECK(contains(text,
                 "main.go:30: x escapes to heap\n"
                 "    parameter p of codec.Encode leaks to the heap now (codec/codec.go:16)\n"));
  CHECK_FALSE(contains(text, "moved:"));
  RenderOptions all;
  all.all = true;
  CHECK(contains(Sample().rendered("text", false, all), "renamed_file]"));
}

TEST_CASE("comparison: text of a check tells violations, ways forward, and the verdict") {
  Sample sample;
  const std::string text = sample.rendered("text", true);
  CHECK(contains(text, "7 heap decisions, the budget is 5\n"));
  CHECK(contains(text, "//goescape:ignore REASON"));
  CHECK(contains(text, "a.go:3: this comment suppresses nothing\n"));
  CHECK(contains(text, "\nthe gate failed: 1 new heap decision, 1 budget exceeded\n"));
  CHECK(contains(text, "2 heap decisions introduced: 1 accepted by the baseline\n"));
  sample.gate.advisory = true;
  CHECK(contains(sample.rendered("text", true), "\nthe gate would fail, and is advisory: 1 new heap decision"));
  sample.gate = GateResult{};
  CHECK(contains(sample.rendered("text", true), "\nthe gate passed\n"));
  sample.gate.complete = false;
  CHECK_FALSE(contains(sample.rendered("text", true), "the gate passed"));
  CHECK(contains(sample.rendered("markdown", true),
                 "### goescape: the gate is undecided: not everything was compiled and"));
}

TEST_CASE("comparison: JSON holds everything, the gate only in a check") {
  using nlohmann::json;
  const json diff = json::parse(Sample().rendered("json"));
  CHECK(diff["schema"] == "goescape.diff/1");
  CHECK(diff["old"]["name"] == "HEAD~1");
  CHECK(diff["toolchain_changed"] == true);
  REQUIRE(diff["introduced"].size() == 2);
  CHECK_FALSE(diff["introduced"][0].contains("blame"));
  CHECK(diff["introduced"][1]["blame"]["line"] == 16);
  CHECK(diff["introduced"][1]["code_changed"] == false);
  CHECK(diff["fixed"].size() == 1);
  CHECK(diff["moved"][0]["step"] == "renamed_file");
  CHECK(diff["unchanged"] == 1204);
  CHECK(diff["packages"][0]["delta"]["escapes_to_heap"] == 3);
  CHECK_FALSE(diff.contains("gate"));
  const json check = json::parse(Sample().rendered("json", true));
  CHECK(check["gate"]["failed"] == true);
  CHECK(check["gate"]["violations"][0]["findings"].size() == 1);
}

TEST_CASE("comparison: JSON Lines and CSV have the same changes") {
  std::string changes;
  for (const std::string& line : lines_of(Sample().rendered("jsonl"))) {
    changes += nlohmann::json::parse(line)["change"].get<std::string>() + " ";
  }
  CHECK(changes == "introduced introduced fixed moved ");
  const auto rows = csv_rows(Sample().rendered("csv", true));
  REQUIRE(rows.size() == 6);
  for (const std::vector<std::string>& row : rows) {
    CHECK(row.size() == rows[0].size());
  }
  CHECK(rows[2].back() == "new_escape");
  CHECK(rows[5].front() == "violation");
}

TEST_CASE("comparison: markdown says the verdict first") {
  CHECK(lines_of(Sample().rendered("markdown"))[0] == "<!-- goescape -->");
  CHECK(lines_of(Sample().rendered("markdown"))[1] ==
        "### goescape: 2 heap decisions introduced, 1 fixed, 1 moved, 1,204 unchanged");
  CHECK(lines_of(Sample().rendered("markdown", true))[1] ==
        "### goescape: the gate failed: 1 new heap decision, 1 budget exceeded");
}

TEST_CASE("comparison: no format lets anything through that steers a terminal") {
  const Sample sample = hostile_sample();
  for (const Format& format : kFormats) {
    for (const bool check : {false, true}) {
      CAPTURE(format.name, check);
      RenderOptions options;
      options.all = true;
      for (const std::string& line : lines_of(sample.rendered(format.name, check, options))) {
        const bool ends_in_return = format.name == "csv" && !line.empty();
        const std::string_view content = std::string_view(line).substr(0, line.size() - (ends_in_return ? 1 : 0));
        // Lines of `github` are commands, and those of a script may begin with a colon.
        const bool may_begin_with_colon = format.name == "github" || format.name == "html";
        const std::string whole = (may_begin_with_colon ? "|" : "") + std::string(content);
        CHECK(escaped(whole) == whole);
      }
    }
  }
}

TEST_CASE("comparison: colours change nothing but colours") {
  RenderOptions options;
  options.color = true;
  for (const bool check : {false, true}) {
    const std::string colored = Sample().rendered("text", check, options);
    CHECK(contains(colored, "\x1b["));
    CHECK(without_colors(colored) == Sample().rendered("text", check));
  }
}
