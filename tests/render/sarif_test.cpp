#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "catch.h"
#include "invariants.h"
#include "render/formats.h"
#include "sample_gate.h"

using namespace goescape;
using namespace goescape::test;

namespace {

using nlohmann::json;

json run_of(const Report& report, const RenderOptions& options = {}) {
  return json::parse(rendered("sarif", report, options))["runs"][0];
}

json run_of(const SampleGate& sample, bool check, const RenderOptions& options = {}) {
  std::ostringstream out;
  find_format("sarif")->render_comparison(sample.comparison(), check ? &sample.gate : nullptr, options, out);
  return json::parse(out.str())["runs"][0];
}

// The results by their message up to the first blank or parenthesis behind it.
const json& result_about(const json& run, const std::string& beginning) {
  for (const json& result : run["results"]) {
    if (result["message"]["text"].get<std::string>().rfind(beginning, 0) == 0) {
      return result;
    }
  }
  FAIL("there is no result about " << beginning);
  return run;
}

std::vector<std::string> ids(const json& run) {
  std::vector<std::string> found;
  for (const json& result : run["results"]) {
    if (result.contains("partialFingerprints")) {
      found.push_back(result["partialFingerprints"]["goescapeId/v1"]);
    }
  }
  return found;
}

const json& artifact(const json& location) { return location["physicalLocation"]["artifactLocation"]; }

// Where a finding with this file stands.
json artifact_of(std::string_view file, Category category = Category::kModule, std::string_view dir = ".") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m/p");
  builder.report().packages[0].dir = builder.text(dir);
  builder.finding(package, {Kind::kEscapesToHeap, file, 3, 1, "F", "x", "", category});
  RenderOptions options;
  options.include = all_categories();
  return run_of(builder.report(), options)["results"][0]["locations"][0];
}

// The notifications by the end of their ids; each must be there once.
std::map<std::string, json> notices(const json& run) {
  std::map<std::string, json> found;
  for (const json& notice : run["invocations"][0]["toolExecutionNotifications"]) {
    found[notice["descriptor"]["id"].get<std::string>().substr(9)] = notice;
  }
  return found;
}

Report many(std::uint32_t count) {
  ReportBuilder builder;
  const PackageIndex small = builder.package("example.com/m/a");
  const PackageIndex large = builder.package("example.com/m/b");
  builder.finding(small, {Kind::kEscapesToHeap, "a.go", 1, 1, "Small"});
  for (std::uint32_t line = 1; line < count; ++line) {
    builder.finding(large, {Kind::kEscapesToHeap, "b.go", line, 1, "Large"});
  }
  return std::move(builder.report());
}

}  // namespace

TEST_CASE("SARIF: a finding is a result of the rule of its kind") {
  const json run = run_of(sample_report());
  const json result = result_about(run, "moved to heap: buf");
  CHECK(result["ruleId"] == "goescape/moved_to_heap");
  CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  CHECK(result["level"] == "note");
  CHECK_FALSE(result.contains("kind"));
  CHECK_FALSE(result.contains("baselineState"));
  CHECK(result["message"]["text"] ==
        "moved to heap: buf (in (*Store).Load, captured by a closure, may allocate 8 bytes of [8]byte, "
        "12.5% of the bytes).");
  const json& location = result["locations"][0];
  CHECK(artifact(location) == json{{"uri", "internal/store/store.go"}, {"uriBaseId", "%SRCROOT%"}});
  CHECK(location["physicalLocation"]["region"] == json{{"startLine", 12}, {"startColumn", 2}});
  CHECK(location["logicalLocations"][0]["fullyQualifiedName"] == "example.com/m/internal/store.(*Store).Load");
  CHECK(result["partialFingerprints"] == json{{"goescapeId/v1", "v1:0000000000001002"}});
}

TEST_CASE("SARIF: every kind and every rule of the gate has a rule that says what to do") {
  const json driver = run_of(Report{})["tool"]["driver"];
  CHECK(driver["rules"].size() == kKindCount + 4);
  std::set<std::string> seen;
  for (const char* list : {"rules", "notifications"}) {
    for (const json& rule : driver[list]) {
      CAPTURE(rule["id"]);
      CHECK(seen.insert(rule["id"]).second);
      for (const char* text : {"shortDescription", "fullDescription", "help"}) {
        const std::string sentence = rule[text]["text"];
        CHECK(sentence.find_first_of("`<>") == std::string::npos);
        CHECK(sentence.find('.') != std::string::npos);
        CHECK((std::string_view(text) == "help" || sentence.size() <= 1024));  // GitHub's limit.
      }
    }
  }
  for (const json& rule : driver["rules"]) {
    CHECK(rule["help"]["markdown"].get<std::string>().size() >= rule["help"]["text"].get<std::string>().size());
    CHECK(rule["properties"]["tags"].size() <= 10);
  }
  CHECK(driver["rules"][0]["defaultConfiguration"]["level"] == "note");
  CHECK(driver["rules"][2]["defaultConfiguration"]["level"] == "none");
  CHECK(driver["rules"][kKindCount]["id"] == "goescape/new_escape");
}

