// Programs: whatever the bytes are, headers and build information are read or refused, and no more is asked of the file
// at once than headers and strings can have.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parse/elf_file.h"
#include "parse/go_build_info.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape;
  constexpr std::uint64_t kMost = std::uint64_t{16} << 20U;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ReadAt read = [bytes](std::uint64_t offset, std::uint64_t length) {
    if (length > kMost) {
      std::abort();
    }
    return std::string(offset < bytes.size() ? bytes.substr(offset, length) : std::string_view());
  };
  const auto file = parse_elf(read);
  if (!file) {
    return 0;
  }
  for (const ElfSegment& segment : file->segments) {
    if (segment.file_size > segment.memory_size || segment.address + segment.memory_size < segment.address) {
      std::abort();
    }
  }
  const auto build = parse_go_build_info(*file, read);
  if (build && build->go_version.empty()) {
    std::abort();
  }
  return 0;
}
