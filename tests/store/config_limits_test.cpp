#include "store/config_limits.h"

#include <string>

#include "catch.h"

using namespace goescape;

namespace {

bool allowed(const char* key, const std::string& word) {
  return check_from_file(*find_setting(key), {word}).has_value();
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

TEST_CASE("what is refused is named, with what may say it") {
  const auto refused = check_from_file(*find_setting("gcflags"), {"-N", "-cpuprofile=x"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().failure == Failure::kUsage);
  CHECK(refused.error().message.find("-cpuprofile=x") != std::string::npos);
  CHECK(check_from_file(*find_setting("tags"), {"/any=../thing"}));
}
