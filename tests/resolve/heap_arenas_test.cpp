#include "resolve/heap_arenas.h"

#include <elf.h>
#include <fmt/core.h>

#include <string>

#include "catch.h"
#include "parse/memory_map.h"
#include "saved_map.h"

using namespace goescape;
using test::saved_map;

namespace {

std::vector<Mapping> map_of(const std::string& text) {
  auto mappings = parse_memory_map(text);
  REQUIRE(mappings);
  return *std::move(mappings);
}

GoBuildInfo built_by(const std::string& version, std::vector<std::pair<std::string, std::string>> settings = {}) {
  GoBuildInfo build;
  build.go_version = version;
  build.settings = std::move(settings);
  return build;
}

// "c000000000-c008000000 named", each heap on a line.
std::string heaps(const std::vector<Mapping>& mappings, const ProgramFacts& facts) {
  std::string text;
  for (const HeapRun& run : find_heap(mappings, facts)) {
    text += fmt::format("{:x}-{:x}{}\n", mappings[run.first].begin, mappings[run.last].end, run.named ? " named" : "");
  }
  return text;
}

std::string heaps_of(const std::string& file, const GoBuildInfo* build = nullptr, std::uint16_t machine = EM_X86_64) {
  ElfFile elf;
  elf.machine = machine;
  ProgramFacts facts;
  facts.build = build;
  facts.elf = build == nullptr ? nullptr : &elf;
  return heaps(saved_map(file), facts);
}

}  // namespace

TEST_CASE("the heap is found where each release asks for it", "[heap_arenas]") {
  const GoBuildInfo go22 = built_by("go1.22.12");
  const GoBuildInfo go25 = built_by("go1.25.4");
  const GoBuildInfo go26 = built_by("go1.26.8");
  const GoBuildInfo race = built_by("go1.26.8", {{"-race", "true"}});
  CHECK(heaps_of("go1.22-amd64.maps", &go22) == "c000000000-c008000000\n");
  CHECK(heaps_of("go1.25-amd64.maps", &go25) == "c000000000-c008000000\n");
  CHECK(heaps_of("go1.26-amd64.maps", &go26) == "13fa0c000000-13fa14000000\n");
  CHECK(heaps_of("go1.26-pie-amd64.maps", &go26) == "3e0134000000-3e0140000000\n");
  CHECK(heaps_of("go1.26-cgo-amd64.smaps", &go26) == "277e64000000-277e6c000000\n");
  // The shadow memory of the race detector is aligned as well as a heap is.
  CHECK(heaps_of("go1.26-race-amd64.maps", &race) == "c000000000-c004000000\n");
  CHECK(heaps_of("go1.22-arm64.maps", &go22, EM_AARCH64) == "4000000000-4008000000\n");
}

TEST_CASE("a map alone gives its heap away, if it has what only Go reserves", "[heap_arenas]") {
  CHECK(heaps_of("go1.22-amd64.maps") == "c000000000-c008000000\n");
  CHECK(heaps_of("go1.26-amd64.maps") == "13fa0c000000-13fa14000000\n");
  CHECK(heaps_of("go1.26-cgo-amd64.smaps") == "277e64000000-277e6c000000\n");
  CHECK(heaps_of("go1.26-race-amd64.maps") == "c000000000-c004000000\n");
  CHECK(heaps_of("go1.22-arm64.maps") == "4000000000-4008000000\n");
  CHECK(heaps_of("c-amd64.maps").empty());
}

TEST_CASE("a random address is no heap in a program of a release that asks for fixed ones", "[heap_arenas]") {
  const GoBuildInfo go25 = built_by("go1.25.4");
  const GoBuildInfo off = built_by("go1.26.8 X:norandomizedheapbase64");
  const GoBuildInfo devel = built_by("devel go1.27-0123456789");
  CHECK(heaps_of("go1.26-amd64.maps", &go25).empty());
  CHECK(heaps_of("go1.26-amd64.maps", &off).empty());
  CHECK(heaps_of("go1.26-amd64.maps", &devel) == "13fa0c000000-13fa14000000\n");
}

