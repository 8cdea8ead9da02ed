#include "resolve/passages.h"

#include <map>
#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

constexpr std::uint64_t kSeed = 7;

// Reads a passage of two lines that are new.
void read(Passages& passages, std::uint32_t first, std::string_view bytes) {
  passages.add_new_line(first);
  passages.add_new_line(first + 1);
  passages.end(bytes);
}

// Section 1 with the passages "aaaa" of lines 0 and 1, "bb" of lines 2 and 3.
Passages two_passages() {
  Passages passages;
  passages.enter(1, kSeed);
  read(passages, 0, "aaaa");
  read(passages, 2, "bb");
  return passages;
}

std::map<std::uint32_t, std::uint32_t> settled(Passages& passages) {
  std::map<std::uint32_t, std::uint32_t> counts;
  passages.settle([&](std::uint32_t line, std::uint32_t times) { counts[line] += times; });
  return counts;
}

}  // namespace

TEST_CASE("passages: nothing repeats while a section is read first") {
  Passages passages = two_passages();
  CHECK(passages.repeated("aaaabb") == 0);
}

TEST_CASE("passages: a section that begins again repeats one after the other") {
  Passages passages = two_passages();
  passages.enter(1, kSeed);
  CHECK(passages.repeated("aaaabb") == 4);
  CHECK(passages.last_line() == 1);
  CHECK(passages.repeated("bb") == 2);
  CHECK(passages.last_line() == 3);
  CHECK(passages.repeated("bb") == 0);
  CHECK(settled(passages) == std::map<std::uint32_t, std::uint32_t>{{0, 1}, {1, 1}, {2, 1}, {3, 1}});
  CHECK(settled(passages)[0] == 0);
}

TEST_CASE("passages: lines in front of the first byte are not counted with it") {
  Passages passages;
  passages.enter(1, kSeed);
  passages.add_new_line(0);
  passages.begin();
  read(passages, 1, "aaaa");
  passages.enter(1, kSeed);
  CHECK(passages.repeated("aaaa") == 4);
  CHECK(settled(passages) == std::map<std::uint32_t, std::uint32_t>{{1, 1}, {2, 1}});
}

TEST_CASE("passages: what differs or is cut off does not repeat") {
  Passages passages = two_passages();
  passages.enter(1, kSeed);
  CHECK(passages.repeated("aaab") == 0);
  CHECK(passages.repeated("aaaa") == 0);  // Not where it is expected.
  passages.enter(1, kSeed);
  CHECK(passages.repeated("aaa") == 0);
  CHECK(settled(passages)[0] == 0);
}

TEST_CASE("passages: after other lines the way back is found in front of the next one") {
  Passages passages = two_passages();
  passages.enter(1, kSeed);
  CHECK(passages.repeated("xxxx") == 0);
  passages.add_repeated_line(0);
  CHECK(passages.repeated("bb") == 0);
  passages.add_repeated_line(1);
  CHECK(passages.repeated("bb") == 2);
}

TEST_CASE("passages: sections do not mix") {
  Passages passages = two_passages();
  passages.enter(2, kSeed);
  CHECK(passages.repeated("aaaa") == 0);
  read(passages, 4, "cc");
  passages.enter(1, kSeed);
  CHECK(passages.repeated("aaaa") == 4);
  CHECK(passages.repeated("bb") == 2);
  CHECK(passages.repeated("cc") == 0);
  passages.enter(2, kSeed);
  CHECK(passages.repeated("cc") == 2);
}

TEST_CASE("passages: without bytes, or without a new line, none is kept") {
  Passages passages;
  passages.enter(0, kSeed);
  read(passages, 0, "");
  passages.add_repeated_line(0);
  passages.end("aa");
  passages.enter(0, kSeed);
  CHECK(passages.repeated("aa") == 0);
  read(passages, 2, "bb");
  passages.enter(0, kSeed);
  CHECK(passages.repeated("bb") == 2);
  CHECK(settled(passages) == std::map<std::uint32_t, std::uint32_t>{{2, 1}, {3, 1}});
}

}  // namespace goescape::test