TEST_CASE("SARIF: other kinds than heap decisions report no problem") {
  ReportBuilder builder;
  builder.finding(builder.package("p"), {Kind::kCanInline, "a.go", 1, 1, "F", "can inline F"});
  const json result = run_of(builder.report())["results"][0];
  CHECK(result["kind"] == "informational");
  CHECK(result["level"] == "none");
}

TEST_CASE("SARIF: the flow is told step by step, where it happens") {
  const json run = run_of(sample_report());
  const json steps = result_about(run, "moved to heap: buf")["codeFlows"][0]["threadFlows"][0]["locations"];
  REQUIRE(steps.size() == 2);
  CHECK(steps[0]["location"]["message"]["text"] == "the address of buf reaches the heap");
  CHECK(steps[1]["location"]["message"]["text"] == "has its address taken: &buf");
  CHECK(steps[0]["location"]["physicalLocation"]["region"]["startLine"] == 14);
  CHECK(steps[0]["location"]["physicalLocation"] == steps[1]["location"]["physicalLocation"]);
  CHECK(steps[0]["nestingLevel"] == 0);
  CHECK(steps[1]["nestingLevel"] == 1);
  CHECK_FALSE(result_about(run, "x escapes to heap").contains("codeFlows"));
}

TEST_CASE("SARIF: a step without a place stands at the finding") {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("p"), {});
  FlowStep assign;
  assign.to = builder.text("{heap}");
  assign.from = builder.text("x");
  FlowStep reason = assign;
  reason.type = FlowStep::Type::kReason;
  FlowStep placed = reason;
  placed.file = builder.text("b.go");
  placed.line = 7;
  builder.flow(finding, {assign, reason, placed, assign});
  const json result = run_of(builder.report())["results"][0];
  const json steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
  REQUIRE(steps.size() == 4);
  CHECK(steps[0]["location"]["physicalLocation"]["region"] == json{{"startLine", 7}});
  CHECK(steps[1]["location"]["physicalLocation"] == result["locations"][0]["physicalLocation"]);
  CHECK(steps[2]["location"]["physicalLocation"] == steps[0]["location"]["physicalLocation"]);
  CHECK(steps[3]["location"]["physicalLocation"] == result["locations"][0]["physicalLocation"]);
  CHECK(steps[3]["location"]["message"]["text"] == "x reaches the heap");
}

TEST_CASE("SARIF: of an endless flow the end is kept") {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("p"), {});
  std::vector<FlowStep> steps(1500);
  steps.back().to = builder.text("{heap}");
  builder.flow(finding, steps);
  const json result = run_of(builder.report())["results"][0];
  const json locations = result["codeFlows"][0]["threadFlows"][0]["locations"];
  CHECK(locations.size() == 1000);
  CHECK(locations.back()["location"]["message"]["text"] == " reaches the heap");
  CHECK(result["properties"]["flowStepsLeftOut"] == 500);
}

TEST_CASE("SARIF: files are relative to a base") {
  CHECK(artifact(artifact_of("a b/x:y.go")) == json{{"uri", "a%20b/x%3Ay.go"}, {"uriBaseId", "%SRCROOT%"}});
  CHECK(artifact(artifact_of("$GOROOT/src/fmt/print.go", Category::kStandard)) ==
        json{{"uri", "src/fmt/print.go"}, {"uriBaseId", "GOROOT"}});
  CHECK(artifact(artifact_of("$GOMODCACHE/a/b@v1.0.0/c.go", Category::kDependency)) ==
        json{{"uri", "a/b@v1.0.0/c.go"}, {"uriBaseId", "GOMODCACHE"}});
  CHECK(artifact(artifact_of("/tmp/x.go", Category::kDependency)) == json{{"uri", "file:///tmp/x.go"}});
  const json bases = run_of(Report{})["originalUriBaseIds"];
  for (const char* base : {"%SRCROOT%", "GOROOT", "GOMODCACHE"}) {
    CHECK(bases[base]["description"].contains("text"));
    CHECK_FALSE(bases[base].contains("uri"));
  }
}

