#include "parse/elf_file.h"

#include <elf.h>

#include <string>

#include "catch.h"
#include "elf_builder.h"

using namespace goescape;
using test::ElfBuilder;
using test::reader_of;

namespace {

ElfBuilder builder_of(bool wide, bool big_endian) {
  ElfBuilder builder;
  builder.data = "0123456789";
  builder.wide = wide;
  builder.big_endian = big_endian;
  return builder;
}

std::string complaint_about(const std::string& bytes) {
  const auto file = parse_elf(reader_of(bytes));
  return file ? std::string() : file.error().message;
}

}  // namespace

TEST_CASE("segments and sections are read in both widths and byte orders", "[elf]") {
  const bool wide = GENERATE(true, false);
  const bool big_endian = GENERATE(true, false);
  const std::string bytes = builder_of(wide, big_endian).build();
  const auto file = parse_elf(reader_of(bytes));
  REQUIRE(file);
  CHECK(file->wide == wide);
  CHECK(file->big_endian == big_endian);
  CHECK_FALSE(file->movable);
  CHECK(file->machine == EM_X86_64);
  REQUIRE(file->segments.size() == 2);
  CHECK(file->segments[0].executable);
  CHECK_FALSE(file->segments[0].writable);
  CHECK(file->segments[0].address == ElfBuilder::kTextAddress);
  CHECK(file->segments[1].writable);
  CHECK(file->segments[1].offset == 2 * ElfBuilder::kPage);
  CHECK(file->segments[1].file_size == 10);
  CHECK(file->segments[1].memory_size == 10 + ElfBuilder::kZeros);
  REQUIRE(file->sections.size() == 3);
  CHECK(file->sections[0].name == ".text");
  CHECK(file->sections[1].name == ".go.buildinfo");
  CHECK(file->sections[1].size == 10);
  CHECK(file->sections[1].in_file);
  CHECK(file->sections[2].name == ".bss");
  CHECK_FALSE(file->sections[2].in_file);
}

TEST_CASE("bytes are found by their address, to the end of the segment", "[elf]") {
  const std::string bytes = builder_of(true, false).build();
  const auto file = parse_elf(reader_of(bytes));
  REQUIRE(file);
  const auto at = [&](std::uint64_t address, std::uint64_t most) {
    return file->bytes_at(reader_of(bytes), address, most);
  };
  CHECK(at(ElfBuilder::kDataAddress, 4) == "0123");
  CHECK(at(ElfBuilder::kDataAddress + 8, 100) == "89");
  CHECK(at(ElfBuilder::kDataAddress + 10, 1).empty());
  CHECK(at(ElfBuilder::kDataAddress - 1, 1).empty());
  CHECK(at(UINT64_MAX, 1).empty());
  CHECK(at(ElfBuilder::kDataAddress + 1, UINT64_MAX) == "123456789");
}

TEST_CASE("a program without sections still has segments", "[elf]") {
  ElfBuilder builder = builder_of(true, false);
  builder.named = false;
  builder.type = ET_DYN;
  const auto file = parse_elf(reader_of(builder.build()));
  REQUIRE(file);
  CHECK(file->movable);
  CHECK(file->segments.size() == 2);
  CHECK(file->sections.empty());
}

TEST_CASE("what is no program is told as such", "[elf]") {
  CHECK(complaint_about("") == "it is no ELF file");
  CHECK(complaint_about("#!/bin/sh\nexit 1\n") == "it is no ELF file");
  std::string bytes = builder_of(true, false).build();
  CHECK(complaint_about(bytes.substr(0, 40)) == "it ends within its ELF header");
  CHECK(complaint_about(bytes.substr(0, 100)) == "its table of segments is not there; the file is cut off or damaged");
  bytes[4] = 7;
  CHECK(complaint_about(bytes) == "it is an ELF file of neither 32 nor 64 bits");
  bytes[5] = 0;
  CHECK(complaint_about(bytes) == "it is an ELF file in a byte order that is not known");
}

TEST_CASE("wherever a program is cut off, it is read as far as it goes or refused", "[elf]") {
  const std::string bytes = builder_of(true, false).build();
  for (std::size_t length = 0; length < bytes.size(); length += 13) {
    const auto file = parse_elf(reader_of(bytes.substr(0, length)));
    CHECK((!file || file->segments.size() == 2));
  }
}

TEST_CASE("segments that cannot be are left out", "[elf]") {
  std::string bytes = builder_of(true, false).build();
  bytes[64 + 16 + 7] = '\xff';  // The address of the first segment: its end is behind all memory.
  bytes[64 + 40 + 7] = '\x7f';  // Its size.
  const auto file = parse_elf(reader_of(bytes));
  REQUIRE(file);
  REQUIRE(file->segments.size() == 1);
  CHECK(file->segments[0].writable);
}
