#include "parse/listing_line.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace goescape {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// The name in front of `<1>`, by which -S=2 tells ABIs apart.
std::string_view without_abi(std::string_view name) {
  if (!name.ends_with('>')) {
    return name;
  }
  const std::size_t open = name.rfind('<');
  const bool is_abi = open != std::string_view::npos && open + 2 < name.size() && is_digit(name[open + 1]);
  return is_abi || name.ends_with("<>") ? name.substr(0, open) : name;
}

// Whether this is a kind of symbol (cmd/internal/objabi.SymKind) and what is said of it, up to its size.
bool is_kind(std::string_view text) { return text.size() > 2 && text[0] == 'S' && text[1] >= 'A' && text[1] <= 'Z'; }

// Where the address and the number of an instruction end; 0 for other lines. `line` begins with "\t0x".
std::size_t end_of_numbers(std::string_view line) {
  // Nearly all have four digits and five.
  constexpr std::size_t kUsual = 15;
  if (line.size() > kUsual && line[kUsual - 1] == '(' && line[kUsual - 2] == ' ' && is_digit(line[kUsual - 3]) &&
      line[7] == ' ') {
    return kUsual;
  }
  constexpr std::size_t kAddress = 3;  // Behind "\t0x".
  std::size_t at = kAddress;
  while (at < line.size() && is_hex_digit(line[at])) {
    ++at;
  }
  const std::size_t number = at + 1;
  for (at = number; at < line.size() && is_digit(line[at]);) {
    ++at;
  }
  const bool is_instruction = at > number && at + 2 < line.size() && line[at] == ' ' && line[at + 1] == '(';
  return is_instruction ? at + 2 : 0;
}

// Where the position ends that begins at `begin`. The name of a file may hold brackets; the line number in front of the
// right one does not.
std::size_t end_of_position(std::string_view line, std::size_t begin) {
  std::size_t close = line.find(')', begin);
  while (close != std::string_view::npos && (close + 1 == line.size() || line[close + 1] != '\t' ||
                                             (!is_digit(line[close - 1]) && line[close - 1] != ']'))) {
    close = line.find(')', close + 1);
  }
  return close;
}

// Behind a position that a line directive gave stands where it really is: "grammar.y:70[example.com/m/a.go:4]".
std::string_view without_real_position(std::string_view position) {
  if (!position.ends_with(']')) {
    return position;
  }
  for (std::size_t at = position.find('['); at != std::string_view::npos; at = position.find('[', at + 1)) {
    if (at != 0 && is_digit(position[at - 1])) {
      return position.substr(0, at);
    }
  }
  return position;
}

std::optional<unsigned> hex_byte(std::string_view text) {
  unsigned value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> little_endian(std::string_view bytes) {
  constexpr std::size_t kWidth = 3;  // Of a byte: two digits and a space.
  std::uint64_t value = 0;
  for (std::size_t byte = 8; byte-- > 0;) {
    const auto digits = hex_byte(bytes.substr(byte * kWidth, 2));
    if (!digits) {
      return std::nullopt;
    }
    value = value << 8U | *digits;
  }
  return value;
}

}  // namespace

bool is_listing_line(std::string_view line) {
  constexpr std::size_t kDigit = 3;
  const bool is_hex = line.starts_with("\t0x") && line.size() > kDigit && is_hex_digit(line[kDigit]);
  return is_hex || line.starts_with("\trel ") || parse_listing_symbol(line).has_value();
}

std::optional<ListingSymbol> parse_listing_symbol(std::string_view line) {
  // Word for word from the end, where nearly all other lines show at once that they are none: behind the kind stand its
  // flags, "size=24" and, of functions, "align=0x0" and the like or "leaf". The name in front may hold spaces.
  bool has_size = false;
  for (std::size_t end = line.size(); end != 0;) {
    const std::size_t space = line.rfind(' ', end - 1);
    if (space == std::string_view::npos) {
      break;
    }
    const std::string_view word = line.substr(space + 1, end - space - 1);
    if (!has_size) {
      has_size = word.starts_with("size=");
      if (word != "leaf" && word.find('=') == std::string_view::npos) {
        break;
      }
    } else if (is_kind(word)) {
      return ListingSymbol{without_abi(line.substr(0, space)), word.starts_with("STEXT")};
    }
    end = space;
  }
  return std::nullopt;
}

std::optional<ListingInstruction> parse_listing_instruction(std::string_view line) {
  const std::size_t position = line.starts_with("\t0x") ? end_of_numbers(line) : 0;
  const std::size_t close = position == 0 ? std::string_view::npos : end_of_position(line, position);
  if (close == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view text = line.substr(close + 2);
  const std::size_t tab = std::min(text.find('\t'), text.size());
  return ListingInstruction{without_real_position(line.substr(position, close - position)), text.substr(0, tab),
                            text.substr(std::min(tab + 1, text.size()))};
}

std::string_view symbol_of(std::string_view operands) {
  const std::size_t end = operands.find("(SB)");
  if (end == std::string_view::npos) {
    return {};
  }
  std::string_view symbol = operands.substr(0, end);
  if (symbol.starts_with('$')) {
    return symbol.substr(1);
  }
  // RISC-V names the register for the way back first: "X1, runtime.newobject(SB)".
  const std::size_t register_end = symbol.find(", ");
  const bool has_register = symbol.starts_with('X') && register_end != std::string_view::npos &&
                            std::all_of(symbol.begin() + 1, symbol.begin() + static_cast<std::ptrdiff_t>(register_end),
                                        [](char c) { return is_digit(c); });
  return has_register ? symbol.substr(register_end + 2) : symbol;
}

std::optional<ListedType> parse_listed_type(std::string_view line) {
  constexpr std::string_view kStart = "\t0x0000 ";
  constexpr std::size_t kWord = 24;  // Eight bytes: two digits and a space each.
  if (!line.starts_with(kStart) || line.size() < kStart.size() + 2 * kWord) {
    return std::nullopt;
  }
  const auto bytes = little_endian(line.substr(kStart.size(), kWord));
  const auto pointer_bytes = little_endian(line.substr(kStart.size() + kWord, kWord));
  if (!bytes || !pointer_bytes) {
    return std::nullopt;
  }
  return ListedType{*bytes, *pointer_bytes};
}

}  // namespace goescape
