#include "resolve/named_memory.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parse/text.h"
#include "resolve/heap_arenas.h"

namespace goescape {
namespace {

struct Name {
  std::string_view text;  // The whole name, or what it begins with.
  RegionKind kind;
  bool prefix = false;
};

// What kernels call mappings (Linux, fs/proc/task_mmu.c and the vdso of each platform), and glibc, where it is asked
// to.
constexpr std::array<Name, 18> kNames{{
    {"[heap]", RegionKind::kCHeap},
    {"[stack]", RegionKind::kMainStack},
    {"[stack:", RegionKind::kThreadStack, true},
    {"[vdso]", RegionKind::kKernel},
    {"[vvar]", RegionKind::kKernel},
    {"[vvar_vclock]", RegionKind::kKernel},
    {"[vsyscall]", RegionKind::kKernel},
    {"[vectors]", RegionKind::kKernel},
    {"[sigpage]", RegionKind::kKernel},
    {"[uprobes]", RegionKind::kKernel},
    {"anon_inode:", RegionKind::kKernel, true},
    {"[anon_shmem:", RegionKind::kSharedMemory, true},
    {"/SYSV", RegionKind::kSharedMemory, true},
    {"/memfd:", RegionKind::kSharedMemory, true},
    {"/dev/shm/", RegionKind::kSharedMemory, true},
    {"/dev/zero", RegionKind::kSharedMemory, true},
    {"[anon: glibc: pthread", RegionKind::kThreadStack, true},
    {"[anon: glibc: malloc", RegionKind::kCHeap, true},
}};

// The names of the Go runtime that stand for more than its own bookkeeping.
constexpr std::array<Name, 5> kRuntimeNames{{
    {"heap", RegionKind::kHeap},
    {"user arena chunk", RegionKind::kHeap},
    {"heap reservation", RegionKind::kHeapReserved},
    {"goroutine stack (system)", RegionKind::kGoroutineStack},
    {"OS thread stack", RegionKind::kThreadStack},
}};

template <typename Names>
const Name* find(const Names& names, std::string_view text) {
  const auto fits = [&](const Name& each) { return each.prefix ? text.starts_with(each.text) : text == each.text; };
  const auto* const found = std::find_if(names.begin(), names.end(), fits);
  return found == names.end() ? nullptr : &*found;
}

// What stands in "[anon: …]".
std::string_view anonymous_name(std::string_view name) {
  return between(name, "[anon: ", "]").value_or(between(name, "[anon:", "]").value_or(std::string_view()));
}

}  // namespace

std::optional<NamedMemory> named_memory(const Mapping& mapping) {
  if (const std::string_view own = runtime_name(mapping); !own.empty()) {
    const Name* const found = find(kRuntimeNames, own);
    return NamedMemory{found == nullptr ? RegionKind::kRuntime : found->kind, std::string(own)};
  }
  if (const Name* const found = find(kNames, mapping.name); found != nullptr) {
    return NamedMemory{found->kind, mapping.name};
  }
  if (const std::string_view other = anonymous_name(mapping.name); !other.empty()) {
    return NamedMemory{mapping.reserved() ? RegionKind::kReserved : RegionKind::kAnonymous, std::string(other)};
  }
  return std::nullopt;
}

}  // namespace goescape
