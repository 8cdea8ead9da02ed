#include "resolve/read_log.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.h"

using goescape::Collected;
using goescape::CollectorOptions;
using goescape::read_log;

namespace {

// A file that goes away at the end of the test.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& content)
      : path_(std::filesystem::temp_directory_path() / ("goescape-read-log-" + std::to_string(::getpid()))) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { std::filesystem::remove(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// "section: distinct diagnostics" for each section that has some.
std::vector<std::string> summary(const Collected& collected) {
  std::vector<std::string> lines;
  for (const auto& section : collected.sections) {
    if (section.understood != 0) {
      lines.push_back(std::string(collected.strings[section.import_path]) + ": " + std::to_string(section.understood));
    }
  }
  return lines;
}

std::string lines_of_section(const std::string& header, int count) {
  std::string text = header;
  for (int line = 1; line <= count; ++line) {
    text += "a/a.go:" + std::to_string(line) + ":2: moved to heap: x\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a log read in parts gives what it gives when read whole") {
  std::string text;
  for (int section = 0; section < 8; ++section) {
    text += lines_of_section("# example.com/m/p" + std::to_string(section) + "\n", 60000);
  }
  const ScratchFile file(text);
  const auto whole = read_log(file.path(), CollectorOptions{}, 1);
  const auto parts = read_log(file.path(), CollectorOptions{}, 4);
  REQUIRE(whole);
  REQUIRE(parts);
  CHECK(summary(*whole).size() == 8);
  CHECK(summary(*whole) == summary(*parts));
}

TEST_CASE("a log is not cut at prose that begins like a header") {
  std::string text = lines_of_section("# example.com/m\n", 200000);
  text += lines_of_section("# 12 errors of somebody else\n", 200000);
  const ScratchFile file(text);
  const auto parts = read_log(file.path(), CollectorOptions{}, 2);
  REQUIRE(parts);
  CHECK(summary(*parts) == std::vector<std::string>{"example.com/m: 200000"});
}

TEST_CASE("a log is not cut within a message that holds what looks like a header") {
  const std::string message = "a/a.go:900000:9: `SELECT 1\n# example.com/fake\nSELECT 2` escapes to heap\n";
  // The only line behind the middle that can be taken for a header stands in the message.
  const ScratchFile file(lines_of_section("# example.com/m\n", 200000) + message + lines_of_section("", 190000));
  const auto parts = read_log(file.path(), CollectorOptions{}, 2);
  REQUIRE(parts);
  CHECK(summary(*parts) == std::vector<std::string>{"example.com/m: 200001"});
}

TEST_CASE("what cannot be read is told in a sentence") {
  const auto absent = read_log("/nonexistent/log", CollectorOptions{}, 1);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().message.find("/nonexistent/log") != std::string::npos);
  const auto folder = read_log("/", CollectorOptions{}, 1);
  REQUIRE_FALSE(folder);
}
