#include "parse/line_splitter.h"

#include <string>
#include <vector>

#include "catch.h"

namespace goescape::test {
namespace {

using Lines = std::vector<std::string>;

Lines split(std::string_view text, std::size_t piece, LineSplitter splitter = LineSplitter()) {
  Lines lines;
  const auto take = [&](std::string_view line) { lines.emplace_back(line); };
  for (std::size_t at = 0; at < text.size(); at += piece) {
    splitter.feed(text.substr(at, piece), take);
  }
  splitter.finish(take);
  return lines;
}

}  // namespace

TEST_CASE("lines end in a newline, in both, or with the text") {
  for (const std::size_t piece : {1U, 2U, 3U, 100U}) {
    CAPTURE(piece);
    CHECK(split("a\nb\r\n\nc", piece) == Lines{"a", "b", "", "c"});
    CHECK(split("a\n", piece) == Lines{"a"});
    CHECK(split("a\r", piece) == Lines{"a"});
    CHECK(split("a\rb\n", piece) == Lines{"a\rb"});
    CHECK(split("\n", piece) == Lines{""});
  }
  CHECK(split("", 1).empty());
}

TEST_CASE("of a line that is too long the beginning and the end are kept") {
  const std::string text = "beginning" + std::string(1000, '-') + "end\nnext\n";
  for (const std::size_t piece : {1U, 7U, 5000U}) {
    CAPTURE(piece);
    const Lines lines = split(text, piece, LineSplitter(20, 20));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].rfind("beginning-", 0) == 0);
    CHECK(lines[0].substr(lines[0].size() - 10) == "-------end");
    CHECK(lines[0].find("left out") != std::string::npos);
    CHECK(lines[0].size() < 50);
    CHECK(lines[1] == "next");
  }
}

TEST_CASE("of an endless line that comes byte by byte the beginning and the end are kept") {
  constexpr std::size_t kLimit = std::size_t{1} << 16U;
  const std::string beginning(kLimit / 2, 'b');
  const std::string end(kLimit / 2, 'e');
  const Lines lines = split(beginning + std::string(std::size_t{1} << 22U, '-') + end, 1, LineSplitter(kLimit, kLimit));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].rfind(beginning, 0) == 0);
  CHECK(lines[0].substr(lines[0].size() - end.size()) == end);
  CHECK(lines[0].size() < kLimit + 50);
}

TEST_CASE("a line that is one byte too long is shortened, however it comes") {
  for (const std::size_t piece : {1U, 7U, 5000U}) {
    for (const std::size_t limit : {20U, 21U}) {
      CAPTURE(piece, limit);
      CHECK(split(std::string(limit + 1, 'x'), piece, LineSplitter(limit, limit))[0].find("left out") !=
            std::string::npos);
      CHECK(split(std::string(2 * limit + 1, 'x'), piece, LineSplitter(limit, limit))[0].find("left out") !=
            std::string::npos);
    }
  }
}

TEST_CASE("a line of just the limit is whole") {
  CHECK(split(std::string(20, 'x') + "\n", 100, LineSplitter(20, 20)) == Lines{std::string(20, 'x')});
}

TEST_CASE("events have a limit of their own") {
  const std::string event = "{" + std::string(500, 'x') + "}";
  CHECK(split(event + "\n", 9, LineSplitter(20, 1000)) == Lines{event});
  CHECK(split(event + "\n", 9, LineSplitter(1000, 20))[0].size() < 50);
}

TEST_CASE("a line of three million bytes keeps its verdict within bounded memory") {
  const std::string text = "a.go:1:2: \"" + std::string(3'000'000, 'x') + "\" escapes to heap";
  const Lines lines = split(text, 65536);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].size() < LineSplitter::kLongestLine + 100);
  CHECK(lines[0].rfind("a.go:1:2: \"xxx", 0) == 0);
  CHECK(lines[0].find("xxx\" escapes to heap") == lines[0].size() - 20);
}

}  // namespace goescape::test
