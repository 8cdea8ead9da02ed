#include <nlohmann/json.hpp>
#include <set>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

TEST_CASE("gitlab: an entry has what Code Quality demands") {
  const json entries = json::parse(rendered("gitlab", sample_report()));
  REQUIRE(entries.size() == 11);
  CHECK(entries[5] == json{{"description", "x escapes to heap"},
                           {"check_name", "goescape/escapes_to_heap"},
                           {"fingerprint", "v1:0000000000001001"},
                           {"severity", "info"},
                           {"location", {{"path", "main.go"}, {"lines", {{"begin", 30}}}}}});
}

TEST_CASE("gitlab: fingerprints are unique, and stay when other entries go") {
  std::set<std::string> fingerprints;
  for (const json& entry : json::parse(rendered("gitlab", sample_report()))) {
    CHECK(fingerprints.insert(entry["fingerprint"]).second);
    CHECK(entry["location"]["lines"]["begin"] >= 1);
    CHECK_FALSE(entry["location"]["path"].get<std::string>().empty());
  }
  Report fewer = sample_report();
  fewer.failures.erase(fewer.failures.begin());
  for (const json& entry : json::parse(rendered("gitlab", fewer))) {
    CHECK(fingerprints.count(entry["fingerprint"]) == 1);
  }
}

TEST_CASE("gitlab: severities") {
  std::multiset<std::string> severities;
  for (const json& entry : json::parse(Sample().rendered("gitlab"))) {
    severities.insert(entry["severity"]);
  }
  CHECK(severities.count("info") == 2);     // The suppressed finding, and that the builds differ.
  CHECK(severities.count("major") == 1);    // The other one.
  CHECK(severities.count("blocker") == 8);  // Four of the new side, three of the old one, and what is undecided.
  const std::string check = Sample().rendered("gitlab", true);
  CHECK(check.find(R"("severity":"critical")") != std::string::npos);
}

TEST_CASE("gitlab: a report of nothing is an empty array") {
  CHECK(json::parse(rendered("gitlab", Report{})) == json::array());
}
