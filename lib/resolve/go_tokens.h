// A Go source file as a list of tokens, for readers that have to look ahead.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/go_lexer.h"

namespace goescape {

// What is asked of the bodies of functions, of the values in braces and of groups of constants: what stands there, or
// nothing, which saves most of the work.
enum class Bodies : std::uint8_t { kRead, kSkipped };

// Walks over the tokens; at the end it stays there.
class GoTokens {
 public:
  struct Token {
    GoToken kind = GoToken::kEnd;
    std::string_view text;
    SourcePoint begin;  // Of a literal the end: a text of several lines has no beginning that could be told.
    SourcePoint end;
  };

  // The source must outlive the object. With kSkipped there is nothing between the braces of functions, methods and
  // values, nor between the parentheses of a group of constants.
  explicit GoTokens(std::string_view source, Bodies bodies = Bodies::kRead);

  // The current token, or the one so many behind it.
  [[nodiscard]] const Token& at(std::size_t ahead = 0) const {
    return tokens_[std::min(position_ + ahead, tokens_.size() - 1)];
  }
  [[nodiscard]] bool is(GoToken kind, std::size_t ahead = 0) const { return at(ahead).kind == kind; }
  [[nodiscard]] bool is_word(std::string_view word, std::size_t ahead = 0) const { return at(ahead).text == word; }

  // The token in front of the current one, or the one so many before that; kEnd in front of the first.
  [[nodiscard]] const Token& before(std::size_t back = 0) const;

  void pass(std::size_t count = 1) { go_to(position_ + count); }
  bool pass_if(GoToken kind);

  // Passes a token, or everything from an opening bracket to its partner.
  void pass_balanced() { pass(behind_balanced(0)); }

  // How many tokens ahead of the current one the partner of the bracket `ahead` is passed.
  [[nodiscard]] std::size_t behind_balanced(std::size_t ahead) const;

  // Passes everything up to the end of the statement, which is not passed, or of the brackets around it.
  void pass_statement();

  // Where the current token is, to come back to.
  [[nodiscard]] std::size_t position() const { return position_; }
  void go_to(std::size_t position) { position_ = std::min(position, tokens_.size() - 1); }

 private:
  void push(const GoLexer& lexer);
  [[nodiscard]] bool opens_body() const;  // The last token.

  std::vector<Token> tokens_;
  std::size_t position_ = 0;
};

}  // namespace goescape
