#include "store/report_cache.h"

#include <filesystem>
#include <string>
#include <vector>

#include "catch.h"
#include "kept_folder.h"

namespace goescape::test {
namespace {

Report report_of(const std::string& module) {
  Report report;
  report.module.path = module;
  return report;
}

}  // namespace

TEST_CASE("the key of a report holds the commit and the folder, each for itself") {
  CHECK(report_key("abc", "sub").digest() == report_key("abc", "sub").digest());
  CHECK(report_key("abc", "").digest() != report_key("ab", "c").digest());
}

TEST_CASE("a kept report is found again, and only under its key") {
  const KeptFolder folder;
  ReportCache cache(folder.path, [](KeptTrouble, const std::string&) { FAIL("nothing to warn of"); });
  const KeptKey key = report_key("abc", "");
  CHECK_FALSE(cache.find(key));
  cache.store(key, report_of("example.com/m"));
  const auto found = cache.find(key);
  REQUIRE(found);
  CHECK(found->module.path == "example.com/m");
  CHECK_FALSE(cache.find(report_key("abd", "")));
}

TEST_CASE("what was kept whole and is no report is told and removed") {
  const KeptFolder folder;
  std::vector<std::string> warnings;
  const auto warn = [&](KeptTrouble, const std::string& sentence) { warnings.push_back(sentence); };
  KeptFiles(folder.path, warn).store(report_key("abc", ""), "no message");
  CHECK_FALSE(ReportCache(folder.path, warn).find(report_key("abc", "")));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("damaged") != std::string::npos);
  CHECK(folder.files().empty());
}

}  // namespace goescape::test
