#include "resolve/go_tokens.h"

#include <algorithm>

namespace goescape {
namespace {

const GoTokens::Token kNone;

bool opens(GoToken kind) {
  return kind == GoToken::kOpenParen || kind == GoToken::kOpenBracket || kind == GoToken::kOpenBrace;
}

bool closes(GoToken kind) {
  return kind == GoToken::kCloseParen || kind == GoToken::kCloseBracket || kind == GoToken::kCloseBrace;
}

}  // namespace

GoTokens::GoTokens(std::string_view source, Bodies bodies) {
  constexpr std::size_t kBytesOfToken = 6;  // With the blanks behind it, as code mostly has them.
  tokens_.reserve(source.size() / (bodies == Bodies::kRead ? kBytesOfToken : 4 * kBytesOfToken));
  GoLexer lexer(source);
  do {
    lexer.advance();
    push(lexer);
    if (bodies == Bodies::kSkipped && opens_body()) {
      lexer.pass_block();
      push(lexer);
    }
  } while (lexer.token() != GoToken::kEnd);
}

void GoTokens::push(const GoLexer& lexer) {
  const bool literal = lexer.token() == GoToken::kLiteral;
  tokens_.push_back({lexer.token(), lexer.text(), literal ? lexer.end() : lexer.begin(), lexer.end()});
}

bool GoTokens::opens_body() const {
  const Token& before = tokens_[tokens_.size() < 2 ? 0 : tokens_.size() - 2];
  if (tokens_.back().kind == GoToken::kOpenBrace) {
    return before.kind != GoToken::kStruct && before.kind != GoToken::kInterface;
  }
  return tokens_.back().kind == GoToken::kOpenParen && before.text == "const";
}

const GoTokens::Token& GoTokens::before(std::size_t back) const {
  return position_ > back ? tokens_[position_ - back - 1] : kNone;
}

bool GoTokens::pass_if(GoToken kind) {
  const bool here = is(kind);
  pass(here ? 1 : 0);
  return here;
}

std::size_t GoTokens::behind_balanced(std::size_t ahead) const {
  std::size_t depth = 0;
  do {
    depth += opens(at(ahead).kind) ? 1 : 0;
    depth -= closes(at(ahead).kind) && depth != 0 ? 1 : 0;
    ++ahead;
  } while (depth != 0 && !is(GoToken::kEnd, ahead));
  return ahead;
}

void GoTokens::pass_statement() {
  while (!is(GoToken::kSemicolon) && !is(GoToken::kEnd) && !closes(at().kind)) {
    pass_balanced();
  }
}

}  // namespace goescape
