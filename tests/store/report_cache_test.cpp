#include "store/report_cache.h"

#include <fcntl.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "store/report_message.h"
#include "util/descriptor.h"
#include "util/file_lock.h"

using namespace goescape;

namespace {

namespace fs = std::filesystem;

Report report_of(const std::string& module) {
  Report report;
  report.module.path = module;
  return report;
}

struct Folder {
  Folder() {
    std::string name = fs::temp_directory_path() / "goescape_cache_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(path)) {
      found.push_back(entry.path());
    }
    return found;
  }

  std::string path;
};

}  // namespace

TEST_CASE("keys differ by what they hold, not by its order") {
  ReportKey one("abc", "sub");
  one.add("x", "1");
  one.add("y", "2");
  ReportKey other("abc", "sub");
  other.add({{"y", "2"}, {"x", "1"}});
  CHECK(one.digest() == other.digest());
  CHECK(one.digest().size() == 32);
  other.add("z", "");
  CHECK(one.digest() != other.digest());
  CHECK(ReportKey("abc", "").digest() != ReportKey("ab", "c").digest());
}

TEST_CASE("a kept report is found again, and only under its key") {
  const Folder folder;
  std::vector<std::string> warnings;
  ReportCache cache(folder.path, [&](const std::string& sentence) { warnings.push_back(sentence); });
  const ReportKey key("abc", "");
  CHECK_FALSE(cache.find(key));
  cache.store(key, report_of("example.com/m"));
  const auto found = cache.find(key);
  REQUIRE(found);
  CHECK(found->module.path == "example.com/m");
  CHECK_FALSE(cache.find(ReportKey("abd", "")));
  cache.store(key, report_of("example.com/n"));
  CHECK(folder.files().size() == 1);
  CHECK(warnings.empty());
}

TEST_CASE("a damaged report is told and made again") {
  const Folder folder;
  std::vector<std::string> warnings;
  ReportCache cache(folder.path, [&](const std::string& sentence) { warnings.push_back(sentence); });
  const ReportKey key("abc", "");
  cache.store(key, report_of("example.com/m"));
  SECTION("cut off") {
    const auto size = fs::file_size(folder.files().at(0));
    fs::resize_file(folder.files().at(0), size - 1);
    CHECK(fs::file_size(folder.files().at(0)) == size - 1);
  }
  SECTION("changed, and still a report") {
    const std::string other = encode_report(report_of("example.com/n"));
    std::ofstream(folder.files().at(0), std::ios::binary) << other;
    CHECK(decode_report(other));
  }
  CHECK_FALSE(cache.find(key));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("damaged") != std::string::npos);
  CHECK(folder.files().empty());
}

TEST_CASE("the least recently used reports go") {
  const Folder folder;
  ReportCache cache(folder.path, [](const std::string&) { FAIL("nothing to warn of"); });
  const auto key = [](std::size_t i) { return ReportKey(std::to_string(i), ""); };
  const auto now = fs::file_time_type::clock::now();
  for (std::size_t i = 0; i < ReportCache::kMostEntries; ++i) {
    cache.store(key(i), report_of("example.com/m"));
    for (const auto& file : folder.files()) {
      if (file.filename().string().starts_with(key(i).digest())) {
        fs::last_write_time(file, now - std::chrono::hours(1000 - i));
      }
    }
  }
  REQUIRE(cache.find(key(0)));
  cache.store(key(1000), report_of("example.com/m"));
  CHECK(folder.files().size() == ReportCache::kMostEntries);
  CHECK(cache.find(key(0)));
  CHECK_FALSE(cache.find(key(1)));
}

TEST_CASE("what a killed run was writing goes, whatever its age, and what a living one writes stays") {
  const Folder folder;
  const std::string dead = folder.path + "/tmp-dead00";
  const std::string living = folder.path + "/tmp-living";
  for (const auto& path : {dead, living}) {
    std::ofstream(path) << "half";
    fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::hours(100000));
  }
  const Descriptor writer(::open(living.c_str(), O_RDWR | O_CLOEXEC));
  REQUIRE(take_lock(writer, living));
  const ReportCache cache(folder.path, [](const std::string&) { FAIL("nothing to warn of"); });
  CHECK_FALSE(fs::exists(dead));
  CHECK(fs::exists(living));
}

TEST_CASE("a cache that cannot be written is told once and does without") {
  std::vector<std::string> warnings;
  ReportCache cache("/nonexistent/folder", [&](const std::string& sentence) { warnings.push_back(sentence); });
  cache.store(ReportKey("abc", ""), report_of("example.com/m"));
  cache.store(ReportKey("abc", ""), report_of("example.com/m"));
  CHECK_FALSE(cache.find(ReportKey("abc", "")));
  CHECK(warnings.size() == 1);
}
