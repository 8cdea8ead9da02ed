#include "store/saved_report.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "render/invariants.h"
#include "render/sample_report.h"
#include "resolve/collector.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

namespace {

// A file that is gone at the end of its scope.
class SavedFile {
 public:
  explicit SavedFile(const std::string& content)
      : path_((std::filesystem::temp_directory_path() / ("goescape-saved-" + std::to_string(::getpid()))).string()) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  SavedFile(const SavedFile&) = delete;
  SavedFile& operator=(const SavedFile&) = delete;
  ~SavedFile() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Result<Report> loaded(const std::string& content) { return load_report(SavedFile(content).path()); }

// What load_report() says of a report that cannot be read, without the name of the file in front.
std::string complaint(const std::string& content) {
  const SavedFile file(content);
  const auto report = load_report(file.path());
  REQUIRE(!report);
  CHECK(report.error().failure == Failure::kInput);
  REQUIRE(report.error().message.find(file.path()) == 0);
  return report.error().message.substr(file.path().size() + 1);
}

json sample() { return json::parse(rendered("json", sample_report())); }

// The sample with one value changed, that of a JSON pointer; what is set to null is removed.
std::string complaint_about(const std::string& pointer, const json& value) {
  json document = sample();
  const json::json_pointer place(pointer);
  if (value.is_null()) {
    document[place.parent_pointer()].erase(place.back());
  } else {
    document[place] = value;
  }
  return complaint(document.dump());
}

// A report whose flows are as odd as the model allows.
Report report_with_odd_flows() {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  FlowStep assign;
  assign.to = builder.text("{heap}");
  assign.from = builder.text("x");
  FlowStep reason;
  reason.type = FlowStep::Type::kReason;
  reason.to = builder.text("&x");
  reason.from = builder.text("address-of");
  reason.file = builder.text("a.go");
  assign.derefs = 127;
  builder.flow(builder.finding(package, {Kind::kEscapesToHeap, "a.go", 1}), {reason, reason, assign, assign, reason});
  assign.derefs = -1;
  builder.flow(builder.finding(package, {Kind::kEscapesToHeap, "a.go", 2}), {assign});
  builder.flow(builder.finding(package, {Kind::kEscapesToHeap, "a.go", 3}), {FlowStep{}});
  builder.finding(package, {Kind::kEscapesToHeap, "a.go", 4294967295U, 4294967295U});
  return std::move(builder.report());
}

Toolchain on(const std::string& goos) { return {"go1.26.8", goos, "amd64", "-m=2", {}, false, false, true}; }

// Of two variants, with something of each kind that is in one only.
Report merged_report() {
  Report report = sample_report();
  report.variants = {on("linux"), on("windows")};
  report.packages[0].variants = 0b01;
  report.findings[0].variants = 0b01;
  report.findings[1].variants = 0b10;
  report.failures[1].variants = 0b10;
  return report;
}

// A part of the packages, with a finding that another package printed.
Report shard_report() {
  Report report = sample_report();
  report.toolchain.tests = true;
  report.shard = Shard{3, {1, 3}, heap_kinds()};
  report.findings[0].compiled_in = report.strings.intern("example.com/m/other");
  return report;
}

}  // namespace

TEST_CASE("saved report: what was read is written as the same bytes, in every format") {
  const auto [name, original] =
      GENERATE(table<const char*, Report (*)()>({{"sample", [] { return sample_report(); }},
                                                 {"hostile", [] { return hostile_report(); }},
                                                 {"empty", [] { return Report{}; }},
                                                 {"merged", [] { return merged_report(); }},
                                                 {"shard", [] { return shard_report(); }},
                                                 {"odd flows", [] { return report_with_odd_flows(); }}}));
  CAPTURE(name);
  const std::string saved = rendered("json", original());
  const auto report = loaded(saved);
  REQUIRE(report);
  CHECK(rendered("json", *report) == saved);
  if (std::string_view(name) != "hostile") {  // Saving replaced its bytes that are no UTF-8.
    for (const char* format : {"text", "jsonl", "csv", "markdown"}) {
      CAPTURE(format);
      CHECK(rendered(format, *report) == rendered(format, original()));
    }
  }
}

TEST_CASE("saved report: a flow comes back step by step") {
  const Report original = report_with_odd_flows();
  const auto report = loaded(rendered("json", original));
  REQUIRE(report);
  REQUIRE(report->flow_steps.size() == original.flow_steps.size());
  for (std::size_t index = 0; index < original.flow_steps.size(); ++index) {
    CAPTURE(index);
    CHECK(report->flow_steps[index].type == original.flow_steps[index].type);
    CHECK(report->flow_steps[index].derefs == original.flow_steps[index].derefs);
    CHECK(report->text(report->flow_steps[index].from) == original.text(original.flow_steps[index].from));
  }
}

TEST_CASE("saved report: variants and shards that cannot be") {
  json merged = json::parse(rendered("json", merged_report()));
  json unknown = merged;
  unknown["findings"][0]["variants"] = {"plan9/amd64"};
  CHECK(complaint(unknown.dump()) ==
        "is no report as goescape writes it: findings[0].variants holds \"plan9/amd64\", which is not among the "
        "variants");
  json twice = merged;
  twice["variants"].push_back(twice["variants"][1]);
  CHECK(complaint(twice.dump()) ==
        "is no report as goescape writes it: variants[2] stands in it twice, or out of order");
  json behind = merged;
  behind.erase("variants");
  CHECK(complaint(behind.dump()).find("which is not among the variants") != std::string::npos);
  json shard = json::parse(rendered("json", shard_report()));
  shard["shard"]["numbers"] = {4};
  CHECK(complaint(shard.dump()).find("shard.numbers holds something that is no number from 1 to 3") !=
        std::string::npos);
  shard["shard"]["numbers"] = {1};
  shard["shard"]["count"] = 4294967295;
  CHECK(complaint(shard.dump()).find("shard.count is not a whole number from 2 to 1000") != std::string::npos);
  shard["shard"]["count"] = 3;
  shard["shard"]["kinds"] = {"x"};
  CHECK(complaint(shard.dump()).find("shard.kinds holds \"x\", which this goescape does not know") !=
        std::string::npos);
}

TEST_CASE("saved report: order, layout and unknown members do not matter") {
  json document = sample();
  const std::string want = rendered("json", sample_report());
  document["extra"] = {{"findings", {1, 2, {3}}}};
  document["more"] = {{{"a", 1}}, {{"b", {{"c", nullptr}}}}};
  document["toolchain"]["extra"] = true;
  document["findings"][0]["extra"] = {1, 2};
  document["packages"][0]["counts"]["kind_of_tomorrow"] = 5;
  std::reverse(document["packages"].begin(), document["packages"].end());
  std::reverse(document["findings"].begin(), document["findings"].end());
  document["totals"] = "wrong";
  for (const int indent : {-1, 0, 7}) {
    CAPTURE(indent);
    const auto report = loaded(document.dump(indent));
    REQUIRE(report);
    CHECK(rendered("json", *report) == want);
  }
}

TEST_CASE("saved report: what is no JSON, or not all of it") {
  CHECK(complaint("") == "ends in the middle of its JSON; was it written or copied completely?");
  CHECK(complaint("a.go:1:1: x escapes to heap").find("is not valid JSON: at line 1, column 1: ") == 0);
  CHECK(complaint("[1]") == "is not valid JSON: it is not an object");
  CHECK(complaint("7") == "is not valid JSON: it is not an object");
  const std::string whole = rendered("json", sample_report());
  for (std::size_t length = 0; length + 2 < whole.size(); length += 7) {
    CAPTURE(length);
    CHECK(complaint(whole.substr(0, length)) == "ends in the middle of its JSON; was it written or copied completely?");
  }
  CHECK(complaint(whole + "x").find("is not valid JSON: at line ") == 0);
  CHECK(complaint("{\"schema\": \"goescape.report/1\", \xFF").find("is not valid JSON: ") == 0);
}

TEST_CASE("saved report: another schema") {
  CHECK(complaint_about("/schema", "goescape.report/2") ==
        "was made by a newer goescape: its schema is goescape.report/2, this one reads up to goescape.report/1");
  const std::string other = "is no report as goescape writes it: its schema is not goescape.report/1";
  CHECK(complaint_about("/schema", "goescape.diff/1") == other);
  CHECK(complaint_about("/schema", 1) == other);
  CHECK(complaint_about("/schema", nullptr) == "is no report as goescape writes it: schema is missing");
}

TEST_CASE("saved report: a newer schema is named though something else is wrong before it") {
  CHECK(complaint(R"({"findings": [1], "schema": "goescape.report/2"})").find("was made by a newer goescape") == 0);
}

TEST_CASE("saved report: the member that is missing or wrong is named") {
  const auto [pointer, value, want] = GENERATE(table<const char*, json, const char*>({
      {"/findings", nullptr, "findings is missing"},
      {"/findings", json::object(), "findings is not a list"},
      {"/packages", "x", "packages is not a list"},
      {"/failures/1", 1, "failures[1] is not an object"},
      {"/failures/0/message", nullptr, "failures[0].message is missing"},
      {"/toolchain", json::array(), "toolchain is not an object"},
      {"/toolchain/tags", "x", "toolchain.tags is not a list"},
      {"/toolchain/tags/0", 1, "toolchain.tags holds something that is not text"},
      {"/toolchain/cgo", 1, "toolchain.cgo is neither true nor false"},
      {"/module/path", nullptr, "module.path is missing"},
      {"/unrecognized/count", -1, "unrecognized.count is not a whole number from 0 to 9223372036854775807"},
      {"/packages/2/status", "maybe", "packages[2].status is neither ok nor failed"},
      {"/packages/2/category", "mine", "packages[2].category is \"mine\", which this goescape does not know"},
      {"/packages/2/counts/escapes_to_heap", "many",
       "packages[2].counts.escapes_to_heap is not a whole number from 0 to 4294967295"},
      {"/packages/2/other_categories/generated", 1, "packages[2].other_categories.generated is not an object"},
      {"/packages/0/import_path", "slices", "the package \"slices\" stands in it twice"},
      {"/findings/0/id", "v1:0123", "findings[0].id is not v1: and 16 hexadecimal digits"},
      {"/findings/0/id", "v1:0123456789abcdeg", "findings[0].id is not v1: and 16 hexadecimal digits"},
      {"/findings/0/kind", "escapes", "findings[0].kind is \"escapes\", which this goescape does not know"},
      {"/findings/0/line", 4294967296, "findings[0].line is not a whole number from 0 to 4294967295"},
      {"/findings/0/line", 1.5, "findings[0].line is not a whole number from 0 to 4294967295"},
      {"/findings/0/line", 1e300, "findings[0].line is not a whole number from 0 to 4294967295"},
      {"/findings/0/line", 18446744073709551615U, "findings[0].line is not a whole number from 0 to 4294967295"},
      {"/findings/0/occurrences", 0, "findings[0].occurrences is not a whole number from 1 to 4294967295"},
      {"/findings/0/message", json::array(), "findings[0].message is not text"},
      {"/findings/0/package", "example.com/m/none",
       "findings[0].package is \"example.com/m/none\", which is not among the packages"},
      {"/findings/2/flow/0/derefs", 128, "findings[2].flow[0].derefs is not a whole number from -1 to 127"},
      {"/findings/2/flow/0/via/0/line", nullptr, "findings[2].flow[0].via[0].line is missing"},
  }));
  CAPTURE(pointer);
  CHECK(complaint_about(pointer, value) == std::string("is no report as goescape writes it: ") + want);
}

TEST_CASE("saved report: a package that failed without a word is a failure") {
  json silent = sample();
  silent["failures"] = json::array();
  silent["packages"][0]["status"] = "failed";
  silent["packages"][1]["status"] = "ok";
  silent["packages"][2]["status"] = "ok";
  const auto report = loaded(silent.dump());
  REQUIRE(report);
  REQUIRE(report->failures.size() == 1);
  CHECK(report->failures[0].package == silent["packages"][0]["import_path"].get<std::string>());
  CHECK(report->failures[0].message == "the saved report does not say why");
}

TEST_CASE("saved report: files of other categories hold no more than the package") {
  json more = sample();
  more["packages"][0]["category"] = "module";
  more["packages"][0]["counts"]["does_not_escape"] = 5;
  more["packages"][0]["other_categories"] = {{"generated", {{"does_not_escape", 3}}},
                                             {"vendor", {{"does_not_escape", 3}}}};
  const std::string path = more["packages"][0]["import_path"].get<std::string>();
  CHECK(complaint(more.dump()) ==
        "is no report as goescape writes it: packages[0].other_categories counts more than counts, for \"" + path +
            "\"");
  more["packages"][0]["counts"]["does_not_escape"] = 6;
  CHECK(loaded(more.dump()));
}

TEST_CASE("saved report: what stands in a report twice is no choice") {
  std::string document = sample().dump();
  document.insert(1, R"("findings": [],)");
  CHECK(complaint(document) == "is no report as goescape writes it: findings stands in it twice");
}

TEST_CASE("saved report: deep nesting takes no deep recursion") {
  constexpr std::size_t kDepth = 200000;
  std::string document = sample().dump();
  document.insert(1, "\"extra\": {\"a\": " + std::string(kDepth, '[') + std::string(kDepth, ']') + "},");
  CHECK(loaded(document));
}

TEST_CASE("saved report: a file that is not there") {
  const auto report = load_report("no/such/file.json");
  REQUIRE(!report);
  CHECK(report.error().message == "cannot read no/such/file.json: No such file or directory");
}

TEST_CASE("A saved report is told from a compiler log by its beginning") {
  CHECK(looks_like_report(rendered("json", Report{}).substr(0, 100)));
  CHECK(looks_like_report("\xEF\xBB\xBF \r\n\t{ \"schema\" :\n\"goescape.report/7\""));
  CHECK(looks_like_report(R"({"$comment": "my \"schema\"", "schema": "goescape.report/1"})"));
  CHECK_FALSE(looks_like_report(""));
  CHECK_FALSE(looks_like_report("{"));
  CHECK_FALSE(looks_like_report(R"({"schema")"));
  CHECK_FALSE(looks_like_report(R"({"schema": "goescape.diff/1"})"));
  CHECK(looks_like_comparison(R"({"schema": "goescape.diff/1"})"));
  CHECK_FALSE(looks_like_comparison(R"({"schema": "goescape.report/1"})"));
  CHECK_FALSE(looks_like_report("# example.com/m\n./a.go:1:1: moved to heap: x\n"));
  CHECK_FALSE(looks_like_report(R"([{"schema": "goescape.report/1"}])"));
  CHECK_FALSE(looks_like_report(
      R"({"ImportPath":"m","Action":"build-output","Output":"a.go:1:2: \"{\\\"schema\\\": \\\"goescape.report/1\" escapes\n"})"));
}
