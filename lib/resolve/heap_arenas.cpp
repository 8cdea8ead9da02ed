#include "resolve/heap_arenas.h"

#include <elf.h>

#include <algorithm>

#include "model/go_version.h"
#include "parse/text.h"
#include "util/contains.h"

namespace goescape {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
constexpr std::uint64_t kGiB = std::uint64_t{1} << 30U;

bool is_wide(std::span<const Mapping> mappings, const ProgramFacts& program) {
  return program.elf != nullptr
             ? program.elf->wide
             : std::any_of(mappings.begin(), mappings.end(), [](const Mapping& each) { return each.end > 4 * kGiB; });
}

bool has_sanitizer(const GoBuildInfo& build) {
  const auto on = [&](std::string_view flag) { return build.setting(flag) == "true"; };
  return on("-race") || on("-msan") || on("-asan");
}

// Whether it is built by a release that asks for random addresses (internal/buildcfg, RandomizedHeapBase64).
bool asks_for_random(const GoBuildInfo& build) {
  constexpr int kFirstRelease = 26;
  constexpr std::string_view kSwitchedOff = "norandomizedheapbase64";
  const auto minor = go_minor(build.go_version);
  const bool off = contains(build.go_version, kSwitchedOff) || contains(build.setting("GOEXPERIMENT"), kSwitchedOff);
  return (!minor || *minor >= kFirstRelease) && !off && !has_sanitizer(build);
}

// The addresses that mallocinit() asks for on 64 bits, in order of the number in them.
bool is_fixed_hint(std::uint64_t begin, const ProgramFacts& program) {
  constexpr std::uint64_t kHints = 0x80;
  constexpr std::uint64_t kUsual = std::uint64_t{0x00c0} << 32U;
  constexpr std::uint64_t kOfArm64 = std::uint64_t{0x0040} << 32U;
  constexpr std::uint64_t kOfRiscv64 = std::uint64_t{0x0013} << 28U;
  const std::uint16_t machine = program.elf == nullptr ? std::uint16_t{EM_NONE} : program.elf->machine;
  const auto is_at = [&](std::uint64_t base, unsigned shift) {
    return begin >= base && (begin - base) % (std::uint64_t{1} << shift) == 0 && (begin - base) >> shift < kHints;
  };
  if (program.build != nullptr && has_sanitizer(*program.build) && is_at(kUsual, 32)) {
    return begin < std::uint64_t{0x00e0} << 32U;
  }
  return (machine != EM_AARCH64 && is_at(kUsual, 40)) ||
         ((machine == EM_AARCH64 || machine == EM_NONE) && is_at(kOfArm64, 40)) ||
         (machine == EM_RISCV && is_at(kOfRiscv64, 32));
}

// Random addresses have 46 bits on amd64 and 47 elsewhere; the kernel puts mappings, and programs that can be moved,
// above that.
bool is_below_mappings(std::uint64_t end, std::span<const Mapping> mappings, const ProgramFacts& program) {
  constexpr std::uint64_t kVsyscall = 0xffffffffff600000;
  constexpr std::uint64_t kOfAmd64 = std::uint64_t{1} << 46U;
  const bool is_amd64 = program.elf != nullptr ? program.elf->machine == EM_X86_64
                                               : std::all_of(mappings.begin(), mappings.end(), [](const Mapping& each) {
                                                   return each.end <= 2 * kOfAmd64 || each.begin == kVsyscall;
                                                 });
  return end <= (is_amd64 ? kOfAmd64 : 2 * kOfAmd64);
}

// The page allocator reserves 512 MiB for its lowest summaries and as much for the index of the scavenger, side by
// side; of both a little is used, at the same distance from their beginnings, so nearly 512 MiB of nothing lie between
// (runtime/mpagealloc_64bit.go, Go 1.19 and later).
bool has_page_summaries(std::span<const Mapping> mappings) {
  const auto small_and_used = [](const Mapping& each) {
    return each.anonymous() && each.writable && each.size() <= 8 * kMiB;
  };
  for (std::size_t at = 1; at + 1 < mappings.size(); ++at) {
    const Mapping& gap = mappings[at];
    if (gap.anonymous() && gap.reserved() && gap.size() < 512 * kMiB && gap.size() >= 504 * kMiB &&
        mappings[at - 1].end == gap.begin && mappings[at + 1].begin == gap.end && small_and_used(mappings[at - 1]) &&
        small_and_used(mappings[at + 1])) {
      return true;
    }
  }
  return false;
}

bool is_heap_name(std::string_view name) {
  return name == "heap" || name == "heap reservation" || name == "user arena chunk";
}

// Mappings that stand side by side and are of one sort.
struct Sort {
  bool candidate = false;
  bool named = false;
};

Sort sort_of(const Mapping& mapping) {
  const bool named = is_heap_name(runtime_name(mapping));
  return {named || mapping.anonymous(), named};
}

std::vector<HeapRun> find_candidates(std::span<const Mapping> mappings) {
  std::vector<HeapRun> runs;
  for (std::size_t at = 0; at < mappings.size(); ++at) {
    const Sort sort = sort_of(mappings[at]);
    const bool goes_on = !runs.empty() && runs.back().last + 1 == at && runs.back().named == sort.named &&
                         mappings[at - 1].end == mappings[at].begin;
    if (sort.candidate && goes_on) {
      runs.back().last = at;
    } else if (sort.candidate) {
      runs.push_back({at, at, sort.named});
    }
  }
  return runs;
}

// On 32 bits the runtime reserves 512, 256 or 128 MiB just above the program, or above the heap of C.
bool is_narrow_heap(std::uint64_t begin, std::uint64_t end, const ProgramFacts& program) {
  constexpr std::uint64_t kLeast = 128 * kMiB;
  constexpr std::uint64_t kFurthest = 64 * kMiB;
  const bool may_be_go = program.elf == nullptr || program.build != nullptr;
  return may_be_go && program.end != 0 && end - begin >= kLeast && begin >= program.end &&
         begin - program.end <= kFurthest;
}

bool overlaps_fixed_hint(std::span<const HeapRun> runs, std::span<const Mapping> mappings,
                         const ProgramFacts& program) {
  return std::any_of(runs.begin(), runs.end(),
                     [&](const HeapRun& run) { return is_fixed_hint(mappings[run.first].begin, program); });
}

}  // namespace

