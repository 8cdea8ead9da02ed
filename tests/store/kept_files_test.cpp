#include "store/kept_files.h"

#include <fcntl.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.h"
#include "kept_folder.h"
#include "util/descriptor.h"
#include "util/file_lock.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

KeptKey key_of(const std::string& value) {
  KeptKey key;
  key.add("value", value);
  return key;
}

void no_warning(KeptTrouble /*trouble*/, const std::string& /*sentence*/) { FAIL("nothing to warn of"); }

}  // namespace

TEST_CASE("keys differ by what they hold, not by its order") {
  KeptKey one;
  one.add("x", "1");
  one.add("y", "2");
  KeptKey other;
  other.add({{"y", "2"}, {"x", "1"}});
  CHECK(one.digest() == other.digest());
  CHECK(one.digest().size() == 32);
  other.add("z", "");
  CHECK(one.digest() != other.digest());
  CHECK(key_of("a").digest() != key_of("b").digest());
}

TEST_CASE("a kept file is found again, only under its key, and gives way to the next") {
  const KeptFolder folder;
  KeptFiles files(folder.path, no_warning);
  CHECK_FALSE(files.find(key_of("a")));
  files.store(key_of("a"), std::string("one\0two", 7));
  CHECK(files.find(key_of("a")) == std::string("one\0two", 7));
  CHECK_FALSE(files.find(key_of("b")));
  files.store(key_of("a"), "");
  CHECK(files.find(key_of("a")) == "");
  CHECK(folder.files().size() == 1);
}

TEST_CASE("a kept file that was changed, cut off, or cannot be read is told and removed") {
  const KeptFolder folder;
  std::vector<std::string> warnings;
  KeptFiles files(folder.path, [&](KeptTrouble, const std::string& sentence) { warnings.push_back(sentence); });
  files.store(key_of("a"), "content");
  const fs::path file = folder.files().at(0);
  SECTION("cut off") {
    fs::resize_file(file, 3);
    CHECK_FALSE(files.find(key_of("a")));
  }
  SECTION("changed") {
    std::ofstream(file, std::ios::binary) << "Content";
    CHECK_FALSE(files.find(key_of("a")));
  }
  SECTION("of no use to its reader") {
    files.drop(key_of("a"));
    CHECK_FALSE(fs::exists(file));
  }
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("damaged") != std::string::npos);
  CHECK(folder.files().empty());
  files.drop(key_of("a"));
}

TEST_CASE("the least recently used files go") {
  const KeptFolder folder;
  KeptFiles files(folder.path, no_warning);
  const auto key = [](std::size_t i) { return key_of(std::to_string(i)); };
  const auto now = fs::file_time_type::clock::now();
  for (std::size_t i = 0; i < KeptFiles::kMostEntries; ++i) {
    files.store(key(i), "x");
    for (const auto& file : folder.files()) {
      if (file.filename().string().starts_with(key(i).digest())) {
        fs::last_write_time(file, now - std::chrono::hours(1000 - i));
      }
    }
  }
  REQUIRE(files.find(key(0)));
  files.store(key(1000), "x");
  CHECK(folder.files().size() == KeptFiles::kMostEntries);
  CHECK(files.find(key(0)));
  CHECK_FALSE(files.find(key(1)));
}

TEST_CASE("what a killed run was writing goes, whatever its age, and what a living one writes stays") {
  const KeptFolder folder;
  const std::string dead = folder.path + "/tmp-dead00";
  const std::string living = folder.path + "/tmp-living";
  for (const auto& path : {dead, living}) {
    std::ofstream(path) << "half";
    fs::last_write_time(path, fs::file_time_type::clock::now() + std::chrono::hours(100000));
  }
  const Descriptor writer(::open(living.c_str(), O_RDWR | O_CLOEXEC));
  REQUIRE(take_lock(writer, living));
  const KeptFiles files(folder.path, no_warning);
  CHECK_FALSE(fs::exists(dead));
  CHECK(fs::exists(living));
}

TEST_CASE("a folder that cannot be written is told once and done without") {
  std::vector<std::string> warnings;
  KeptFiles files("/nonexistent/folder",
                  [&](KeptTrouble, const std::string& sentence) { warnings.push_back(sentence); });
  files.store(key_of("a"), "x");
  files.store(key_of("a"), "x");
  CHECK_FALSE(files.find(key_of("a")));
  CHECK(warnings.size() == 1);
}

}  // namespace goescape::test
