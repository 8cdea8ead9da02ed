#include "resolve/go_file.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "catch.h"

namespace goescape::test {

TEST_CASE("a Go file is read whole, and what no file can be is not read") {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("goescape-go-file-" + std::to_string(::getpid()) + ".go");
  std::ofstream(path, std::ios::binary) << "package p\n";
  CHECK(read_go_file(path.string()) == "package p\n");

  // A file with a hole, so that nothing of it takes room.
  std::filesystem::resize_file(path, (std::uintmax_t{64} << 20U) + 1);
  CHECK_FALSE(read_go_file(path.string()));
  std::filesystem::remove(path);

  CHECK_FALSE(read_go_file(path.string()));
  CHECK_FALSE(read_go_file("/dev/zero"));
}

}  // namespace goescape::test
