#include "parse/go_build_info.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "parse/go_string.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kMagic = "\xff Go buildinf:";
constexpr std::uint64_t kHeader = 32;
constexpr std::uint64_t kAlignment = 16;
constexpr std::uint64_t kMostSearched = std::uint64_t{64} << 10U;  // The linker puts it at the beginning.
constexpr std::uint64_t kMostText = std::uint64_t{16} << 20U;  // Of one string; a module list of thousands has 1 MB.
constexpr std::size_t kShownOfLine = 60;

Error not_go() { return {Failure::kInput, "it has no build information of Go"}; }

// Where to look, as address and length.
std::pair<std::uint64_t, std::uint64_t> searched_place(const ElfFile& file) {
  for (const ElfSection& section : file.sections) {
    if (section.name == ".go.buildinfo") {
      return {section.address, section.size};
    }
  }
  for (const ElfSegment& segment : file.segments) {
    if (segment.writable && !segment.executable) {
      return {segment.address, segment.file_size};
    }
  }
  return {0, 0};
}

// The address of the header.
std::optional<std::uint64_t> find_header(const ElfFile& file, const ReadAt& read) {
  const auto [address, size] = searched_place(file);
  const std::string bytes = file.bytes_at(read, address, std::min(size, kMostSearched));
  for (std::size_t at = bytes.find(kMagic); at != std::string::npos; at = bytes.find(kMagic, at + 1)) {
    if ((address + at) % kAlignment == 0 && bytes.size() - at >= kHeader) {
      return address + at;
    }
  }
  return std::nullopt;
}

std::uint64_t number(std::string_view bytes, bool big_endian) {
  std::uint64_t value = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::size_t next = big_endian ? at : bytes.size() - 1 - at;
    value = value << 8U | static_cast<unsigned char>(bytes[next]);
  }
  return value;
}

// A string behind its length, which is an unsigned LEB128. Moves `address` behind it.
std::optional<std::string> inline_string(const ElfFile& file, const ReadAt& read, std::uint64_t& address) {
  constexpr std::uint64_t kLongestLength = 10;
  const std::string bytes = file.bytes_at(read, address, kLongestLength);
  std::uint64_t length = 0;
  std::size_t used = 0;
  for (bool more = true; more; ++used) {
    if (used == bytes.size() || used == kLongestLength - 1) {
      return std::nullopt;
    }
    const auto byte = static_cast<unsigned char>(bytes[used]);
    length |= std::uint64_t{byte & 0x7FU} << (7 * used);
    more = (byte & 0x80U) != 0;
  }
  if (length > kMostText) {
    return std::nullopt;
  }
  std::string text = file.bytes_at(read, address + used, length);
  address += used + length;
  return text.size() == length ? std::optional(std::move(text)) : std::nullopt;
}

// A string to which the pointer at the beginning of `pointer` leads: to its address and length in words of that size.
std::optional<std::string> string_behind(const ElfFile& file, const ReadAt& read, std::string_view pointer,
                                         bool big_endian) {
  const std::string header = file.bytes_at(read, number(pointer, big_endian), 2 * pointer.size());
  if (header.size() != 2 * pointer.size()) {
    return std::nullopt;
  }
  const std::string_view words = header;
  const std::uint64_t length = number(words.substr(pointer.size()), big_endian);
  if (length > kMostText) {
    return std::nullopt;
  }
  std::string text = file.bytes_at(read, number(words.substr(0, pointer.size()), big_endian), length);
  return text.size() == length ? std::optional(std::move(text)) : std::nullopt;
}

struct RawInfo {
  std::optional<std::string> version;
  std::optional<std::string> modules;
};

RawInfo read_raw(const ElfFile& file, const ReadAt& read, std::uint64_t address) {
  constexpr unsigned kBigEndian = 1;
  constexpr unsigned kInline = 2;
  const std::string bytes = file.bytes_at(read, address, kHeader);
  if (bytes.size() != kHeader) {
    return {};
  }
  const std::string_view header = bytes;
  const unsigned flags = static_cast<unsigned char>(header[15]);
  RawInfo raw;
  if ((flags & kInline) != 0) {
    address += kHeader;
    raw.version = inline_string(file, read, address);
    raw.modules = raw.version ? inline_string(file, read, address) : std::nullopt;
    return raw;
  }
  const std::size_t pointer = static_cast<unsigned char>(header[14]);
  if (pointer == 4 || pointer == 8) {
    const bool big_endian = (flags & kBigEndian) != 0;
    raw.version = string_behind(file, read, header.substr(16, pointer), big_endian);
    raw.modules = string_behind(file, read, header.substr(16 + pointer, pointer), big_endian);
  }
  return raw;
}

// The lines stand between two marks of 16 bytes (cmd/go/internal/modload, infoStart and infoEnd).
std::string_view without_marks(std::string_view text) {
  constexpr std::size_t kMark = 16;
  return text.size() >= 2 * kMark + 1 && text[text.size() - kMark - 1] == '\n'
             ? text.substr(kMark, text.size() - 2 * kMark)
             : std::string_view();
}

bool take_prefix(std::string_view& line, std::string_view prefix) {
  const bool has = line.starts_with(prefix);
  line.remove_prefix(has ? prefix.size() : 0);
  return has;
}

bool begins_quoted(std::string_view text) { return text.starts_with('"') || text.starts_with('`'); }

// "-gcflags=-m", "\"-ldflags\"=\"-X 'a=b c'\"".
bool read_setting(std::string_view text, GoBuildInfo& info) {
  const std::size_t quoted = go_string_length(text);
  const std::size_t equals = begins_quoted(text) ? quoted : text.find('=');
  if (equals == 0 || equals >= text.size() || text[equals] != '=') {
    return false;
  }
  const std::string_view value = text.substr(equals + 1);
  const auto name =
      quoted != 0 ? unquoted_go_string(text.substr(0, equals)) : std::optional<std::string>(text.substr(0, equals));
  const auto meant = begins_quoted(value) ? unquoted_go_string(value) : std::optional<std::string>(value);
  if (name && meant) {
    info.settings.emplace_back(*name, *meant);
  }
  return name && meant;
}

bool read_line(std::string_view line, GoBuildInfo& info) {
  if (take_prefix(line, "path\t")) {
    info.package = line;
  } else if (take_prefix(line, "mod\t")) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      return false;
    }
    const std::string_view version = line.substr(tab + 1);
    info.main = {std::string(line.substr(0, tab)), std::string(version.substr(0, version.find('\t')))};
  } else if (take_prefix(line, "build\t")) {
    return read_setting(line, info);
  }
  return true;
}

}  // namespace

Result<GoBuildInfo> parse_module_lines(std::string_view text) {
  GoBuildInfo info;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    if (!read_line(text.substr(0, end), info)) {
      return fail(Failure::kInput, fmt::format("its build information of Go is damaged: {}",
                                               shorten_middle(escaped(text.substr(0, end)), kShownOfLine)));
    }
    text.remove_prefix(end + 1);
  }
  return info;
}

Result<GoBuildInfo> parse_go_build_info(const ElfFile& file, const ReadAt& read) {
  const auto header = find_header(file, read);
  if (!header) {
    return tl::unexpected(not_go());
  }
  const RawInfo raw = read_raw(file, read, *header);
  if (!raw.version || raw.version->empty()) {
    return fail(Failure::kInput, "its build information of Go is damaged");
  }
  auto info = parse_module_lines(without_marks(raw.modules.value_or("")));
  if (info) {
    info->go_version = *raw.version;
  }
  return info;
}

}  // namespace goescape
