// The memory of a process, mapping by mapping, as Linux tells it in /proc/PID/maps and /proc/PID/smaps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace goescape {

// How much of a mapping is there, in bytes. Only smaps tells it.
struct MappingUse {
  std::uint64_t resident = 0;  // In main memory: Rss.
  std::uint64_t dirty = 0;     // Of these, what was written to and cannot be dropped: Private_Dirty and Shared_Dirty.
  std::uint64_t swapped = 0;   // In swap.
};

struct Mapping {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // The first address behind it; above `begin`.
  bool readable = false;
  bool writable = false;
  bool executable = false;
  bool shared = false;
  bool deleted = false;      // The file has lost its name since: " (deleted)", which `name` lacks.
  std::uint64_t offset = 0;  // Where in the file it begins.
  std::uint64_t inode = 0;   // Of the file; 0 = there is none behind it.
  std::string name;          // A path, or in brackets what the kernel or the program calls it; empty = anonymous.
  std::optional<MappingUse> use;

  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  [[nodiscard]] bool reserved() const { return !readable && !writable && !executable; }
  // Memory without a file and without a name.
  [[nodiscard]] bool anonymous() const { return inode == 0 && name.empty() && !shared; }
};

// "rw-p", as in the maps file.
inline std::string permissions(const Mapping& mapping) {
  return {mapping.readable ? 'r' : '-', mapping.writable ? 'w' : '-', mapping.executable ? 'x' : '-',
          mapping.shared ? 's' : 'p'};
}

}  // namespace goescape