TEST_CASE("the names of the runtime are believed", "[heap_arenas]") {
  const GoBuildInfo go25 = built_by("go1.25.4");
  CHECK(heaps_of("go1.26-named-amd64.maps", &go25) == "13fa0c000000-13fa14000000 named\n");
  CHECK(heaps_of("go1.26-named-amd64.maps") == "13fa0c000000-13fa14000000 named\n");
}

TEST_CASE("memory that is aligned at one end alone, or that C could have, is no heap", "[heap_arenas]") {
  const GoBuildInfo go26 = built_by("go1.26.8");
  ProgramFacts facts;
  facts.build = &go26;
  const auto heaps_in = [&](const std::string& text) { return heaps(map_of(text), facts); };
  CHECK(heaps_in("c000000000-c000400000 rw-p 00000000 00:00 0\n").empty());
  CHECK(heaps_in("13fa0c001000-13fa10000000 rw-p 00000000 00:00 0\n").empty());
  CHECK(heaps_in("7f1bd8000000-7f1bd8021000 rw-p 00000000 00:00 0\n"
                 "7f1bd8021000-7f1bdc000000 ---p 00000000 00:00 0\n")
            .empty());
  CHECK(heaps_in("c000000000-c004000000 rw-p 00000000 fe:00 7 /opt/data\n").empty());
  CHECK(heaps_in("c000000000-c004000000 rw-s 00000000 00:01 7 /dev/zero (deleted)\n").empty());
}

TEST_CASE("heaps of machines without a bit against execution are found, too", "[heap_arenas]") {
  // As golang.org/issue/43091 shows it of mips64.
  CHECK(heaps(map_of("c000000000-c004000000 rwxp 00000000 00:00 0\n"), {}) == "c000000000-c004000000\n");
}

TEST_CASE("the heap of a real program on arm64 is found without knowing more", "[heap_arenas]") {
  // The addresses of a position-independent program on arm64, as published with it; of its other mappings one is left.
  CHECK(heaps(map_of("4000000000-4000400000 rw-p 00000000 00:00 0\n"
                     "4000400000-4004000000 ---p 00000000 00:00 0\n"
                     "aaaac7cb1000-aaaac7d0b000 r-xp 00000000 b3:02 80279 /home/ubuntu/work/main\n"),
              {}) == "4000000000-4004000000\n");
}

TEST_CASE("on 32 bits the heap is what is reserved above the program", "[heap_arenas]") {
  const std::vector<Mapping> mappings = saved_map("go1.26-386.maps");
  const GoBuildInfo go26 = built_by("go1.26.8");
  ElfFile elf;
  elf.wide = false;
  elf.machine = EM_386;
  CHECK(heaps(mappings, {&elf, &go26, 0x085d7000}) == "8c00000-29000000\n");
  CHECK(heaps(mappings, {nullptr, nullptr, 0x085d7000}) == "8c00000-29000000\n");
  CHECK(heaps(mappings, {&elf, nullptr, 0x085d7000}).empty());
  CHECK(heaps(mappings, {&elf, &go26, 0}).empty());
  CHECK(arena_size(mappings, {}) == 4U << 20U);
  CHECK(arena_size(saved_map("go1.26-amd64.maps"), {}) == 64U << 20U);
}

TEST_CASE("names of the runtime are taken out of their brackets", "[heap_arenas]") {
  Mapping mapping;
  mapping.name = "[anon: Go: heap reservation]";
  CHECK(runtime_name(mapping) == "heap reservation");
  mapping.name = "[anon: Go: ]";
  CHECK(runtime_name(mapping).empty());
  mapping.name = "[heap]";
  CHECK(runtime_name(mapping).empty());
}
