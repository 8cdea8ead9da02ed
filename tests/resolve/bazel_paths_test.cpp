#include "resolve/bazel_paths.h"

#include "catch.h"

namespace goescape {

TEST_CASE("labels are told from import paths", "[resolve][bazel]") {
  CHECK(is_bazel_label("//codec:codec"));
  CHECK(is_bazel_label("@com_github_x//sub:sub"));
  CHECK_FALSE(is_bazel_label("example.com/m/codec"));
  CHECK_FALSE(is_bazel_label("@x"));
  CHECK_FALSE(is_bazel_label(""));
}

TEST_CASE("the folder of a label", "[resolve][bazel]") {
  CHECK(folder_of_label("//pkg/codec:codec") == "pkg/codec");
  CHECK(folder_of_label("//:main") == ".");
  CHECK(folder_of_label("@x~y//sub:sub") == "external/x~y/sub");
  CHECK(folder_of_label("@x//:x") == "external/x");
  CHECK(category_of_label("@x//:x") == Category::kDependency);
  CHECK(category_of_label("//x:x") == Category::kModule);
}

TEST_CASE("a file of another folder belongs to another target", "[resolve][bazel]") {
  CHECK(label_of_file("//codec:codec", "codec/a.go") == "//codec:codec");
  CHECK(label_of_file("//codec:codec_test", "codec/a_test.go") == "//codec:codec_test");
  CHECK(label_of_file("//:main", "main.go") == "//:main");
  CHECK(label_of_file("//codec:codec", "pkg/list/list.go") == "//pkg/list:list");
  CHECK(label_of_file("//codec:go_default_library", "list/list.go") == "//list:go_default_library");
  CHECK(label_of_file("//codec:codec", "external/x/sub/x.go") == "@x//sub:sub");
}

}  // namespace goescape
