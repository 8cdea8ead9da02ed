// Which memory of a process is the heap of Go, by where it lies.
//
// The runtime takes the heap in arenas of 64 MiB, 4 MiB on 32 bits, aligned to their size, and reserves them before it
// uses them (runtime/malloc.go, heapArenaBytes and mheap.sysAlloc). It asks for addresses that nothing else gets by
// chance: up to Go 1.25 fixed ones, from 1.26 on random ones in the lower part of the address space, far from where the
// kernel puts mappings (mallocinit). Where these are taken it makes do with any address, and nothing tells such a heap
// from other memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/go_build_info.h"
#include "model/memory_map.h"
#include "parse/elf_file.h"

namespace goescape {

// What is known of the program. Nothing of it need be known.
struct ProgramFacts {
  const ElfFile* elf = nullptr;
  const GoBuildInfo* build = nullptr;
  std::uint64_t end = 0;  // The address behind its last segment, its bss included; 0 = unknown.
};

// Adjacent mappings that are arenas.
struct HeapRun {
  std::size_t first = 0;  // Indexes of the mappings.
  std::size_t last = 0;   // The last of them itself.
  bool named = false;     // The runtime says so; else it is by the addresses.
};

// The heap, in rising order of addresses. Two kinds of evidence count: the names that the runtime gives its mappings
// from Go 1.25 on, where the kernel keeps such names, and an address that the runtime asks for, with both ends aligned.
// Random addresses count where the program is known to be built by Go 1.26 or later, without a sanitizer, or where
// nothing is known of it but mappings of a size that only Go's page allocator reserves.
std::vector<HeapRun> find_heap(std::span<const Mapping> mappings, const ProgramFacts& program);

// The size of an arena in bytes.
std::uint64_t arena_size(std::span<const Mapping> mappings, const ProgramFacts& program);

// "heap reservation" of "[anon: Go: heap reservation]", the name that the runtime gave; empty for other names.
std::string_view runtime_name(const Mapping& mapping);

}  // namespace goescape
