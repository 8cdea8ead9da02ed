#include <nlohmann/json.hpp>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"
#include "sample_report.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

namespace {

std::vector<json> rows_of(const Report& report) {
  std::vector<json> rows;
  for (const std::string& line : lines_of(rendered("rows", report))) {
    rows.push_back(json::parse(line));
  }
  return rows;
}

Toolchain toolchain(const std::string& goos, const std::vector<std::string>& tags = {}) {
  Toolchain toolchain;
  toolchain.go_version = "go1.26.8";
  toolchain.goos = goos;
  toolchain.goarch = "amd64";
  toolchain.tags = tags;
  return toolchain;
}

}  // namespace

TEST_CASE("rows: each says of which module, commit and build it is") {
  Report report = sample_report();
  report.module = {"example.com/m", "0123456789abcdef0123456789abcdef01234567", true};
  report.toolchain = toolchain("linux", {"a", "b"});
  report.toolchain.race = true;
  const std::vector<json> rows = rows_of(report);
  REQUIRE(rows.size() == report.findings.size());
  for (const json& row : rows) {
    CHECK(row["schema"] == "goescape.rows/1");
    CHECK(row["module"] == "example.com/m");
    CHECK(row["revision"] == report.module.revision);
    CHECK(row["dirty"] == true);
    CHECK(row["goos"] == "linux");
    CHECK(row["tags"] == "a,b");
    CHECK(row["race"] == true);
    CHECK(row["tests"] == false);
  }
}

TEST_CASE("rows: what nobody asked for is null, what is unknown is not") {
  const std::vector<json> rows = rows_of(sample_report());
  const json& with = rows.at(2);  // The only one with evidence.
  CHECK(with["allocation"] == "allocates");
  CHECK(with["allocated_type"] == "[8]byte");
  CHECK(with["allocated_bytes"] == 8);
  CHECK(with["profile_bytes"] == 5000000000);
  CHECK(with["profile_shared_by"] == 1);
  for (const char* const column : {"allocation", "allocation_reason", "allocated_type", "allocated_bytes",
                                   "profile_bytes", "profile_objects", "profile_shared_by"}) {
    CAPTURE(column);
    CHECK(rows.at(0).at(column).is_null());
  }
  CHECK(rows.at(1)["function"] == "");
  CHECK(rows.at(1)["col"] == 0);
  CHECK(rows.at(1)["sink_type"] == "");
}

TEST_CASE("rows: a value that is passed on has the function it is passed to as its sink") {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("example.com/m"), {});
  FlowStep assign;
  assign.to = builder.text("{heap}");
  FlowStep step;
  step.type = FlowStep::Type::kReason;
  step.to = builder.text("json.Marshal(x)");
  step.from = builder.text("call parameter");
  builder.flow(finding, {assign, step});
  const json row = rows_of(builder.report()).at(0);
  CHECK(row["sink_type"] == "call");
  CHECK(row["sink"] == "json.Marshal");
  CHECK(row["sink_package"] == "");
}

TEST_CASE("rows: of a merged report each build has its own") {
  Report report = sample_report();
  report.variants = {toolchain("linux"), toolchain("windows")};
  report.findings.at(1).variants = 2;
  const std::vector<json> rows = rows_of(report);
  REQUIRE(rows.size() == 2 * report.findings.size() - 1);
  CHECK(rows.at(0)["id"] == rows.at(1)["id"]);
  CHECK(rows.at(0)["goos"] == "linux");
  CHECK(rows.at(1)["goos"] == "windows");
  CHECK(rows.at(2)["goos"] == "windows");
  CHECK(rows.at(3)["id"] != rows.at(2)["id"]);
}

TEST_CASE("rows: of a comparison each says what happened to it") {
  for (const bool check : {false, true}) {
    std::string changes;
    for (const std::string& line : lines_of(Sample().rendered("rows", check))) {
      changes += json::parse(line)["change"].get<std::string>() + " ";
    }
    CHECK(changes == "introduced introduced fixed moved ");
  }
}
