#include <nlohmann/json.hpp>

#include "catch.h"
#include "invariants.h"
#include "sample_report.h"
#include "util/version.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

namespace {

// The keys of the top-level members in the order they are written.
std::vector<std::string> keys(const nlohmann::ordered_json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) {
    names.push_back(key);
  }
  return names;
}

}  // namespace

TEST_CASE("json: the report has the members of goescape.report/1, in order") {
  const auto document = nlohmann::ordered_json::parse(rendered("json", sample_report()));
  CHECK(keys(document) == std::vector<std::string>{"schema", "tool", "toolchain", "module", "totals", "packages",
                                                   "findings", "unrecognized", "failures"});
  CHECK(document["schema"] == "goescape.report/1");
  CHECK(document["tool"] == nlohmann::ordered_json{{"name", "goescape"}, {"version", kVersion}});
  CHECK(keys(document["packages"][0]) == std::vector<std::string>{"import_path", "dir", "status", "category",
                                                                  "compiled", "counts", "heap", "other_categories"});
  CHECK(keys(document["findings"][0]) ==
        std::vector<std::string>{"id", "kind", "category", "package", "file", "line", "column", "function",
                                 "expression", "message", "cause", "flow", "occurrences", "origin", "suppressed"});
  CHECK(keys(document["packages"][2]["counts"]) == std::vector<std::string>{"escapes_to_heap", "moved_to_heap",
                                                                            "does_not_escape", "leaking_param",
                                                                            "leaking_param_to_result"});
}

TEST_CASE("json: the report says what was compiled by what") {
  const json document = json::parse(rendered("json", sample_report()));
  CHECK(document["toolchain"] == json::parse(R"({"go_version": "go1.26.8", "goos": "linux", "goarch": "amd64",
      "gcflags": "-m=2", "tags": ["netgo", "osusergo"], "cgo": true, "race": false,
      "tests": false})"));
  CHECK(document["module"] == json::parse(R"({"path": "example.com/m",
      "revision": "0123456789abcdef0123456789abcdef01234567", "dirty": true})"));
  CHECK(document["totals"]["failed"] == 1);
  CHECK(document["packages"][1]["status"] == "failed");
  CHECK(document["packages"][4]["category"] == "standard");
  CHECK(document["packages"][4]["compiled"] == false);
  CHECK(document["packages"][2]["other_categories"] == json::parse(R"({"generated": {"escapes_to_heap": 1}})"));
  CHECK(document["unrecognized"] ==
        json::parse(R"({"count": 3, "about_heap": 1, "samples": ["a.go:1:1: x leaps to the heap"]})"));
  CHECK(document["failures"][1]["package"] == "example.com/m/broken");
  CHECK(document["failures"][1]["message"] == "broken/x.go:3:5: undefined: y\nbroken/x.go:4:5: undefined: z");
}

TEST_CASE("json: a finding has everything that is known of it") {
  const json document = json::parse(rendered("json", sample_report()));
  CHECK(document["findings"][2] == json::parse(R"({
      "id": "v1:0000000000001002", "kind": "moved_to_heap", "category": "module",
      "package": "example.com/m/internal/store", "file": "internal/store/store.go", "line": 12, "column": 2,
      "function": "(*Store).Load", "expression": "x", "message": "moved to heap: buf",
      "cause": "captured by a closure",
      "flow": [{"to": "{heap}", "from": "buf", "derefs": -1,
                "via": [{"expression": "&buf", "reason": "address-of",
                         "file": "internal/store/store.go", "line": 14, "column": 9}]}],
      "occurrences": 1, "origin": "", "suppressed": false,
      "allocation": {"verdict": "allocates", "conditional": true, "reason": "", "type": "[8]byte", "bytes": 8,
                     "size_class": 8, "pointer_free": true, "calls": ["runtime.newobject"]},
      "profile": {"bytes": 5000000000, "objects": 625000000, "share": 0.125, "shared_by": 1}})"));
  CHECK(document["findings"][0]["suppressed"] == true);
  CHECK(document["findings"][0]["occurrences"] == 3);
  CHECK(document["findings"][0]["origin"] == "fmt.Println");
}