std::string_view runtime_name(const Mapping& mapping) {
  return between(mapping.name, "[anon: Go: ", "]").value_or(std::string_view());
}

std::uint64_t arena_size(std::span<const Mapping> mappings, const ProgramFacts& program) {
  return is_wide(mappings, program) ? 64 * kMiB : 4 * kMiB;
}

std::vector<HeapRun> find_heap(std::span<const Mapping> mappings, const ProgramFacts& program) {
  std::vector<HeapRun> runs = find_candidates(mappings);
  const std::uint64_t arena = arena_size(mappings, program);
  const bool wide = is_wide(mappings, program);
  const bool nothing_known = program.elf == nullptr && program.build == nullptr;
  const bool random = program.build != nullptr ? asks_for_random(*program.build)
                                               : nothing_known && has_page_summaries(mappings) &&
                                                     !overlaps_fixed_hint(runs, mappings, program);
  const auto is_heap = [&](const HeapRun& run) {
    const std::uint64_t begin = mappings[run.first].begin;
    const std::uint64_t end = mappings[run.last].end;
    if (run.named) {
      return true;
    }
    if (begin % arena != 0 || end % arena != 0) {
      return false;
    }
    return wide ? is_fixed_hint(begin, program) || (random && is_below_mappings(end, mappings, program))
                : is_narrow_heap(begin, end, program);
  };
  runs.erase(std::remove_if(runs.begin(), runs.end(), [&](const HeapRun& run) { return !is_heap(run); }), runs.end());
  return runs;
}

}  // namespace goescape
