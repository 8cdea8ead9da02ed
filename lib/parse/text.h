// Searching in texts that hold Go source: what stands inside string literals does not count.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace goescape {

// Where `needle` begins first outside of Go string, rune and raw string literals; std::string_view::npos when there is
// no such place. Where the compiler cut a literal short (Go 1.22 on prints 72 characters and no closing quote), all
// that follows its opening quote is inside.
std::size_t find_outside_literals(std::string_view text, std::string_view needle);

// True when a raw string literal is open at the end of `text`: its next lines belong to it. `inside` says that one is
// open where `text` begins.
bool ends_in_raw_literal(std::string_view text, bool inside);

// Where `needle` begins first outside of (), [] and {}; std::string_view::npos when there is no such place. Behind a
// bracket without its partner nothing is outside.
std::size_t find_outside_brackets(std::string_view text, std::string_view needle);

// The part of `text` between a prefix and a suffix that it must have; nothing when it lacks one of them.
constexpr std::optional<std::string_view> between(std::string_view text, std::string_view prefix,
                                                  std::string_view suffix) {
  if (text.size() < prefix.size() + suffix.size() || !text.starts_with(prefix) || !text.ends_with(suffix)) {
    return std::nullopt;
  }
  return text.substr(prefix.size(), text.size() - prefix.size() - suffix.size());
}

}  // namespace goescape