TEST_CASE("SARIF: the repository is named where its address is known") {
  RenderOptions options;
  CHECK_FALSE(run_of(sample_report(), options).contains("versionControlProvenance"));
  options.place.repository_url = "https://github.com/o/n";
  const json expected{{"repositoryUri", "https://github.com/o/n"},
                      {"revisionId", sample_report().module.revision},
                      {"mappedTo", {{"uriBaseId", "%SRCROOT%"}}}};
  CHECK(run_of(sample_report(), options)["versionControlProvenance"] == json::array({expected}));
  CHECK(run_of(SampleGate(), true, options).contains("versionControlProvenance"));
}

TEST_CASE("SARIF: what stands in no file stands in the folder of its package") {
  const json location = artifact_of("<autogenerated>", Category::kSynthetic, "internal/p");
  CHECK(artifact(location) == json{{"uri", "internal/p/"}, {"uriBaseId", "%SRCROOT%"}});
  CHECK_FALSE(location["physicalLocation"].contains("region"));
  CHECK(artifact(artifact_of("", Category::kModule, "."))["uri"] == "./");
  CHECK(artifact(artifact_of("", Category::kModule, ""))["uri"] == "./");
  CHECK(artifact(artifact_of("", Category::kModule, "$GOROOT/src/fmt")) ==
        json{{"uri", "src/fmt/"}, {"uriBaseId", "GOROOT"}});
}

TEST_CASE("SARIF: parts of a position that are unknown are left out") {
  const json run = run_of(sample_report());
  CHECK(result_about(run, "x escapes to heap")["locations"][0]["physicalLocation"]["region"] ==
        json{{"startLine", 30}});
  CHECK(run["columnKind"] == "utf16CodeUnits");
}

TEST_CASE("SARIF: a report holds what text shows, and says how much it does not") {
  const json run = run_of(sample_report());
  CHECK(ids(run).size() == 7);
  CHECK(notices(run)["hidden"]["message"]["text"] ==
        "hidden heap decisions: generated 1, standard 1; --include generated,standard shows them");
  RenderOptions options;
  options.include = all_categories();
  const json whole = run_of(sample_report(), options);
  CHECK(ids(whole).size() == sample_report().findings.size());
  CHECK(notices(whole).count("hidden") == 0);
  CHECK(run["properties"]["totals"]["heap"] == 9);
}

TEST_CASE("SARIF: suppressions are told of all results or of none") {
  const json run = run_of(sample_report());
  for (const json& result : run["results"]) {
    const bool suppressed = result["message"]["text"] ==
                            "... argument escapes to heap (in main, from fmt.Println, 3 "
                            "times, suppressed).";
    CHECK(result["suppressions"] == (suppressed ? json::parse(R"([{"kind":"inSource"}])") : json::array()));
  }
  CHECK(run["results"].back()["suppressions"].size() == 1);
  ReportBuilder builder;
  builder.finding(builder.package("p"), {});
  CHECK_FALSE(run_of(builder.report())["results"][0].contains("suppressions"));
}

