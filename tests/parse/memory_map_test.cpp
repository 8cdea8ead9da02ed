#include "parse/memory_map.h"

#include <fstream>
#include <iterator>
#include <string>

#include "catch.h"

using namespace goescape;

namespace {

std::string sample(const std::string& name) {
  std::ifstream file(std::string(GOESCAPE_SOURCE_DIR) + "/testdata/proc/" + name, std::ios::binary);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Mapping> mappings_in(const std::string& text) {
  auto mappings = parse_memory_map(text);
  INFO((mappings ? std::string() : mappings.error().message));
  REQUIRE(mappings);
  return *mappings;
}

std::string complaint_about(const std::string& text) {
  const auto mappings = parse_memory_map(text);
  REQUIRE_FALSE(mappings);
  CHECK(mappings.error().failure == Failure::kInput);
  return mappings.error().message;
}

const std::string kLine = "00400000-004a0000 r-xp 00001000 fe:00 10598076                           /opt/a b/server\n";

}  // namespace

TEST_CASE("a line of maps is read member by member", "[memory_map]") {
  const Mapping mapping = mappings_in(kLine).front();
  CHECK(mapping.begin == 0x400000);
  CHECK(mapping.end == 0x4a0000);
  CHECK(mapping.size() == 0xa0000);
  CHECK(permissions(mapping) == "r-xp");
  CHECK(mapping.offset == 0x1000);
  CHECK(mapping.inode == 10598076);
  CHECK(mapping.name == "/opt/a b/server");
  CHECK_FALSE(mapping.deleted);
  CHECK_FALSE(mapping.use);
  CHECK_FALSE(mapping.anonymous());
}

TEST_CASE("deleted files, anonymous memory and names in brackets are told apart", "[memory_map]") {
  const auto mappings = mappings_in(
      "00400000-004a0000 r-xp 00000000 fe:00 7 /opt/server (deleted)\n"
      "c000000000-c000400000 rw-p 00000000 00:00 0 \n"
      "c000400000-c004000000 ---p 00000000 00:00 0\n"
      "7f0000000000-7f0000001000 rw-p 00000000 00:00 0   [anon: Go: gc bits]\n"
      "7f0000001000-7f0000002000 rw-s 00000000 00:01 9   /dev/zero (deleted)\n"
      "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]");
  REQUIRE(mappings.size() == 6);
  CHECK(mappings[0].deleted);
  CHECK(mappings[0].name == "/opt/server");
  CHECK(mappings[1].anonymous());
  CHECK_FALSE(mappings[1].reserved());
  CHECK(mappings[2].anonymous());
  CHECK(mappings[2].reserved());
  CHECK(mappings[3].name == "[anon: Go: gc bits]");
  CHECK_FALSE(mappings[3].anonymous());
  CHECK(mappings[4].shared);
  CHECK_FALSE(mappings[4].anonymous());
  CHECK(mappings[5].executable);
}

TEST_CASE("smaps tell what is resident, dirty and swapped", "[memory_map]") {
  const Mapping mapping = mappings_in(kLine +
                                      "Size:                640 kB\nRss:                 600 kB\nPss: 1 kB\n"
                                      "Shared_Dirty:          8 kB\nPrivate_Dirty:        12 kB\nSwap: 4 kB\n"
                                      "SwapPss: 99 kB\nTHPeligible:           0\nVmFlags: rd ex mr mw me\n")
                              .front();
  REQUIRE(mapping.use);
  CHECK(mapping.use->resident == 600 * 1024);
  CHECK(mapping.use->dirty == 20 * 1024);
  CHECK(mapping.use->swapped == 4 * 1024);
}

TEST_CASE("maps and smaps of one process have the same mappings", "[memory_map]") {
  const auto maps = mappings_in(sample("go1.26-amd64.maps"));
  const auto smaps = mappings_in(sample("go1.26-amd64.smaps"));
  REQUIRE(maps.size() == 29);
  REQUIRE(smaps.size() == maps.size());
  for (std::size_t at = 0; at < maps.size(); ++at) {
    CHECK(smaps[at].begin == maps[at].begin);
    CHECK(smaps[at].end == maps[at].end);
    CHECK(smaps[at].name == maps[at].name);
    CHECK(smaps[at].use);
    CHECK_FALSE(maps[at].use);
  }
}

TEST_CASE("pieces may be cut anywhere", "[memory_map]") {
  const std::string text = sample("go1.26-cgo-amd64.smaps");
  const auto whole = mappings_in(text);
  const std::size_t piece = GENERATE(1, 7, 4096);
  MemoryMapParser parser;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    parser.feed(std::string_view(text).substr(at, piece));
  }
  const auto cut = parser.finish();
  REQUIRE(cut);
  REQUIRE(cut->size() == whole.size());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CHECK((*cut)[at].end == whole[at].end);
    CHECK((*cut)[at].use->resident == whole[at].use->resident);
  }
}

TEST_CASE("what is no map is told by its line", "[memory_map]") {
  CHECK(complaint_about("") == "it holds no mapping");
  CHECK(complaint_about("\n\n") == "it holds no mapping");
  CHECK(complaint_about("hello\n") == "line 1 is no line of /proc/PID/maps or smaps: hello");
  CHECK(complaint_about("Rss: 4 kB\n" + kLine).find("line 1 ") == 0);
  for (const char* const line :
       {"00400000-003a0000 r-xp 00000000 fe:00 1 /a", "00400000-00400000 r-xp 00000000 fe:00 1 /a",
        "0040000g-004a0000 r-xp 00000000 fe:00 1 /a", "00400000 r-xp 00000000 fe:00 1 /a",
        "00400000-004a0000 rxwp 00000000 fe:00 1 /a", "00400000-004a0000 r-x 00000000 fe:00 1 /a",
        "00400000-004a0000 r-xq 00000000 fe:00 1 /a", "00400000-004a0000 r-xp zz fe:00 1 /a",
        "00400000-004a0000 r-xp 00000000 fe00 1 /a", "00400000-004a0000 r-xp 00000000 fe:00 x /a",
        "00400000-004a0000 r-xp 00000000 fe:00", "10000000000000000-20000000000000000 r-xp 0 0:0 0"}) {
    CAPTURE(line);
    CHECK(complaint_about(kLine + line + "\n").find("line 2 is no line") == 0);
  }
}

TEST_CASE("a map that ends too early, or has parts that exclude each other, is refused", "[memory_map]") {
  CHECK(complaint_about(kLine + kLine) == "line 2 begins before the mapping above it ends");
  CHECK(complaint_about("00400000-004a0000 r-xp 00000000 fe:00 10") ==
        "line 1 maps a file and does not name it: it is cut off");
  CHECK(complaint_about(kLine + "Rss: 641 kB\n") == "line 2 tells no possible size of this mapping");
  CHECK(complaint_about(kLine + "Rss: 4 MB\n") == "line 2 tells no possible size of this mapping");
  CHECK(complaint_about(kLine + "Private_Dirty: 400 kB\nShared_Dirty: 400 kB\n") ==
        "line 3 tells no possible size of this mapping");
  CHECK(complaint_about(kLine + "Rss: 18446744073709551615 kB\n") == "line 2 tells no possible size of this mapping");
  const std::string smaps = sample("go1.26-amd64.smaps");
  CHECK(complaint_about(smaps.substr(0, smaps.rfind("\nSize:") + 1)) ==
        "only some of the mappings tell how much of them is resident: it is cut off, or put together");
}
