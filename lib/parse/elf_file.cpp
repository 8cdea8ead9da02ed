#include "parse/elf_file.h"

#include <elf.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace goescape {
namespace {

constexpr std::uint64_t kMostNames = std::uint64_t{1} << 20U;  // Bytes of section names.

struct Elf32 {
  using Header = Elf32_Ehdr;
  using Segment = Elf32_Phdr;
  using Section = Elf32_Shdr;
};
struct Elf64 {
  using Header = Elf64_Ehdr;
  using Segment = Elf64_Phdr;
  using Section = Elf64_Shdr;
};

// Numbers of the file in the byte order of this machine.
class ByteOrder {
 public:
  explicit ByteOrder(bool big_endian) : swap_(big_endian != (std::endian::native == std::endian::big)) {}

  template <typename Number>
  Number operator()(Number value) const {
    static_assert(std::is_unsigned_v<Number>);
    if (swap_) {
      auto* const bytes = reinterpret_cast<unsigned char*>(&value);
      std::reverse(bytes, bytes + sizeof value);
    }
    return value;
  }

 private:
  bool swap_;
};

// The records of a table, as many as `bytes` holds in full.
template <typename Record>
std::vector<Record> records(std::string_view bytes) {
  std::vector<Record> found(bytes.size() / sizeof(Record));
  if (!found.empty()) {
    std::memcpy(found.data(), bytes.data(), found.size() * sizeof(Record));
  }
  return found;
}

template <typename Raw>
ElfSegment segment_of(const Raw& raw, const ByteOrder& order) {
  const std::uint32_t flags = order(raw.p_flags);
  return {order(raw.p_vaddr), order(raw.p_offset), order(raw.p_filesz),
          order(raw.p_memsz), (flags & PF_W) != 0, (flags & PF_X) != 0};
}

// Whether it begins and ends somewhere.
bool is_possible(const ElfSegment& segment) {
  return segment.file_size <= segment.memory_size && segment.memory_size != 0 &&
         segment.address <= UINT64_MAX - segment.memory_size && segment.offset <= UINT64_MAX - segment.file_size;
}

template <typename Class>
Result<std::vector<ElfSegment>> read_segments(const ReadAt& read, const typename Class::Header& header,
                                              const ByteOrder& order) {
  using Raw = typename Class::Segment;
  const std::uint64_t length = std::uint64_t{order(header.e_phnum)} * sizeof(Raw);
  const std::string bytes = order(header.e_phentsize) == sizeof(Raw) ? read(order(header.e_phoff), length) : "";
  if (bytes.size() != length || length == 0) {
    return fail(Failure::kInput, "its table of segments is not there; the file is cut off or damaged");
  }
  std::vector<ElfSegment> segments;
  for (const Raw& raw : records<Raw>(bytes)) {
    const ElfSegment segment = segment_of(raw, order);
    if (order(raw.p_type) == PT_LOAD && is_possible(segment)) {
      segments.push_back(segment);
    }
  }
  return segments;
}

// The text that begins at `offset` of the table of names and ends with a zero.
std::string name_at(std::string_view names, std::uint64_t offset) {
  const std::string_view rest = names.substr(std::min<std::uint64_t>(offset, names.size()));
  return std::string(rest.substr(0, rest.find('\0')));
}

// Names are help for readers: where there are none, everything else still stands.
template <typename Class>
std::vector<ElfSection> read_sections(const ReadAt& read, const typename Class::Header& header,
                                      const ByteOrder& order) {
  using Raw = typename Class::Section;
  if (order(header.e_shentsize) != sizeof(Raw)) {
    return {};
  }
  const std::vector<Raw> table =
      records<Raw>(read(order(header.e_shoff), std::uint64_t{order(header.e_shnum)} * sizeof(Raw)));
  const std::size_t names_index = order(header.e_shstrndx);
  if (names_index >= table.size()) {
    return {};
  }
  const Raw& names_section = table[names_index];
  const std::string names =
      read(order(names_section.sh_offset), std::min<std::uint64_t>(order(names_section.sh_size), kMostNames));
  std::vector<ElfSection> sections;
  for (const Raw& raw : table) {
    const ElfSection section{name_at(names, order(raw.sh_name)), order(raw.sh_addr), order(raw.sh_size),
                             order(raw.sh_type) != SHT_NOBITS};
    if ((order(raw.sh_flags) & SHF_ALLOC) != 0 && section.size != 0 && section.address <= UINT64_MAX - section.size) {
      sections.push_back(section);
    }
  }
  return sections;
}

template <typename Class>
Result<ElfFile> parse(const ReadAt& read, bool big_endian) {
  using Header = typename Class::Header;
  const std::vector<Header> headers = records<Header>(read(0, sizeof(Header)));
  if (headers.empty()) {
    return fail(Failure::kInput, "it ends within its ELF header");
  }
  const Header& header = headers.front();
  const ByteOrder order(big_endian);
  ElfFile file;
  file.wide = std::is_same_v<Class, Elf64>;
  file.big_endian = big_endian;
  file.movable = order(header.e_type) == ET_DYN;
  file.machine = order(header.e_machine);
  auto segments = read_segments<Class>(read, header, order);
  if (!segments) {
    return tl::unexpected(segments.error());
  }
  file.segments = *std::move(segments);
  file.sections = read_sections<Class>(read, header, order);
  return file;
}

}  // namespace

std::string ElfFile::bytes_at(const ReadAt& read, std::uint64_t address, std::uint64_t most) const {
  for (const ElfSegment& segment : segments) {
    if (segment.address <= address && address - segment.address < segment.file_size) {
      const std::uint64_t inside = address - segment.address;
      return read(segment.offset + inside, std::min(most, segment.file_size - inside));
    }
  }
  return {};
}

bool is_elf(std::string_view first_bytes) { return first_bytes.starts_with(std::string_view(ELFMAG, SELFMAG)); }

Result<ElfFile> parse_elf(const ReadAt& read) {
  const std::string ident = read(0, EI_NIDENT);
  if (ident.size() < EI_NIDENT || !is_elf(ident)) {
    return fail(Failure::kInput, "it is no ELF file");
  }
  const auto order = static_cast<unsigned char>(ident[EI_DATA]);
  if (order != ELFDATA2LSB && order != ELFDATA2MSB) {
    return fail(Failure::kInput, "it is an ELF file in a byte order that is not known");
  }
  switch (static_cast<unsigned char>(ident[EI_CLASS])) {
    case ELFCLASS32:
      return parse<Elf32>(read, order == ELFDATA2MSB);
    case ELFCLASS64:
      return parse<Elf64>(read, order == ELFDATA2MSB);
    default:
      return fail(Failure::kInput, "it is an ELF file of neither 32 nor 64 bits");
  }
}

}  // namespace goescape