TEST_CASE("SARIF: a run that is not complete does not look clean") {
  const json run = run_of(sample_report());
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
  const auto told = notices(run);
  CHECK(told.at("package_failed")["level"] == "error");
  CHECK(told.at("package_failed")["message"]["text"] ==
        "example.com/m/broken did not compile:\nbroken/x.go:3:5: undefined: y\nbroken/x.go:4:5: undefined: z");
  CHECK(told.at("run_failed")["message"]["text"] ==
        "the run failed in part:\ngo: warning: \"all\" matched only standard packages");
  CHECK(told.at("not_understood")["level"] == "error");
  CHECK(told.at("not_understood")["message"]["text"] ==
        "3 lines of the compiler were not understood, 1 about the heap: decisions may be missing\n"
        "a.go:1:1: x leaps to the heap");
  CHECK(run_of(Report{})["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("SARIF: each thing that is missing makes a run unsuccessful") {
  Report of_run;
  of_run.failures.push_back({"", "x"});
  Report of_package;
  of_package.failures.push_back({"p", "x"});
  ReportBuilder builder;
  builder.package("p");
  builder.report().packages[0].status = PackageStatus::kFailed;
  Report of_line;
  of_line.unrecognized = {1, 1, {"x"}};
  for (const Report* report : {&of_run, &of_package, &builder.report(), &of_line}) {
    const json run = run_of(*report);
    CHECK(run["invocations"][0]["executionSuccessful"] == false);
    CHECK(notices(run).size() == 1);
  }
}

TEST_CASE("SARIF: lines about something else than the heap are only told") {
  Report report;
  report.unrecognized = {1, 0, {"x"}};
  const json run = run_of(report);
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
  CHECK(notices(run)["not_understood"]["level"] == "warning");
}

TEST_CASE("SARIF: more than GitHub takes is cut, the most important first") {
  const json run = run_of(many(5001));
  CHECK(run["results"].size() == 5000);
  CHECK(run["properties"]["results"] == json{{"total", 5001}, {"written", 5000}});
  CHECK(run["properties"]["totals"]["findings"] == 5001);
  for (const json& result : run["results"]) {
    REQUIRE(result["properties"]["package"] == "example.com/m/b");
  }
  CHECK(notices(run)["results_cut"]["message"]["text"] ==
        "1 of 5,001 results are left out, the least important ones, for the limits of GitHub; -f json has all of them");
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
  const json whole = run_of(many(5000));
  CHECK(whole["results"].size() == 5000);
  CHECK(whole["results"].back()["properties"]["package"] == "example.com/m/a");
  CHECK(notices(whole).empty());
}

TEST_CASE("SARIF: a document that GitHub would refuse for its size is cut") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("p");
  const std::string text(100 * 1000, 'x');
  for (std::uint32_t line = 1; line <= 600; ++line) {
    builder.finding(package, {Kind::kEscapesToHeap, "a.go", line, 1, "F", text});
  }
  const std::string document = rendered("sarif", builder.report());
  const json run = json::parse(document)["runs"][0];
  CHECK(document.size() < 51'000'000);
  CHECK(run["results"].size() > 400);
  CHECK(run["results"].size() < 600);
  CHECK(notices(run).count("results_cut") == 1);
}

TEST_CASE("SARIF: a diff gives every result a state") {
  const SampleGate sample;
  const json run = run_of(sample, false);
  std::multiset<std::string> states;
  for (const json& result : run["results"]) {
    states.insert(result["baselineState"].get<std::string>() + " " + result["level"].get<std::string>());
  }
  CHECK(states == std::multiset<std::string>{"absent note", "new note", "new warning", "new warning", "new warning",
                                             "unchanged note", "unchanged note", "updated note"});
  CHECK(result_about(run, "moved to heap: gone")["baselineState"] == "absent");
  CHECK(result_about(run, "moved to heap: same")["baselineState"] == "unchanged");
  CHECK(run["properties"]["totals"] ==
        json{{"introduced", 4}, {"fixed", 1}, {"moved", 1}, {"unchanged", 3}, {"undecided", 0}});
  CHECK(run["properties"]["old"]["name"] == "main");
  RenderOptions options;
  options.include = all_categories();
  CHECK(run_of(sample, false, options)["results"].size() == 9);
}

TEST_CASE("SARIF: what brought a finding, and where one was before, is related") {
  const json run = run_of(SampleGate(), false);
  const json blamed = result_about(run, "&T{...}");
  CHECK(blamed["message"]["text"] ==
        "&T{...} escapes to heap (in New, return). parameter p of codec.Encode leaks ([codec/codec.go:16](1)).");
  REQUIRE(blamed["relatedLocations"].size() == 1);
  CHECK(blamed["relatedLocations"][0]["id"] == 1);
  CHECK(artifact(blamed["relatedLocations"][0])["uri"] == "codec/codec.go");
  CHECK(blamed["properties"]["codeChanged"] == false);
  const json moved = result_about(run, "moved to heap: moved");
  CHECK(artifact(moved["locations"][0])["uri"] == "new.go");
  CHECK(artifact(moved["relatedLocations"][0])["uri"] == "old.go");
  CHECK(moved["relatedLocations"][0]["message"]["text"] == "it was here before: old.go:8:4, in Move");
  CHECK(moved["properties"]["step"] == "renamed_file");
}

TEST_CASE("SARIF: a check tells what breaks the gate first, as errors") {
  const json run = run_of(SampleGate(), true);
  std::string order;
  for (const json& result : run["results"]) {
    order += result["ruleId"].get<std::string>().substr(9, 3) + "/" + result["level"].get<std::string>() + " ";
  }
  CHECK(order == "bud/error ass/error una/error esc/error esc/warning esc/note esc/note mov/note mov/note mov/note ");
  CHECK(run["results"][3]["properties"]["gateRule"] == "new_escape");
  CHECK(run["results"][0]["relatedLocations"].size() == 2);
  CHECK(artifact(run["results"][2]["locations"][0])["uri"] == "./");
  CHECK(run["properties"]["gate"]["failed"] == true);
}

TEST_CASE("SARIF: a check leaves out what is fixed, but not its number") {
  const json run = run_of(SampleGate(), true);
  for (const json& result : run["results"]) {
    CHECK(result["baselineState"] != "absent");
  }
  CHECK(run["properties"]["totals"]["fixed"] == 1);
}

TEST_CASE("SARIF: a check tells what is suppressed and what the baseline accepts") {
  const json run = run_of(SampleGate(), true);
  CHECK(result_about(run, "accepted")["suppressions"] ==
        json::parse(R"([{"kind":"external","justification":"accepted by the baseline"}])"));
  CHECK(result_about(run, "ignored")["suppressions"] == json::parse(R"([{"kind":"inSource"}])"));
  CHECK(result_about(run, "moved to heap: quiet")["suppressions"].size() == 1);
  for (const json& result : run["results"]) {
    CHECK(result.contains("suppressions"));
  }
}

TEST_CASE("SARIF: an advisory gate reports no error") {
  SampleGate sample;
  sample.gate.advisory = true;
  const json run = run_of(sample, true);
  for (const json& result : run["results"]) {
    CHECK(result["level"] != "error");
  }
}

TEST_CASE("SARIF: what --max-new lets pass is no error while another rule is broken") {
  SampleGate sample;
  sample.gate.max_new = 1;
  const json run = run_of(sample, true);
  CHECK(result_about(run, "&T{...}")["level"] == "warning");
  CHECK(result_about(run, "./... holds 2")["level"] == "error");
}

TEST_CASE("SARIF: a new escape that the diff does not have is not lost") {
  SampleGate sample;
  sample.gate.violations = {{GateRule::kNewEscape, {FindingIndex{5}}, "", "same.go", 1, "new heap decision in Same"}};
  const json first = run_of(sample, true)["results"][0];
  CHECK(first["ruleId"] == "goescape/new_escape");
  CHECK(first["level"] == "error");
  CHECK(artifact(first["locations"][0])["uri"] == "same.go");
}

TEST_CASE("SARIF: a comparison that is not complete does not look clean") {
  SampleGate sample;
  CHECK(run_of(sample, true)["invocations"][0]["executionSuccessful"] == true);
  SECTION("a base that did not compile") {
    sample.before.failures.push_back({"example.com/m", "broken"});
    const json run = run_of(sample, false);
    CHECK(run["invocations"][0]["executionSuccessful"] == false);
    CHECK(notices(run)["package_failed"]["message"]["text"] == "main: example.com/m did not compile:\nbroken");
  }
  SECTION("decisions that cannot be compared") {
    sample.diff.undecided = 2;
    const json run = run_of(sample, false);
    CHECK(run["invocations"][0]["executionSuccessful"] == false);
    CHECK(notices(run)["undecided"]["level"] == "error");
  }
  SECTION("a gate that could not judge") {
    sample.gate.complete = false;
    CHECK(run_of(sample, true)["invocations"][0]["executionSuccessful"] == false);
  }
}

TEST_CASE("SARIF: what the gate mentions, and another build, are notifications") {
  SampleGate sample;
  sample.diff.toolchain_changes.push_back({"go_version", "go1.25.4", "go1.26.1"});
  const json run = run_of(sample, true);
  const json& told = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(told.size() == 3);
  CHECK(told[0]["descriptor"]["id"] == "goescape/other_build");
  CHECK(told[1]["message"]["text"] == "this comment suppresses nothing");
  CHECK(artifact(told[1]["locations"][0])["uri"] == "a.go");
  CHECK_FALSE(told[2].contains("locations"));
  for (const json& notice : told) {
    const std::size_t index = notice["descriptor"]["index"];
    CHECK(run["tool"]["driver"]["notifications"][index]["id"] == notice["descriptor"]["id"]);
  }
}

TEST_CASE("SARIF: hostile text makes no link and no URI of its own") {
  SampleGate sample;
  make_hostile(sample);
  for (const bool check : {false, true}) {
    const json run = run_of(sample, check);
    for (const json& result : run["results"]) {
      const std::string text = result["message"]["text"];
      CHECK(text.find("[x](") == std::string::npos);
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find("\u202e") == std::string::npos);
      CHECK(artifact(result["locations"][0])["uri"].get<std::string>().find_first_of(" \"<>[]`\\:") ==
            std::string::npos);
    }
  }
}
