#include "resolve/memory_regions.h"

#include <elf.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "catch.h"
#include "saved_map.h"

using namespace goescape;
using test::saved_map;

namespace {

GoBuildInfo built_by(const std::string& version) {
  GoBuildInfo build;
  build.go_version = version;
  return build;
}

// The headers of the program in go1.26-amd64.maps, as readelf shows them.
ElfFile elf_of_go26() {
  ElfFile elf;
  elf.machine = EM_X86_64;
  elf.segments = {{0x400000, 0, 0x9f1b1, 0x9f1b1, false, true},
                  {0x4a0000, 0xa0000, 0xda4f0, 0xda4f0, false, false},
                  {0x57b000, 0x17b000, 0xaa80, 0x840540, true, false}};
  elf.sections = {{".text", 0x401000, 0x9e1b1, true},      {".rodata", 0x4a0000, 0x36962, true},
                  {".gopclntab", 0x4d6968, 0xa32c6, true}, {".go.buildinfo", 0x57b000, 0x350, true},
                  {".data", 0x580300, 0x5772, true},       {".bss", 0x585a80, 0x204f8, false},
                  {".noptrbss", 0x5a5f80, 0x8155c0, false}};
  return elf;
}

const Region& region_at(const ProcessMemory& memory, std::uint64_t address) {
  const auto found = std::find_if(memory.regions.begin(), memory.regions.end(),
                                  [&](const Region& each) { return each.mapping.begin == address; });
  REQUIRE(found != memory.regions.end());
  return *found;
}

RegionKind kind_at(const ProcessMemory& memory, std::uint64_t address) { return region_at(memory, address).kind; }

const std::vector<std::string> kMaps{"go1.22-amd64.maps",       "go1.25-amd64.maps",      "go1.26-amd64.maps",
                                     "go1.26-amd64.smaps",      "go1.26-pie-amd64.maps",  "go1.26-race-amd64.maps",
                                     "go1.26-386.maps",         "go1.26-cgo-amd64.smaps", "c-amd64.maps",
                                     "go1.26-named-amd64.maps", "go1.22-arm64.maps"};

}  // namespace

TEST_CASE("every mapping has a region, highest first, and sums are those of the map", "[memory_regions]") {
  for (const std::string& name : kMaps) {
    CAPTURE(name);
    const std::vector<Mapping> mappings = saved_map(name);
    const ProcessMemory memory = tell_regions(mappings, {});
    REQUIRE(memory.regions.size() == mappings.size());
    CHECK(std::is_sorted(memory.regions.rbegin(), memory.regions.rend(),
                         [](const Region& a, const Region& b) { return a.mapping.begin < b.mapping.begin; }));
    const auto add = [](std::uint64_t sum, const Mapping& each) { return sum + each.size(); };
    CHECK(total(sums_by_kind(memory)).size == std::accumulate(mappings.begin(), mappings.end(), std::uint64_t{0}, add));
    CHECK(total(sums_by_kind(memory)).regions == mappings.size());
    for (const Region& region : memory.regions) {
      const bool heap = region.kind == RegionKind::kHeap || region.kind == RegionKind::kHeapReserved;
      CHECK(heap == (region.arenas_end != 0));
      CHECK((!heap || (region.arenas_begin <= region.mapping.begin && region.mapping.end <= region.arenas_end)));
    }
  }
}