TEST_CASE("json: the reasons of a flow stand under the assignment before them") {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("p"), {});
  const auto step = [&](FlowStep::Type type, std::string_view to) {
    FlowStep made;
    made.type = type;
    made.to = builder.text(to);
    return made;
  };
  using Type = FlowStep::Type;
  builder.flow(finding, {step(Type::kReason, "early"), step(Type::kAssign, "a"), step(Type::kReason, "r1"),
                         step(Type::kReason, "r2"), step(Type::kAssign, "b")});
  const json flow = json::parse(rendered("jsonl", builder.report()))["flow"];
  REQUIRE(flow.size() == 3);
  CHECK(flow[0]["to"] == "");
  CHECK(flow[0]["via"][0]["expression"] == "early");
  CHECK(flow[1]["to"] == "a");
  CHECK(flow[1]["via"].size() == 2);
  CHECK(flow[2]["to"] == "b");
  CHECK(flow[2]["via"].empty());
}

TEST_CASE("json: the whole report is written whatever a person wants to see") {
  RenderOptions options;
  options.top = 1;
  options.color = true;
  options.width = 20;
  CHECK(rendered("json", sample_report(), options) == rendered("json", sample_report()));
  CHECK(rendered("jsonl", sample_report(), options) == rendered("jsonl", sample_report()));
  CHECK(rendered("csv", sample_report(), options) == rendered("csv", sample_report()));
}

TEST_CASE("json: every finding, package and failure has a line of its own") {
  const std::string text = rendered("json", sample_report());
  std::size_t findings = 0;
  for (const std::string& line : lines_of(text)) {
    findings += line.rfind("    {\"id\":\"v1:", 0) == 0 ? 1 : 0;
  }
  CHECK(findings == sample_report().findings.size());
}

TEST_CASE("json: strings come back as they were, but for what is no UTF-8") {
  std::string ascii;
  for (char byte = 0; byte < 0x7F; ++byte) {
    ascii += byte;
  }
  ascii += '\x7F';
  const std::string all_planes = "ä漢😀\u202E\u0085\uFEFF\U000E0041\U0010FFFF";
  for (const std::string& text : {ascii, all_planes}) {
    ReportBuilder builder;
    builder.finding(builder.package("p"), {Kind::kEscapesToHeap, "a.go", 1, 1, "F", text});
    CHECK(json::parse(rendered("jsonl", builder.report()))["message"] == text);
  }
}

TEST_CASE("json: bytes that are no UTF-8 become U+FFFD") {
  ReportBuilder builder;
  builder.finding(builder.package("p"), {Kind::kEscapesToHeap, "a.go", 1, 1, "F", "a\xFFz\xE2\x82z\xED\xA0\x80"});
  CHECK(json::parse(rendered("jsonl", builder.report()))["message"] == "a\uFFFDz\uFFFDz\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("json: numbers at their limits") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("p");
  Finding& finding = builder.finding(package, {Kind::kMovedToHeap, "a.go", 4294967295U, 4294967295U});
  finding.fingerprint = 0xFFFFFFFFFFFFFFFFU;
  finding.occurrences = 4294967295U;
  FlowStep step;
  step.derefs = -1;
  builder.flow(finding, {step});
  builder.count(package, Kind::kWriteBarrier, Category::kModule, 4294967295U);
  builder.report().unrecognized.count = 18446744073709551615U;
  const json document = json::parse(rendered("json", builder.report()));
  CHECK(document["findings"][0]["id"] == "v1:ffffffffffffffff");
  CHECK(document["findings"][0]["line"] == 4294967295U);
  CHECK(document["findings"][0]["flow"][0]["derefs"] == -1);
  CHECK(document["totals"]["counts"]["write_barrier"] == 4294967295U);
  CHECK(document["unrecognized"]["count"] == 18446744073709551615U);
}
