#include "capture/go_flags.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.h"

using namespace goescape;
using Words = std::vector<std::string>;

namespace {

Words compiler_flags(const CaptureOptions& options, std::string_view goflags) {
  const auto flags = make_go_flags(options, goflags);
  REQUIRE(flags);
  return flags->compiler;
}

}  // namespace

TEST_CASE("the level comes first") {
  CaptureOptions options;
  CHECK(compiler_flags(options, "") == Words{"-m=2"});
  options.level = 1;
  CHECK(compiler_flags(options, "") == Words{"-m"});
  options.level = 0;
  CHECK_FALSE(make_go_flags(options, ""));
}

TEST_CASE("flags for the compiler in GOFLAGS are kept, a level among them is not") {
  CaptureOptions options;
  options.patterns = {"./..."};
  CHECK(compiler_flags(options, "-gcflags=-N") == Words{"-m=2", "-N"});
  CHECK(compiler_flags(options, "'-gcflags=-N -l -m -m=3 --m'") == Words{"-m=2", "-N", "-l"});
  CHECK(compiler_flags(options, "'--gcflags=all=-N -l'") == Words{"-m=2", "-N", "-l"});
  CHECK(compiler_flags(options, "-gcflags=./...=-N") == Words{"-m=2", "-N"});
  CHECK(compiler_flags(options, "-gcflags=example.com/other=-N") == Words{"-m=2"});
  CHECK(compiler_flags(options, "-gcflags=-N -gcflags=") == Words{"-m=2"});
  CHECK_FALSE(make_go_flags(options, "'-gcflags=-N"));
}

TEST_CASE("the last flags for the compiler win, and those of the options are added") {
  CaptureOptions options;
  options.build_flags = {"-gcflags", "-l"};
  options.gcflags = {"-d=x y", "-m"};
  CHECK(compiler_flags(options, "-gcflags=-N") == Words{"-m=2", "-l", "-d=x y"});
  CHECK(*gcflags_argument(*make_go_flags(options, "")) == "-gcflags=-m=2 -l '-d=x y'");
}

TEST_CASE("tags and the race detector are in force wherever they were asked for") {
  CaptureOptions options;
  const auto from_goflags = make_go_flags(options, "-tags=a,b -race");
  CHECK(from_goflags->tags == Words{"a", "b"});
  CHECK(from_goflags->race);
  CHECK(from_goflags->build == Words{"-trimpath"});
  options.tags = {"c"};
  options.race = true;
  const auto from_options = make_go_flags(options, "-tags=a,b -race=false");
  CHECK(from_options->tags == Words{"c"});
  CHECK(from_options->race);
  CHECK(from_options->build == Words{"-trimpath", "-race", "-tags=c"});
}

TEST_CASE("GOFLAGS loses what would change the output, and nothing else") {
  CHECK(make_go_flags({}, "-mod=vendor -toolexec=x")->goflags.empty());
  CHECK(make_go_flags({}, "-n -mod=vendor -json '-ldflags=-X a=b'")->goflags == "-mod=vendor '-ldflags=-X a=b'");
  CHECK(make_go_flags({}, "-n")->goflags == "-trimpath");
}

TEST_CASE("GOFLAGS comes from the environment or from the file of go env") {
  const auto file = std::filesystem::temp_directory_path() / "goescape_go_flags_test_env";
  std::ofstream(file) << "GOPROXY=off\nGOFLAGS=-mod=mod -n\n";
  setenv("GOENV", file.c_str(), 1);
  unsetenv("GOFLAGS");
  CHECK(user_goflags() == "-mod=mod -n");
  setenv("GOFLAGS", "-v", 1);
  CHECK(user_goflags() == "-v");
  unsetenv("GOFLAGS");
  setenv("GOENV", "off", 1);
  CHECK(user_goflags().empty());
  unsetenv("GOENV");
  std::filesystem::remove(file);
}