TEST_CASE("a Go program is told apart by its headers", "[memory_regions]") {
  const ProcessMemory memory =
      tell_regions(saved_map("go1.26-amd64.maps"), {"/opt/demo/g126", elf_of_go26(), built_by("go1.26.8")});
  CHECK(kind_at(memory, 0x400000) == RegionKind::kText);
  CHECK(region_at(memory, 0x400000).evidence == RegionEvidence::kBinary);
  CHECK(region_at(memory, 0x400000).sections == std::vector<std::string>{".text"});
  CHECK(kind_at(memory, 0x4a0000) == RegionKind::kReadOnlyData);
  CHECK(region_at(memory, 0x4a0000).sections == std::vector<std::string>{".rodata", ".gopclntab"});
  CHECK(kind_at(memory, 0x57b000) == RegionKind::kData);
  CHECK(region_at(memory, 0x57b000).sections == std::vector<std::string>{".go.buildinfo", ".data"});
  CHECK(kind_at(memory, 0x586000) == RegionKind::kBss);
  CHECK(region_at(memory, 0x586000).evidence == RegionEvidence::kBinary);
  CHECK(region_at(memory, 0x586000).sections == std::vector<std::string>{".bss", ".noptrbss"});
  CHECK(kind_at(memory, 0x13fa0c000000) == RegionKind::kHeap);
  CHECK(kind_at(memory, 0x13fa12800000) == RegionKind::kHeapReserved);
  CHECK(region_at(memory, 0x13fa0c000000).evidence == RegionEvidence::kAddress);
  CHECK(region_at(memory, 0x7feb27860000).what == "Go runtime, or mapped by the program");
  CHECK(kind_at(memory, 0x7feb29a00000) == RegionKind::kReserved);
  CHECK(kind_at(memory, 0x7feb6e50c000) == RegionKind::kKernel);
  CHECK(kind_at(memory, 0x7ffe364b1000) == RegionKind::kMainStack);
  CHECK(memory.arena_size == 64U << 20U);
}

TEST_CASE("without headers the files and the neighbours tell", "[memory_regions]") {
  const ProcessMemory memory = tell_regions(saved_map("c-amd64.maps"), {});
  CHECK(memory.program == "/opt/demo/cprog");
  CHECK(kind_at(memory, 0x5593f34ce000) == RegionKind::kText);
  CHECK(region_at(memory, 0x5593f34ce000).evidence == RegionEvidence::kFile);
  CHECK(kind_at(memory, 0x5593f34cd000) == RegionKind::kReadOnlyData);
  CHECK(kind_at(memory, 0x5593f34d1000) == RegionKind::kData);
  CHECK(kind_at(memory, 0x5593f34d2000) == RegionKind::kBss);
  CHECK(region_at(memory, 0x5593f34d2000).evidence == RegionEvidence::kAddress);
  CHECK(kind_at(memory, 0x5594114c4000) == RegionKind::kCHeap);
  CHECK(kind_at(memory, 0x7f5e24200000) == RegionKind::kAnonymous);
  CHECK(region_at(memory, 0x7f5e24200000).evidence == RegionEvidence::kNone);
  CHECK(region_at(memory, 0x7f5e28282000).what == "libc.so.6, text");
  CHECK(region_at(memory, 0x7f5e28431000).what == "libc.so.6, bss");
  CHECK(kind_at(memory, 0x7f5e28431000) == RegionKind::kSharedObject);
}

TEST_CASE("memory of C in a program with cgo is not taken for Go's", "[memory_regions]") {
  ProgramFile program;
  program.build = built_by("go1.26.8");
  const ProcessMemory memory = tell_regions(saved_map("go1.26-cgo-amd64.smaps"), program);
  CHECK(kind_at(memory, 0x277e67c00000) == RegionKind::kHeap);
  CHECK(kind_at(memory, 0x277e64000000) == RegionKind::kHeapReserved);
  CHECK(region_at(memory, 0x277e67c00000).mapping.use->resident >= 20U << 20U);
  CHECK(kind_at(memory, 0x3abcf000) == RegionKind::kCHeap);
  CHECK(kind_at(memory, 0x7f1bd8000000) == RegionKind::kCHeap);
  CHECK(kind_at(memory, 0x7f1bd8021000) == RegionKind::kReserved);
  CHECK(kind_at(memory, 0x7f1bee3fd000) == RegionKind::kThreadStack);
  // It lies above a guard page, too, but holds more than a stack.
  CHECK(kind_at(memory, 0x7f1bf0440000) == RegionKind::kAnonymous);
  CHECK(region_at(memory, 0x7f1bf0440000).what == "Go runtime or C");
}

TEST_CASE("names that the runtime gives are shown as it spells them", "[memory_regions]") {
  const ProcessMemory memory = tell_regions(saved_map("go1.26-named-amd64.maps"), {});
  CHECK(kind_at(memory, 0x13fa0c000000) == RegionKind::kHeap);
  CHECK(region_at(memory, 0x13fa0c000000).evidence == RegionEvidence::kName);
  CHECK(kind_at(memory, 0x13fa12800000) == RegionKind::kHeapReserved);
  CHECK(kind_at(memory, 0x7feb6e394000) == RegionKind::kRuntime);
  CHECK(region_at(memory, 0x7feb6e394000).what == "gc bits");
}

