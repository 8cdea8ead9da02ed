#include "resolve/file_platform.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("file platform: names with a system, an architecture or both") {
  CHECK(is_for_platform("x_linux.go", "linux", "amd64"));
  CHECK(is_for_platform("x_amd64.go", "linux", "amd64"));
  CHECK(is_for_platform("x_linux_amd64.go", "linux", "amd64"));
  CHECK(is_for_platform("x_linux_amd64_test.go", "linux", "amd64"));
  CHECK_FALSE(is_for_platform("x_windows.go", "linux", "amd64"));
  CHECK_FALSE(is_for_platform("x_arm64.go", "linux", "amd64"));
  CHECK_FALSE(is_for_platform("x_windows_amd64.go", "linux", "amd64"));
  CHECK_FALSE(is_for_platform("x_linux_arm64.go", "linux", "amd64"));
}

TEST_CASE("file platform: names that only look so") {
  for (const char* const name :
       {"linux.go", "windows.go", "arm64.go", "x_unix.go", "x_linux_y.go", "x_.go", "x.go", "amd64_windows_x.go", ""}) {
    CAPTURE(name);
    CHECK(is_for_platform(name, "linux", "amd64"));
  }
  CHECK(is_for_platform("x_windows_linux.go", "linux", "amd64"));
}

TEST_CASE("file platform: systems that compile files of another one") {
  CHECK(is_for_platform("x_linux.go", "android", "arm64"));
  CHECK(is_for_platform("x_solaris.go", "illumos", "amd64"));
  CHECK(is_for_platform("x_darwin_arm64.go", "ios", "arm64"));
  CHECK_FALSE(is_for_platform("x_android.go", "linux", "arm64"));
}

TEST_CASE("file platform: where it is not known all files are for it") {
  CHECK(is_for_platform("x_windows.go", "", ""));
  CHECK(is_for_platform("x_windows.go", "linux", ""));
}

}  // namespace goescape::test
