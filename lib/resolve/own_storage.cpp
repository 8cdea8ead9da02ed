#include "resolve/own_storage.h"

#include <algorithm>
#include <array>

#include "resolve/step_text.h"

namespace goescape {
namespace {

// Up to Go 1.15 literals are printed as `[]T literal`.
bool is_literal(std::string_view text) { return text.ends_with('}') || text.ends_with(" literal"); }

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_constant(std::string_view text) {
  return text.starts_with('"') || text.starts_with('\'') || text.starts_with('`') || is_digit(text.front()) ||
         (text.front() == '-' && text.size() > 1 && is_digit(text[1]));
}

constexpr std::array<std::string_view, 16> kNumbers{
    "int",    "int8",   "int16",   "int32",   "int64",   "uint",      "uint8",      "uint16",
    "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "bool"};

constexpr std::array<std::string_view, 11> kBuiltins{"len", "cap",  "real", "imag",    "complex", "min",
                                                     "max", "copy", "new",  "recover", "make"};

template <typename Names>
bool is_one_of(const Names& names, std::string_view text) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

// `int` of `go.shape.int`.
std::string_view without_shape(std::string_view type) {
  constexpr std::string_view kShape = "go.shape.";
  return type.starts_with(kShape) ? type.substr(kShape.size()) : type;
}

// A conversion looks like a call with one argument.
OwnStorage of_call(std::string_view text, std::string_view callee) {
  const std::string_view arguments = arguments_of(text);
  const bool bytes = callee.starts_with("([]");
  const bool conversion =
      !arguments.empty() && listed_parts(arguments).size() == 1 && (bytes || !is_constant(arguments));
  return conversion && !is_one_of(kNumbers, without_shape(callee)) && !is_one_of(kBuiltins, callee)
             ? OwnStorage::kIfText
             : OwnStorage::kNone;
}

}  // namespace

OwnStorage own_storage(std::string_view expression) {
  constexpr std::array<std::string_view, 8> kAlways{"&",      "new(", "make(",        "func literal",
                                                    "append", "map[", "... argument", "[]"};
  if (expression.empty() || std::any_of(kAlways.begin(), kAlways.end(),
                                        [&](std::string_view begin) { return expression.starts_with(begin); })) {
    return OwnStorage::kAlways;
  }
  if (is_sum(expression)) {
    return OwnStorage::kIfText;
  }
  if (is_constant(expression) || is_literal(expression)) {
    return OwnStorage::kNone;
  }
  if (const std::string_view callee = callee_of(expression); !callee.empty()) {
    return of_call(expression, callee);
  }
  return selected(expression).size() > 1 ? OwnStorage::kIfMethod : OwnStorage::kNone;
}

}  // namespace goescape
