#include "parse/shape.h"

#include <array>

namespace goescape {
namespace {

constexpr std::string_view kShape = "go.shape.";

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '/' || c == '-' || c == '~' || static_cast<unsigned char>(c) >= 0x80;
}

// The position behind the bracket that closes the one at `open`; the end of the text when it does not close.
std::size_t behind_brackets(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

std::size_t behind_type(std::string_view text, std::size_t at);

// A parameter list and what follows it as a result; `at` stands on the opening parenthesis.
std::size_t behind_signature(std::string_view text, std::size_t at) {
  at = behind_brackets(text, at);
  if (at + 1 < text.size() && text[at] == ' ' && text[at + 1] == '(') {
    return behind_brackets(text, at + 1);
  }
  return at + 1 < text.size() && text[at] == ' ' &&
                 (is_name_byte(text[at + 1]) || text[at + 1] == '*' || text[at + 1] == '[')
             ? behind_type(text, at + 1)
             : at;
}

// A name, with the type arguments that may follow it.
std::size_t behind_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_name_byte(text[at])) {
    ++at;
  }
  return at < text.size() && text[at] == '[' ? behind_brackets(text, at) : at;
}

// The position behind the Go type that begins at `at`.
std::size_t behind_type(std::string_view text, std::size_t at) {
  constexpr std::string_view kFirstOfOthers = "*<[cmfsi";
  if (at < text.size() && kFirstOfOthers.find(text[at]) == std::string_view::npos) {
    return behind_name(text, at);
  }
  constexpr std::array<std::string_view, 4> kPrefixes{"*", "chan<- ", "<-chan ", "chan "};
  for (const std::string_view prefix : kPrefixes) {
    if (text.substr(at).starts_with(prefix)) {
      return behind_type(text, at + prefix.size());
    }
  }
  const std::string_view rest = text.substr(at);
  if (rest.starts_with('[')) {
    return behind_type(text, behind_brackets(text, at));
  }
  if (rest.starts_with("map[")) {
    return behind_type(text, behind_brackets(text, at + 3));
  }
  if (rest.starts_with("func(")) {
    return behind_signature(text, at + 4);
  }
  for (const std::string_view braced : {std::string_view("struct {"), std::string_view("interface {")}) {
    if (rest.starts_with(braced)) {
      return behind_brackets(text, at + braced.size() - 1);
    }
  }
  return behind_name(text, at);
}

// Go 1.18 and 1.19 number the shapes of a function: `_0` behind the type.
std::size_t behind_number(std::string_view text, std::size_t at) {
  std::size_t digit = at + 1;
  while (at < text.size() && text[at] == '_' && digit < text.size() && text[digit] >= '0' && text[digit] <= '9') {
    ++digit;
  }
  return digit > at + 1 ? digit : at;
}

}  // namespace

bool names_shape(std::string_view text) { return text.find(kShape) != std::string_view::npos; }

std::string without_shapes(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t shape = text.find(kShape); shape != std::string_view::npos; shape = text.find(kShape, at)) {
    result += text.substr(at, shape - at);
    result += "go.shape";
    at = behind_number(text, behind_type(text, shape + kShape.size()));
  }
  result += text.substr(at);
  return result;
}

std::string without_type_arguments(std::string_view function) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = function.find('['); open != std::string_view::npos; open = function.find('[', at)) {
    result += function.substr(at, open - at);
    result += "[...]";
    at = behind_brackets(function, open);
  }
  result += function.substr(std::min(at, function.size()));
  return result;
}

}  // namespace goescape
