#include "store/config_limits.h"

#include <filesystem>
#include <string>

#include "catch.h"
#include "kept_folder.h"

using namespace goescape;

namespace {

bool allowed(const char* key, const std::string& word) {
  return check_from_file(*find_setting(key), {word}, "").has_value();
}

}  // namespace

TEST_CASE("a configuration file gives the compiler no flag that names a file") {
  for (const char* const word :
       {"-N", "-l", "-l=4", "-B", "--lang=go1.20", "-d=checkptr", "-d=ssa/check_bce/debug=1"}) {
    CAPTURE(word);
    CHECK(allowed("gcflags", word));
  }
  for (const char* const word : {"-o=/tmp/x", "-cpuprofile=/tmp/x", "-memprofile", "-asmhdr=x", "-json=0,file:///tmp",
                                 "-d=dumpinlfuncprops=/tmp/x", "-d=ssa/lower/dump=F", "-linkobj=x", "-importcfg=x",
                                 "-embedcfg=/etc/passwd", "-bench=/tmp/x", "x.go", "", "-"}) {
    CAPTURE(word);
    CHECK_FALSE(allowed("gcflags", word));
  }
}

TEST_CASE("a configuration file keeps the baseline and the history below its folder") {
  for (const char* const key : {"baseline", "database"}) {
    for (const std::string word : {"/etc/x", "../x", "a/../../x", "..", ".git/hooks/x", "a/.git/x",
                                   ".github/workflows/x.yml", ".bashrc", "~/../.x"}) {
      CAPTURE(key, word);
      const auto refused = check_from_file(*find_setting(key), {word}, "");
      REQUIRE_FALSE(refused);
      CHECK(refused.error().failure == Failure::kUsage);
      CHECK(refused.error().message == "\"" + std::string(key) + "\": " + word +
                                           ": a configuration file names files below its own folder, without links and "
                                           "names that begin with a dot other than .goescape; use --" +
                                           key + " for others");
    }
    for (const std::string word : {"x", "ci/accepted", "./a/../b", ".goescape.baseline", ".goescape/history.sqlite"}) {
      CAPTURE(key, word);
      CHECK(allowed(key, word));
    }
  }
  CHECK_FALSE(allowed("format", "text=.goescape/history.sqlite"));
  CHECK_FALSE(allowed("baseline", std::string("a\0b", 3)));
}

TEST_CASE("a configuration file has no sources written over") {
  for (const std::string word : {"m.go", "a/m.GO", "./go.mod", "Go.Sum", "go.work", "a/go.work.sum", "go.mod/"}) {
    CAPTURE(word);
    for (const char* const key : {"baseline", "database"}) {
      CHECK_FALSE(allowed(key, word));
    }
    const auto refused = check_from_file(*find_setting("format"), {"text=" + word}, "");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.starts_with("\"format\": text=" + word +
                                              ": a configuration file has no sources written over"));
    CHECK(refused.error().message.ends_with("use --format for others"));
  }
  CHECK_FALSE(allowed("format", std::string("text=go.mod\0x", 13)));
  CHECK(allowed("format", "text=go.mod.txt"));
}

TEST_CASE("links are looked for from the folder of the configuration file on") {
  const test::KeptFolder kept;
  std::filesystem::create_directory_symlink("/", std::filesystem::path(kept.path) / "link");
  const Setting& database = *find_setting("database");
  CHECK_FALSE(check_from_file(database, {"link/x"}, kept.path));
  CHECK(check_from_file(database, {"other/x"}, kept.path));
  CHECK(check_from_file(database, {"link/x"}, ""));
}

TEST_CASE("what is refused is named, with what may say it") {
  const auto refused = check_from_file(*find_setting("gcflags"), {"-N", "-cpuprofile=x"}, "");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().failure == Failure::kUsage);
  CHECK(refused.error().message.find("-cpuprofile=x") != std::string::npos);
  CHECK(check_from_file(*find_setting("tags"), {"/any=../thing"}, ""));
}
