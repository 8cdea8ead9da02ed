#include "util/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

// A folder that goes away at the end of the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("goescape-file-" + std::to_string(::getpid()))) {
    fs::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a file is read as it is") {
  const Folder folder;
  const std::string bytes("a\0\r\n\xff", 5);
  const auto content = read_file(folder.write("x", bytes), 5);
  REQUIRE(content);
  CHECK(*content == bytes);
  const auto empty = read_file(folder.write("empty", ""), 0);
  REQUIRE(empty);
  CHECK(empty->empty());
}

TEST_CASE("a file that is too large is not read") {
  const Folder folder;
  const std::string path = folder.write("x", "12345");
  const auto content = read_file(path, 4);
  REQUIRE(!content);
  CHECK(content.error().failure == Failure::kInput);
  CHECK(content.error().message == path + " has 5 bytes, more than the 4 that are read");
}

TEST_CASE("what is no regular file is not read") {
  const Folder folder;
  const auto directory = read_file(folder.path("."), 100);
  REQUIRE(!directory);
  CHECK(directory.error().message.find("is not a regular file") != std::string::npos);
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(!read_file(folder.path("pipe"), 100));
  CHECK(!read_file("/dev/zero", 100));
}

TEST_CASE("a file that is missing is named") {
  const auto content = read_file("/nowhere/at/all", 100);
  REQUIRE(!content);
  CHECK(content.error().message == "cannot open /nowhere/at/all: No such file or directory");
}

}  // namespace goescape::test
