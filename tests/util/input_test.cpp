#include "util/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <thread>

#include "catch.h"

using namespace goescape;

namespace {

// A folder of its own for each test case.
class Folder {
 public:
  Folder()
      : path_((std::filesystem::temp_directory_path() / ("goescape-input-" + std::to_string(::getpid()))).string()) {
    std::filesystem::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << content;
    return path_ + "/" + name;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string numbers(std::size_t bytes) {
  std::string text;
  for (std::size_t number = 0; text.size() < bytes; ++number) {
    text += std::to_string(number) + ' ';
  }
  text.resize(bytes);
  return text;
}

// All of the input, read through a small buffer.
std::string rest_of(Input& input) {
  std::array<char, 1000> piece{};
  std::string text;
  while (true) {
    const auto got = input.read(piece);
    REQUIRE(got);
    if (*got == 0) {
      return text;
    }
    text.append(piece.data(), *got);
  }
}

}  // namespace

TEST_CASE("An input shows its beginning and is read whole") {
  const std::size_t size = GENERATE(0U, 1U, 4095U, 4096U, 4097U, 100000U);
  const Folder folder;
  const std::string content = numbers(size);
  auto input = Input::open(folder.file("a", content));
  REQUIRE(input);
  CHECK(input->first_bytes() == content.substr(0, 4096));
  CHECK(input->size() == static_cast<off_t>(size));
  CHECK(rest_of(*input) == content);
  CHECK(input->first_bytes() == content.substr(0, 4096));
}

TEST_CASE("A regular file can be read anywhere, whatever was read in order") {
  const Folder folder;
  const std::string content = numbers(50000);
  auto input = Input::open(folder.file("a", content));
  REQUIRE(input);
  std::array<char, 100> piece{};
  REQUIRE(input->read_at(40000, piece) == 100U);
  CHECK(std::string_view(piece.data(), piece.size()) == std::string_view(content).substr(40000, 100));
  CHECK(input->read_at(50000, piece) == 0U);
  CHECK(rest_of(*input) == content);
}

TEST_CASE("A pipe that delivers slowly is waited for") {
  const Folder folder;
  const std::string path = folder.path() + "/pipe";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const std::string content = numbers(9000);
  std::jthread writer([&] {
    std::ofstream out(path, std::ios::binary);
    for (std::size_t at = 0; at < content.size(); at += 700) {
      out << std::string_view(content).substr(at, 700) << std::flush;
      std::this_thread::yield();
    }
  });
  auto input = Input::open(path);
  REQUIRE(input);
  CHECK(input->first_bytes() == content.substr(0, 4096));
  CHECK_FALSE(input->size());
  CHECK(rest_of(*input) == content);
}

TEST_CASE("What cannot be read is named") {
  const Folder folder;
  const auto missing = Input::open(folder.path() + "/none");
  REQUIRE(!missing);
  CHECK(missing.error().message == "cannot read " + folder.path() + "/none: No such file or directory");
  const auto is_folder = Input::open(folder.path());
  REQUIRE(!is_folder);
  CHECK(is_folder.error().message == "cannot read " + folder.path() + ": Is a directory");
}
