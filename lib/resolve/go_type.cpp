#include "resolve/go_type.h"

#include <utility>

namespace goescape {
namespace {

// `T`, `pkg.T`, `T[arguments]`.
TypeRef read_name(GoTokens& tokens) {
  TypeRef named{TypeShape::kNamed, {}, tokens.at().text};
  tokens.pass();
  if (tokens.is(GoToken::kDot) && tokens.is(GoToken::kIdentifier, 1)) {
    named.package = std::exchange(named.name, tokens.at(1).text);
    tokens.pass(2);
  }
  if (tokens.is(GoToken::kOpenBracket)) {
    tokens.pass_balanced();
  }
  return named;
}

TypeRef pointer_to(const TypeRef& type) {
  return type.shape == TypeShape::kNamed ? TypeRef{TypeShape::kPointer, type.package, type.name}
                                         : TypeRef{TypeShape::kPointer, {}, {}};
}

TypeShape shape_of_bracket(const GoTokens& tokens) {
  return tokens.is(GoToken::kCloseBracket, 1) ? TypeShape::kSlice : TypeShape::kArray;
}

// Passes one part of a type that is built from other types, which goes on to the right; kUnknown at a part that ends
// it. So a loop is enough, whatever the bytes are.
TypeShape pass_part(GoTokens& tokens) {
  switch (tokens.at().kind) {
    case GoToken::kOpenBracket: {
      const TypeShape shape = shape_of_bracket(tokens);
      tokens.pass_balanced();
      return shape;
    }
    case GoToken::kDot:  // `...T`
      tokens.pass(3);
      return TypeShape::kSlice;
    case GoToken::kMap:
      tokens.pass();
      tokens.pass_balanced();
      return TypeShape::kMap;
    case GoToken::kArrow:
    case GoToken::kChan:
      tokens.pass();
      return TypeShape::kChan;
    case GoToken::kFunc:
      tokens.pass();
      tokens.pass(tokens.is(GoToken::kOpenParen) ? tokens.behind_balanced(0) : 0);
      return TypeShape::kFunc;
    default:
      return TypeShape::kUnknown;
  }
}

// The part that ends a type: a name, the braces of a struct or an interface, something in parentheses.
TypeRef read_end(GoTokens& tokens) {
  switch (tokens.at().kind) {
    case GoToken::kIdentifier:
      return read_name(tokens);
    case GoToken::kStruct:
    case GoToken::kInterface: {
      const bool structure = tokens.is(GoToken::kStruct);
      tokens.pass();
      tokens.pass(tokens.is(GoToken::kOpenBrace) ? tokens.behind_balanced(0) : 0);
      return {structure ? TypeShape::kStruct : TypeShape::kInterface, {}, {}};
    }
    case GoToken::kOpenParen:
      tokens.pass_balanced();
      return {};
    default:
      return {};
  }
}

}  // namespace

TypeRef read_type(GoTokens& tokens) {
  std::size_t stars = 0;
  while (tokens.pass_if(GoToken::kStar)) {
    ++stars;
  }
  const TypeShape outer = pass_part(tokens);
  bool more = outer != TypeShape::kUnknown;
  while (more) {
    more = pass_part(tokens) != TypeShape::kUnknown || tokens.pass_if(GoToken::kStar);
  }
  const TypeRef end = read_end(tokens);
  if (stars > 1 || (stars == 1 && outer != TypeShape::kUnknown)) {
    return {TypeShape::kPointer, {}, {}};
  }
  if (outer != TypeShape::kUnknown) {
    return {outer, {}, {}};
  }
  return stars == 0 ? end : pointer_to(end);
}

TypeRef type_of_value(GoTokens& tokens) {
  if (tokens.is_word("&")) {
    tokens.pass();
    const TypeRef named = tokens.is(GoToken::kIdentifier) ? read_name(tokens) : TypeRef{};
    return tokens.is(GoToken::kOpenBrace) && !named.name.empty() ? pointer_to(named) : TypeRef{};
  }
  if ((tokens.is_word("make") || tokens.is_word("new")) && tokens.is(GoToken::kOpenParen, 1)) {
    const bool made = tokens.is_word("make");
    tokens.pass(2);
    const TypeRef written = read_type(tokens);
    return made ? written : pointer_to(written);
  }
  if (tokens.is(GoToken::kIdentifier)) {
    const TypeRef named = read_name(tokens);
    return tokens.is(GoToken::kOpenBrace) ? named : TypeRef{};
  }
  const bool literal = tokens.is(GoToken::kMap) || tokens.is(GoToken::kOpenBracket) || tokens.is(GoToken::kFunc);
  return literal ? read_type(tokens) : TypeRef{};
}

}  // namespace goescape
