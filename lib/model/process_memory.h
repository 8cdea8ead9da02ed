// What the memory of a process is, region by region.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/go_build_info.h"
#include "model/memory_map.h"

namespace goescape {

enum class RegionKind : std::uint8_t {
  kHeap,
  kHeapReserved,
  kGoroutineStack,
  kRuntime,
  kText,
  kReadOnlyData,
  kData,
  kBss,
  kCHeap,
  kMainStack,
  kThreadStack,
  kSharedObject,
  kMappedFile,
  kSharedMemory,
  kKernel,
  kReserved,
  kAnonymous,
};

inline constexpr std::size_t kRegionKindCount = static_cast<std::size_t>(RegionKind::kAnonymous) + 1;

struct RegionKindInfo {
  RegionKind kind;
  std::string_view name;   // As in JSON.
  std::string_view title;  // For people.
};

// One row per kind, in enum order; summaries are in this order, too.
inline constexpr std::array<RegionKindInfo, kRegionKindCount> kRegionKinds{{
    {RegionKind::kHeap, "heap", "Go heap"},
    {RegionKind::kHeapReserved, "heap_reserved", "Go heap, reserved"},
    {RegionKind::kGoroutineStack, "goroutine_stack", "goroutine stack outside of the heap"},
    {RegionKind::kRuntime, "runtime", "Go runtime"},
    {RegionKind::kText, "text", "text"},
    {RegionKind::kReadOnlyData, "read_only_data", "read-only data"},
    {RegionKind::kData, "data", "data"},
    {RegionKind::kBss, "bss", "bss"},
    {RegionKind::kCHeap, "c_heap", "heap of C"},
    {RegionKind::kMainStack, "main_stack", "stack of the main thread"},
    {RegionKind::kThreadStack, "thread_stack", "stack of a thread"},
    {RegionKind::kSharedObject, "shared_object", "shared object"},
    {RegionKind::kMappedFile, "mapped_file", "mapped file"},
    {RegionKind::kSharedMemory, "shared_memory", "shared memory"},
    {RegionKind::kKernel, "kernel", "kernel"},
    {RegionKind::kReserved, "reserved", "addresses without memory"},
    {RegionKind::kAnonymous, "anonymous", "anonymous memory"},
}};

constexpr const RegionKindInfo& info(RegionKind kind) { return kRegionKinds[static_cast<std::size_t>(kind)]; }

// What a kind rests on.
enum class RegionEvidence : std::uint8_t {
  kName,     // The kernel, the Go runtime or the C library calls it so.
  kBinary,   // The headers of the program.
  kFile,     // The file that is mapped, and the permissions.
  kAddress,  // Where it lies: addresses and neighbours that only this has.
  kNone,     // Nothing tells more than that it is there.
};

// The name of it in JSON: name, binary, file, address, none.
std::string_view name(RegionEvidence evidence);

struct Region {
  Mapping mapping;
  RegionKind kind = RegionKind::kAnonymous;
  RegionEvidence evidence = RegionEvidence::kNone;
  std::string what;                   // In words, as they are to be shown behind the kind: "page summary", "libc.so.6".
  std::vector<std::string> sections;  // Of the program: what stands in it.
  std::uint64_t arenas_begin = 0;  // Of a heap: the addresses of the arenas, one behind the other, that it is part of.
  std::uint64_t arenas_end = 0;
};

// The regions of one kind together, in bytes.
struct KindSum {
  std::uint64_t regions = 0;
  std::uint64_t size = 0;
  MappingUse use;
};
using KindSums = std::array<KindSum, kRegionKindCount>;

// What the memory of a process holds at one moment.
struct ProcessMemory {
  std::int64_t pid = 0;          // 0 = read from a file.
  std::string name;              // Of the process, or of the file.
  std::string program;           // The path of its program as the map has it; empty = unknown.
  std::uint64_t arena_size = 0;  // Of a heap arena.
  std::vector<Region> regions;   // Highest address first.
  std::optional<GoBuildInfo> build;
  std::string no_build;  // Why there is none, as a clause: "no binary was named"; empty where there is one.

  // Whether the map tells what is resident: a copy of smaps does, one of maps does not.
  [[nodiscard]] bool use_known() const { return !regions.empty() && regions.front().mapping.use.has_value(); }
};

// Sums by kind, indexed by RegionKind.
KindSums sums_by_kind(const ProcessMemory& memory);

// All of them together.
KindSum total(const KindSums& sums);

}  // namespace goescape
