#include "resolve/memory_regions.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "resolve/heap_arenas.h"
#include "resolve/named_memory.h"

namespace goescape {
namespace {

constexpr std::uint64_t kLargestPage = std::uint64_t{64} << 10U;

std::string base_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

const ElfSegment* segment_around(const Mapping& mapping, const ElfFile& elf) {
  const auto holds = [&](const ElfSegment& segment) {
    // A mapping begins with the page that the segment begins in.
    return mapping.offset < segment.offset + segment.file_size && segment.offset < mapping.offset + mapping.size() &&
           mapping.executable == segment.executable;
  };
  const auto found = std::find_if(elf.segments.begin(), elf.segments.end(), holds);
  return found == elf.segments.end() ? nullptr : &*found;
}

// By how much the addresses in memory differ from those in the file; unsigned, it may wrap around.
std::uint64_t load_bias(const std::vector<Mapping>& mappings, const std::string& path, const ElfFile& elf) {
  for (const Mapping& mapping : mappings) {
    const ElfSegment* const segment = mapping.name == path ? segment_around(mapping, elf) : nullptr;
    if (segment != nullptr) {
      return (mapping.begin - mapping.offset) - (segment->address - segment->offset);
    }
  }
  return 0;
}

// Gives each mapping its region, in one pass from low to high.
class Teller {
 public:
  Teller(const std::vector<Mapping>& mappings, const ProgramFile& program, std::string path);

  [[nodiscard]] std::vector<Region> tell();
  [[nodiscard]] std::uint64_t size_of_arena() const { return arena_size(mappings_, facts()); }

 private:
  [[nodiscard]] ProgramFacts facts() const;
  [[nodiscard]] std::uint64_t program_end() const;
  [[nodiscard]] const HeapRun* heap_at(std::size_t index);
  [[nodiscard]] const Mapping* before(std::size_t index) const;
  [[nodiscard]] bool is_bss(std::size_t index) const;
  [[nodiscard]] bool is_thread_stack(std::size_t index) const;
  [[nodiscard]] bool is_c_arena(std::size_t index) const;
  [[nodiscard]] const Mapping* data_before(std::size_t index) const;
  void tell_heap(const HeapRun& run, Region& region) const;
  void tell_program(Region& region) const;
  void tell_file(Region& region) const;
  void tell_anonymous(std::size_t index, Region& region) const;
  void add_sections(Region& region, bool in_file) const;
  void tell_one(std::size_t index, Region& region);

