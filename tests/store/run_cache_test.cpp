#include "store/run_cache.h"

#include <cstdint>
#include <string>
#include <vector>

#include "catch.h"
#include "kept_folder.h"

namespace goescape::test {

TEST_CASE("a kept run is the run that was kept") {
  const KeptFolder folder;
  RunCache cache(folder.path, [](KeptTrouble, const std::string&) { FAIL("nothing to warn of"); });
  const KeptKey key;
  CHECK_FALSE(cache.find(key));
  cache.store(key, {"state", {"/m", "/m/a"}, UINT64_MAX, std::string("\0\xFF", 2)});
  const auto run = cache.find(key);
  REQUIRE(run);
  CHECK(run->state == "state");
  CHECK(run->watched == std::vector<std::string>{"/m", "/m/a"});
  CHECK(run->stamp == UINT64_MAX);
  CHECK(run->report == std::string("\0\xFF", 2));
  cache.store(key, {"next", {}, 0, ""});
  REQUIRE(cache.find(key));
  CHECK(cache.find(key)->watched.empty());
  CHECK(folder.files().size() == 1);
}

TEST_CASE("a kept run that nobody can read is told and removed") {
  const KeptFolder folder;
  std::vector<std::string> warnings;
  const auto warn = [&](KeptTrouble, const std::string& sentence) { warnings.push_back(sentence); };
  const std::string content =
      GENERATE(std::string("\x0A\x05st", 4), std::string("\x08\x01", 2), std::string("\x2A\x00", 2));
  KeptFiles(folder.path, warn).store(KeptKey(), content);
  CHECK_FALSE(RunCache(folder.path, warn).find(KeptKey()));
  CHECK(warnings.size() == 1);
  CHECK(folder.files().empty());
}

}  // namespace goescape::test
