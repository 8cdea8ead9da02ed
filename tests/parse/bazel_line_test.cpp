#include "parse/bazel_line.h"

#include "catch.h"

namespace goescape {
namespace {

std::string label(std::string_view line) {
  const auto header = may_be_bazel_header(line) ? parse_bazel_header(line) : std::nullopt;
  return header ? header->label + (header->failed ? " failed" : "") : "none";
}

}  // namespace

TEST_CASE("the header of a compile action names the target", "[parse][bazel]") {
  CHECK(label("INFO: From GoCompilePkg codec/codec.a:") == "//codec:codec");
  CHECK(label("INFO: From GoCompilePkg pkg/api/go_default_library.a:") == "//pkg/api:go_default_library");
  CHECK(label("INFO: From GoCompilePkg main.a:") == "//:main");
  CHECK(label("INFO: From GoCompilePkg codec/codec_test.internal.a:") == "//codec:codec_test.internal");
}

TEST_CASE("targets of other repositories and for tools", "[parse][bazel]") {
  CHECK(label("INFO: From GoCompilePkg external/gazelle~~go_deps~org_golang_x_sync/errgroup/errgroup.a:") ==
        "@gazelle~~go_deps~org_golang_x_sync//errgroup:errgroup");
  CHECK(label("INFO: From GoCompilePkgExternal external/com_github_x/x.a [for tool]:") == "@com_github_x//:x");
}

TEST_CASE("a failed compile action", "[parse][bazel]") {
  CHECK(label("ERROR: /w/codec/BUILD.bazel:3:11: GoCompilePkg codec/codec.a failed: (Exit 1): builder failed: error") ==
        "//codec:codec failed");
  CHECK(label("ERROR: /w/BUILD:42:8: GoCompilePkg a/go_default_test.internal.a failed (Exit 1) builder failed") ==
        "//a:go_default_test.internal failed");
}

TEST_CASE("colours and movements of the cursor do not hide a header", "[parse][bazel]") {
  CHECK(label("\x1b[32mINFO: \x1b[0mFrom GoCompilePkg codec/codec.a:") == "//codec:codec");
  CHECK(label("\r\x1b[1A\x1b[K\x1b[32mINFO: \x1b[0mFrom GoCompilePkg codec/codec.a:\r") == "//codec:codec");
}

TEST_CASE("other lines of Bazel are no headers", "[parse][bazel]") {
  for (const char* const line : {"INFO: From CppCompile x/y.o:", "INFO: Elapsed time: 0.590s, Critical Path: 0.05s",
                                 "INFO: From GoLink x/x_/x:", "INFO: From GoCompilePkg",
                                 "INFO: From GoCompilePkg :", "INFO: From GoCompilePkg x.a", "ERROR: no such target",
                                 "ERROR: /w/BUILD:1:1: GoLink x/x failed: (Exit 1)", "\x1b[", "\x1b[32m", "\r",
                                 "ERROR: ", "ERROR: x: GoCompilePkg", "INFO: From GoCompilePkg .a:x"}) {
    CAPTURE(line);
    CHECK(label(line) == "none");
  }
}

}  // namespace goescape
