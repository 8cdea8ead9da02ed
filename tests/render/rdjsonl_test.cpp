#include <nlohmann/json.hpp>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

TEST_CASE("rdjsonl: a diagnostic per line") {
  const std::vector<std::string> lines = lines_of(rendered("rdjsonl", sample_report()));
  REQUIRE(lines.size() == 11);
  CHECK(json::parse(lines[0])["severity"] == "ERROR");
  CHECK(json::parse(lines[4])["location"]["range"]["start"] == json{{"line", 9}, {"column", 13}});
  CHECK(json::parse(lines[5]) == json{{"message", "x escapes to heap"},
                                      {"location", {{"path", "main.go"}, {"range", {{"start", {{"line", 30}}}}}}},
                                      {"severity", "INFO"},
                                      {"source", {{"name", "goescape"}}},
                                      {"code", {{"value", "escapes_to_heap"}}}});
}

TEST_CASE("rdjsonl: what has no place names a file, and no range") {
  const json failure = json::parse(lines_of(rendered("rdjsonl", sample_report()))[2]);
  CHECK(failure["location"] == json{{"path", "go.mod"}});
}

TEST_CASE("rdjsonl: what was introduced is a warning, and an error where the gate fails") {
  const std::string diff = Sample().rendered("rdjsonl");
  CHECK(diff.find(R"("severity":"WARNING")") != std::string::npos);
  CHECK(diff.find("x escapes to heap [introduced]: parameter p of codec.Encode") != std::string::npos);
  CHECK(Sample().rendered("rdjsonl", true).find(R"("severity":"WARNING")") == std::string::npos);
}
