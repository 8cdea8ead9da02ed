// The headers of an ELF file: which part of it is code, which is data, and where each is to be in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "util/result.h"

namespace goescape {

// Gives `length` bytes of a file from `offset` on; fewer where the file has no more.
using ReadAt = std::function<std::string(std::uint64_t offset, std::uint64_t length)>;

// A part that is loaded (PT_LOAD).
struct ElfSegment {
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t file_size = 0;
  std::uint64_t memory_size = 0;  // At least file_size; what is more is zero at the start.
  bool writable = false;
  bool executable = false;
};

// A section that is loaded (SHF_ALLOC).
struct ElfSection {
  std::string name;
  std::uint64_t address = 0;
  std::uint64_t size = 0;
  bool in_file = true;  // False for .bss and its like.
};

struct ElfFile {
  bool wide = true;  // 64 bits.
  bool big_endian = false;
  bool movable = false;  // ET_DYN: loaded at an address that the kernel chooses.
  std::uint16_t machine = 0;
  std::vector<ElfSegment> segments;  // In the order of the file.
  std::vector<ElfSection> sections;  // Likewise; none where they were stripped.

  // The bytes at an address as the file has them, at most `most`; fewer where the segment around it ends.
  [[nodiscard]] std::string bytes_at(const ReadAt& read, std::uint64_t address, std::uint64_t most) const;
};

// Whether a file begins as ELF files do.
bool is_elf(std::string_view first_bytes);

// Reads the headers. Fails, saying why, when the file is no ELF file or lacks what its own header names. The file may
// be anything: sizes are held to the file and to what headers can be. Sections that cannot be read are left out.
Result<ElfFile> parse_elf(const ReadAt& read);

}  // namespace goescape
