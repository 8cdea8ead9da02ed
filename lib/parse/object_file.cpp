#include "parse/object_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <optional>

namespace goescape {
namespace {

// The bytes from `offset` on; empty where there are not so many. Offsets in files are 32 bits wide, so sums of a few
// fit.
std::string_view part(std::string_view bytes, std::uint64_t offset, std::uint64_t length) {
  const bool inside = offset <= bytes.size() && length <= bytes.size() - offset;
  return inside ? bytes.substr(offset, length) : std::string_view();
}

// Little-endian; 0 for no bytes.
std::uint64_t number(std::string_view bytes) {
  return std::accumulate(bytes.rbegin(), bytes.rend(), std::uint64_t{0},
                         [](std::uint64_t value, char byte) { return value << 8U | static_cast<unsigned char>(byte); });
}
std::uint64_t number32(std::string_view bytes, std::uint64_t offset) { return number(part(bytes, offset, 4)); }

std::string_view without_padding(std::string_view field) {
  return field.substr(0, std::min(field.find(' '), field.size()));
}

// What the archive holds under this name.
std::string_view member_of(std::string_view archive, std::string_view name) {
  constexpr std::string_view kMagic = "!<arch>\n";
  constexpr std::uint64_t kHeader = 60;  // Name, 16 wide; at 48 the size, 10 wide; at 58 "`\n".
  if (!archive.starts_with(kMagic)) {
    return {};
  }
  for (std::uint64_t at = kMagic.size();;) {
    const std::string_view header = part(archive, at, kHeader);
    const std::string_view digits = without_padding(part(header, 48, 10));
    std::uint64_t size = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (!header.ends_with("`\n") || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
      return {};
    }
    if (without_padding(header.substr(0, 16)) == name) {
      return part(archive, at + kHeader, size);
    }
    at += kHeader + size + size % 2;
  }
}

// The object file in a member, behind a few lines of text; empty when it has a format that is not known.
std::string_view object_in(std::string_view member) {
  constexpr std::string_view kEndOfText = "\n!\n";
  constexpr std::array<std::string_view, 2> kMagics{{{"\0go120ld", 8}, {"\0go118ld", 8}}};
  const std::size_t end = member.find(kEndOfText);
  const std::string_view object =
      end == std::string_view::npos ? std::string_view() : member.substr(end + kEndOfText.size());
  const bool known = std::any_of(kMagics.begin(), kMagics.end(),
                                 [&](const std::string_view magic) { return object.starts_with(magic); });
  return known ? object : std::string_view();
}

// Blocks of an object file, by their place in the table of offsets.
enum class Block : std::uint8_t { kSymbols = 3, kReferences = 7, kDataIndex = 13, kData = 16 };

std::uint64_t offset_of(std::string_view object, Block block) {
  constexpr std::uint64_t kTable = 8 + 8 + 4;  // Behind magic, fingerprint and flags.
  return number32(object, kTable + 4 * static_cast<std::uint64_t>(block));
}

// "T" in the name of the data of a type: `type:PACKAGE.T`, up to Go 1.19 `type.PACKAGE.T`. Empty for other symbols.
std::string_view type_in_symbol(std::string_view symbol, std::string_view package) {
  constexpr std::size_t kPrefix = 5;
  const bool is_type = symbol.starts_with("type:") || symbol.starts_with("type.");
  if (!is_type || !symbol.substr(kPrefix).starts_with(package)) {
    return {};
  }
  symbol.remove_prefix(kPrefix + package.size());
  return symbol.starts_with('.') ? symbol.substr(1) : std::string_view();
}

// The data of the symbol with this number.
std::string_view data_of(std::string_view object, std::uint64_t symbol) {
  const std::uint64_t index = offset_of(object, Block::kDataIndex) + 4 * symbol;
  const std::uint64_t begin = number32(object, index);
  const std::uint64_t end = number32(object, index + 4);
  return end < begin ? std::string_view() : part(object, offset_of(object, Block::kData) + begin, end - begin);
}

// The first two words of a type, if they can be what they should.
std::optional<ListedType> size_in(std::string_view data) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 50U;  // cmd/compile/internal/amd64, MAXWIDTH.
  const std::string_view words = part(data, 0, 16);
  const ListedType type{number(words.substr(0, words.size() / 2)), number(words.substr(words.size() / 2))};
  const bool possible = !words.empty() && type.bytes <= kMost && type.pointer_bytes <= type.bytes;
  return possible ? std::optional(type) : std::nullopt;
}

}  // namespace

std::vector<ObjectType> parse_object_types(std::string_view archive, std::string_view package) {
  constexpr std::uint64_t kRecord = 21;  // Name (length and offset), ABI, type, two flags, size, alignment.
  const std::string_view object = object_in(member_of(archive, "_go_.o"));
  const std::uint64_t begin = offset_of(object, Block::kSymbols);
  // Four blocks of symbols stand one behind the other, and are numbered through.
  const std::uint64_t end = std::min<std::uint64_t>(offset_of(object, Block::kReferences), object.size());
  std::vector<ObjectType> types;
  for (std::uint64_t symbol = 0; begin + (symbol + 1) * kRecord <= end; ++symbol) {
    const std::uint64_t record = begin + symbol * kRecord;
    const std::string_view name = part(object, number32(object, record + 4), number32(object, record));
    const std::string_view type = type_in_symbol(name, package);
    if (type.empty()) {
      continue;
    }
    if (const auto size = size_in(data_of(object, symbol))) {
      types.push_back({type, *size});
    }
  }
  return types;
}

}  // namespace goescape