  const std::vector<Mapping>& mappings_;
  const ProgramFile& program_;
  std::string path_;
  std::uint64_t bias_ = 0;
  std::set<std::string_view> objects_;  // Files of which a part is executable.
  std::vector<HeapRun> heap_;
  std::size_t next_heap_ = 0;
};

Teller::Teller(const std::vector<Mapping>& mappings, const ProgramFile& program, std::string path)
    : mappings_(mappings), program_(program), path_(std::move(path)) {
  bias_ = program_.elf ? load_bias(mappings_, path_, *program_.elf) : 0;
  for (const Mapping& mapping : mappings_) {
    if (mapping.executable && mapping.inode != 0 && mapping.name != path_) {
      objects_.insert(mapping.name);
    }
  }
  heap_ = find_heap(mappings_, facts());
}

ProgramFacts Teller::facts() const {
  return {program_.elf ? &*program_.elf : nullptr, program_.build ? &*program_.build : nullptr, program_end()};
}

// Behind the last mapping of the program, its bss and the heap of C, which stands right above them.
std::uint64_t Teller::program_end() const {
  std::uint64_t end = 0;
  for (const Mapping& mapping : mappings_) {
    const bool belongs = (!path_.empty() && mapping.name == path_) || mapping.name == "[heap]" ||
                         (mapping.anonymous() && mapping.writable && mapping.begin == end);
    end = belongs ? mapping.end : end;
  }
  return end;
}

// The heap that the mapping is part of. To be asked in rising order.
const HeapRun* Teller::heap_at(std::size_t index) {
  while (next_heap_ < heap_.size() && heap_[next_heap_].last < index) {
    ++next_heap_;
  }
  return next_heap_ < heap_.size() && heap_[next_heap_].first <= index ? &heap_[next_heap_] : nullptr;
}

// The mapping that ends where this one begins.
const Mapping* Teller::before(std::size_t index) const {
  return index != 0 && mappings_[index - 1].end == mappings_[index].begin ? &mappings_[index - 1] : nullptr;
}

// The mapping of a file's data that this one stands right behind: memory that is zero at the start belongs there.
const Mapping* Teller::data_before(std::size_t index) const {
  const Mapping* const data = before(index);
  return data != nullptr && data->writable && data->inode != 0 && !data->shared ? data : nullptr;
}

bool Teller::is_bss(std::size_t index) const {
  const Mapping* const data = data_before(index);
  if (data == nullptr || !mappings_[index].writable || (data->name != path_ && objects_.count(data->name) == 0)) {
    return false;
  }
  if (data->name != path_ || !program_.elf) {
    return true;
  }
  return std::any_of(program_.elf->segments.begin(), program_.elf->segments.end(), [&](const ElfSegment& segment) {
    const std::uint64_t begin = segment.address + bias_;
    return segment.writable && begin < mappings_[index].begin && mappings_[index].begin < begin + segment.memory_size;
  });
}

// As pthread_create() makes them with the usual limit: 8 MiB above one page that may not be touched. Other programs and
// other limits have other stacks, which are not told from other memory.
bool Teller::is_thread_stack(std::size_t index) const {
  constexpr std::uint64_t kStack = std::uint64_t{8} << 20U;
  const Mapping* const guard = before(index);
  return !objects_.empty() && mappings_[index].writable && mappings_[index].size() == kStack && guard != nullptr &&
         guard->anonymous() && guard->reserved() && guard->size() <= kLargestPage;
}

// As malloc of glibc takes them for further threads: 64 MiB, aligned to that, used from the beginning on and reserved
// to the end (malloc/arena.c, HEAP_MAX_SIZE).
bool Teller::is_c_arena(std::size_t index) const {
  constexpr std::uint64_t kArena = std::uint64_t{64} << 20U;
  const bool glibc = std::any_of(objects_.begin(), objects_.end(),
                                 [](std::string_view path) { return base_name(path) == "libc.so.6"; });
  const auto is_arena = [&](std::size_t used) {
    const Mapping& rest = mappings_[used + 1];
    return mappings_[used].begin % kArena == 0 && mappings_[used].anonymous() && mappings_[used].writable &&
           rest.anonymous() && rest.reserved() && rest.begin == mappings_[used].end &&
           rest.end - mappings_[used].begin == kArena;
  };
  return glibc && ((index + 1 < mappings_.size() && is_arena(index)) || (index != 0 && is_arena(index - 1)));
}

void Teller::tell_heap(const HeapRun& run, Region& region) const {
  const bool reserved = region.mapping.reserved() || runtime_name(region.mapping) == "heap reservation";
  region.kind = reserved ? RegionKind::kHeapReserved : RegionKind::kHeap;
  region.evidence = run.named ? RegionEvidence::kName : RegionEvidence::kAddress;
  region.what = runtime_name(region.mapping);
  region.arenas_begin = mappings_[run.first].begin;
  region.arenas_end = mappings_[run.last].end;
}

// Names the sections of the program that lie in the region: those with bytes in the file, or those without.
void Teller::add_sections(Region& region, bool in_file) const {
  if (!program_.elf) {
    return;
  }
  for (const ElfSection& section : program_.elf->sections) {
    const std::uint64_t begin = section.address + bias_;
    if (section.in_file == in_file && begin < region.mapping.end && region.mapping.begin < begin + section.size) {
      region.sections.push_back(section.name);
    }
  }
}

void Teller::tell_program(Region& region) const {
  const Mapping& mapping = region.mapping;
  const ElfSegment* const segment = program_.elf ? segment_around(mapping, *program_.elf) : nullptr;
  region.evidence = segment != nullptr ? RegionEvidence::kBinary : RegionEvidence::kFile;
  region.what = base_name(path_);
  if (mapping.executable) {
    region.kind = RegionKind::kText;
  } else if (mapping.writable) {
    region.kind = RegionKind::kData;
  } else {
    region.kind = mapping.reserved() ? RegionKind::kReserved : RegionKind::kReadOnlyData;
  }
  add_sections(region, true);
}

// What a part of a shared object is, by what may be done with it.
std::string_view part_of_object(const Mapping& mapping) {
  if (mapping.executable) {
    return "text";
  }
  if (mapping.writable) {
    return "data";
  }
  return mapping.reserved() ? "gap" : "read-only data";
}

void Teller::tell_file(Region& region) const {
  const bool object = objects_.count(region.mapping.name) != 0;
  region.kind = object ? RegionKind::kSharedObject : RegionKind::kMappedFile;
  region.evidence = RegionEvidence::kFile;
  region.what = object ? fmt::format("{}, {}", base_name(region.mapping.name), part_of_object(region.mapping))
                       : region.mapping.name;
}

void Teller::tell_anonymous(std::size_t index, Region& region) const {
  const auto is = [&](RegionKind kind, std::string what) {
    region.kind = kind;
    region.evidence = RegionEvidence::kAddress;
    region.what = std::move(what);
  };
  if (is_bss(index)) {
    const Mapping& data = *data_before(index);
    if (data.name == path_) {
      is(RegionKind::kBss, base_name(path_));
      region.evidence = program_.elf ? RegionEvidence::kBinary : RegionEvidence::kAddress;
      add_sections(region, false);
    } else {
      is(RegionKind::kSharedObject, base_name(data.name) + ", bss");
    }
  } else if (is_thread_stack(index)) {
    is(RegionKind::kThreadStack, "8 MiB above a guard page");
  } else if (is_c_arena(index)) {
    is(region.mapping.reserved() ? RegionKind::kReserved : RegionKind::kCHeap, "arena of malloc");
  } else if (region.mapping.reserved()) {
    region.kind = RegionKind::kReserved;
  } else if (program_.build) {
    region.what = objects_.empty() ? "Go runtime, or mapped by the program" : "Go runtime or C";
  }
}

void Teller::tell_one(std::size_t index, Region& region) {
  if (const HeapRun* const run = heap_at(index); run != nullptr) {
    tell_heap(*run, region);
  } else if (auto named = named_memory(region.mapping)) {
    region.kind = named->kind;
    region.evidence = RegionEvidence::kName;
    region.what = std::move(named->what);
  } else if (!path_.empty() && region.mapping.name == path_) {
    tell_program(region);
  } else if (region.mapping.inode != 0 || region.mapping.name.starts_with('/')) {
    tell_file(region);
  } else if (region.mapping.shared) {
    region.kind = RegionKind::kSharedMemory;
    region.evidence = RegionEvidence::kFile;
  } else {
    tell_anonymous(index, region);
  }
}

std::vector<Region> Teller::tell() {
  std::vector<Region> regions;
  for (std::size_t index = 0; index < mappings_.size(); ++index) {
    Region region;
    region.mapping = mappings_[index];
    tell_one(index, region);
    regions.push_back(std::move(region));
  }
  std::reverse(regions.begin(), regions.end());
  return regions;
}

}  // namespace

std::string guessed_program(const std::vector<Mapping>& mappings) {
  const auto found = std::find_if(mappings.begin(), mappings.end(), [](const Mapping& mapping) {
    return mapping.executable && mapping.inode != 0 && mapping.name.starts_with('/');
  });
  return found == mappings.end() ? std::string() : found->name;
}

bool fits(const std::vector<Mapping>& mappings, const std::string& path, const ElfFile& elf) {
  bool code_ends = false;
  for (const Mapping& mapping : mappings) {
    if (mapping.name != path || mapping.reserved()) {
      continue;
    }
    const ElfSegment* const segment = segment_around(mapping, elf);
    if (segment == nullptr) {
      return false;
    }
    const std::uint64_t end = segment->offset + segment->file_size;
    const std::uint64_t mapped_end = mapping.offset + mapping.size();
    code_ends = code_ends || (mapping.executable && mapped_end >= end && mapped_end - end < kLargestPage);
  }
  return code_ends;
}

ProcessMemory tell_regions(std::vector<Mapping> mappings, const ProgramFile& program) {
  ProcessMemory memory;
  memory.program = program.path.empty() ? guessed_program(mappings) : program.path;
  Teller teller(mappings, program, memory.program);
  memory.regions = teller.tell();
  memory.arena_size = teller.size_of_arena();
  memory.build = program.build;
  return memory;
}

}  // namespace goescape
