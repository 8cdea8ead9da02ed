// Small programs in ELF, made byte by byte, for tests of what reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parse/elf_file.h"

namespace goescape::test {

// Numbers one behind the other, as wide as asked, in one byte order.
class Bytes {
 public:
  explicit Bytes(bool big_endian) : big_endian_(big_endian) {}

  Bytes& put(std::uint64_t value, std::size_t width) {
    for (std::size_t at = 0; at < width; ++at) {
      const std::size_t byte = big_endian_ ? width - 1 - at : at;
      text += static_cast<char>(value >> (8 * byte));
    }
    return *this;
  }

  std::string text;

 private:
  bool big_endian_;
};

// A program with a segment of code at 0x10000 and one of data at 0x20000, which holds `data` and a page of zeros behind
// it. With `named` it has sections, too: .text, .go.buildinfo (all of the data) and .bss.
struct ElfBuilder {
  std::string data;
  bool wide = true;
  bool big_endian = false;
  bool named = true;
  std::uint16_t type = 2;      // ET_EXEC
  std::uint16_t machine = 62;  // EM_X86_64

  static constexpr std::uint64_t kTextAddress = 0x10000;
  static constexpr std::uint64_t kDataAddress = 0x20000;
  static constexpr std::uint64_t kZeros = 0x1000;
  static constexpr std::uint64_t kPage = 0x1000;
  static constexpr std::string_view kNames{"\0.text\0.go.buildinfo\0.bss\0", 26};

  [[nodiscard]] std::string build() const {
    const std::size_t header = wide ? 64 : 52;
    const std::uint64_t sections = 2 * kPage + data.size() + kNames.size();
    Bytes out(big_endian);
    out.text = std::string(
                   "\x7f"
                   "ELF",
                   4) +
               static_cast<char>(wide ? 2 : 1) + static_cast<char>(big_endian ? 2 : 1) + std::string(1, '\1') +
               std::string(9, '\0');
    const std::size_t word = wide ? 8 : 4;
    out.put(type, 2).put(machine, 2).put(1, 4).put(kTextAddress, word).put(header, word);
    out.put(named ? sections : 0, word).put(0, 4).put(header, 2).put(wide ? 56 : 32, 2).put(2, 2);
    out.put(wide ? 64 : 40, 2).put(named ? 5 : 0, 2).put(named ? 4 : 0, 2);
    put_segment(out, 5, 0, kTextAddress, kPage, kPage);
    put_segment(out, 6, 2 * kPage, kDataAddress, data.size(), data.size() + kZeros);
    out.text.resize(2 * kPage);
    out.text += data;
    out.text += kNames;
    if (named) {
      put_section(out, 0, 0, 0, 0, 0, 0);
      put_section(out, 1, 1, 6, kTextAddress, 0, kPage);
      put_section(out, 7, 1, 3, kDataAddress, 2 * kPage, data.size());
      put_section(out, 21, 8, 3, kDataAddress + data.size(), 0, kZeros);
      put_section(out, 0, 3, 0, 0, 2 * kPage + data.size(), kNames.size());
    }
    return out.text;
  }

 private:
  void put_segment(Bytes& out, unsigned flags, std::uint64_t offset, std::uint64_t address, std::uint64_t file_size,
                   std::uint64_t memory_size) const {
    const std::size_t word = wide ? 8 : 4;
    out.put(1, 4);
    if (wide) {
      out.put(flags, 4);
    }
    out.put(offset, word).put(address, word).put(address, word).put(file_size, word).put(memory_size, word);
    if (!wide) {
      out.put(flags, 4);
    }
    out.put(kPage, word);
  }

  void put_section(Bytes& out, unsigned name, unsigned section_type, std::uint64_t flags, std::uint64_t address,
                   std::uint64_t offset, std::uint64_t size) const {
    const std::size_t word = wide ? 8 : 4;
    out.put(name, 4).put(section_type, 4).put(flags, word).put(address, word).put(offset, word).put(size, word);
    out.put(0, 4).put(0, 4).put(1, word).put(0, word);
  }
};

inline ReadAt reader_of(const std::string& bytes) {
  return [bytes](std::uint64_t offset, std::uint64_t length) {
    return offset >= bytes.size() ? std::string() : bytes.substr(offset, length);
  };
}

// The build information of Go 1.18 and later: a header, and two strings behind it.
inline std::string inline_build_info(std::string_view version, std::string_view modules) {
  const auto with_length = [](std::string_view text) {
    std::string out;
    std::size_t length = text.size();
    for (; length >= 0x80; length >>= 7U) {
      out += static_cast<char>(0x80U | (length & 0x7fU));
    }
    return out + static_cast<char>(length) + std::string(text);
  };
  const std::string marked =
      modules.empty() ? std::string() : std::string(16, '<') + std::string(modules) + std::string(16, '>');
  return std::string("\xff Go buildinf:\x08\x02") + std::string(16, '\0') + with_length(version) + with_length(marked);
}

}  // namespace goescape::test