TEST_CASE("names of kernels and C libraries have their kinds", "[memory_regions]") {
  const auto kind_named = [](const std::string& name, const std::string& rest = "rw-p 00000000 00:00 0 ") {
    const auto mappings = parse_memory_map("7f0000000000-7f0000001000 " + rest + name + "\n");
    REQUIRE(mappings);
    return tell_regions(*mappings, {}).regions.front().kind;
  };
  CHECK(kind_named("[stack:4711]") == RegionKind::kThreadStack);
  CHECK(kind_named("[anon: Go: OS thread stack]") == RegionKind::kThreadStack);
  CHECK(kind_named("[anon: Go: goroutine stack (system)]") == RegionKind::kGoroutineStack);
  CHECK(kind_named("[anon: Go: user arena chunk]") == RegionKind::kHeap);
  CHECK(kind_named("[anon: Go: something new]") == RegionKind::kRuntime);
  CHECK(kind_named("[anon: glibc: malloc arena]") == RegionKind::kCHeap);
  CHECK(kind_named("[anon: glibc: pthread stack: 4711]") == RegionKind::kThreadStack);
  CHECK(kind_named("[anon:scudo:primary]") == RegionKind::kAnonymous);
  CHECK(kind_named("[vectors]") == RegionKind::kKernel);
  CHECK(kind_named("/dev/zero (deleted)", "rw-s 00000000 00:01 9 ") == RegionKind::kSharedMemory);
  CHECK(kind_named("/memfd:ring (deleted)", "rw-s 00000000 00:01 9 ") == RegionKind::kSharedMemory);
  CHECK(kind_named("/opt/data", "r--s 00000000 fe:00 9 ") == RegionKind::kMappedFile);
}

TEST_CASE("the program of a map is guessed by its place", "[memory_regions]") {
  CHECK(guessed_program(saved_map("go1.26-pie-amd64.maps")) == "/opt/demo/gpie");
  CHECK(guessed_program(saved_map("go1.26-cgo-amd64.smaps")) == "/opt/demo/gcgo");
  CHECK(guessed_program({}).empty());
}

TEST_CASE("a program that is moved in memory keeps its sections", "[memory_regions]") {
  ElfFile elf;
  elf.machine = EM_X86_64;
  elf.movable = true;
  // As readelf shows them of the program in go1.26-pie-amd64.maps.
  elf.segments = {{0x400000, 0, 0x9f550, 0x9f550, false, true},
                  {0x4a0000, 0xa0000, 0xdbe08, 0xdbe08, false, false},
                  {0x57c000, 0x17c000, 0x289d0, 0x289d0, true, false},
                  {0x5a5000, 0x1a5000, 0xaaa0, 0x840560, true, false}};
  elf.sections = {{".data.rel.ro", 0x57c000, 0x289d0, true}, {".noptrbss", 0x5b0000, 0x1000, false}};
  const auto mappings = saved_map("go1.26-pie-amd64.maps");
  CHECK(fits(mappings, "/opt/demo/gpie", elf));
  const ProcessMemory memory = tell_regions(mappings, {"/opt/demo/gpie", elf, built_by("go1.26.8")});
  CHECK(region_at(memory, 0x560822657000).kind == RegionKind::kReadOnlyData);
  CHECK(region_at(memory, 0x560822657000).sections == std::vector<std::string>{".data.rel.ro"});
  CHECK(region_at(memory, 0x56082268b000).kind == RegionKind::kBss);
  CHECK(region_at(memory, 0x56082268b000).sections == std::vector<std::string>{".noptrbss"});
}

TEST_CASE("a program fits the map of which it is, and no other", "[memory_regions]") {
  const ElfFile elf = elf_of_go26();
  CHECK(fits(saved_map("go1.26-amd64.maps"), "/opt/demo/g126", elf));
  CHECK_FALSE(fits(saved_map("go1.25-amd64.maps"), "/opt/demo/ggo1254", elf));
  CHECK_FALSE(fits(saved_map("c-amd64.maps"), "/opt/demo/cprog", elf));
  CHECK_FALSE(fits(saved_map("go1.26-amd64.maps"), "/opt/other", elf));
  CHECK_FALSE(fits({}, "", elf));
}
