// The tokens of a Go source file, as far as finding functions needs them.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace goescape {

// A place in a file: both 1-based, the column in bytes, as the compiler prints them.
struct SourcePoint {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  auto operator<=>(const SourcePoint&) const = default;
};

enum class GoToken : std::uint8_t {
  kEnd,
  kSemicolon,  // Written, or inserted at the end of a line (Go specification, "Semicolons").
  kIdentifier,
  kLiteral,  // Number, rune, string.
  kFunc,
  kChan,
  kMap,
  kStruct,
  kInterface,
  kKeyword,  // Any other keyword.
  kOpenParen,
  kCloseParen,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kStar,
  kArrow,  // `<-`
  kDot,
  kOther,  // Any other operator, one byte at a time, and bytes that are not Go.
};

// Walks over the tokens of a file in one pass. Knows no errors: whatever the bytes are, it comes to kEnd. Every byte
// above 0x7f counts as a letter, so UTF-8 is never cut. The source must outlive the lexer.
class GoLexer {
 public:
  explicit GoLexer(std::string_view source);

  // Moves to the next token; after kEnd it stays there.
  void advance();

  // At an opening brace or parenthesis, moves to the one that closes it, without telling what is between them; to kEnd
  // where none does. Several times as fast as advance().
  void pass_block();

  // What advance() came to; kEnd before the first call.
  [[nodiscard]] GoToken token() const { return token_; }

  // The characters of the current token; empty for an inserted semicolon.
  [[nodiscard]] std::string_view text() const;

  // Where the current token begins; it must not be a raw string of several lines.
  [[nodiscard]] SourcePoint begin() const { return point(begin_); }

  // Just after the current token.
  [[nodiscard]] SourcePoint end() const { return point(next_); }

  // Whether a `//line` or `/*line` directive was passed (cmd/compile documentation, "Compiler Directives").
  [[nodiscard]] bool passed_line_directive() const { return line_directive_; }

 private:
  [[nodiscard]] SourcePoint point(const char* at) const;
  [[nodiscard]] bool at(char c) const { return next_ != end_ && *next_ == c; }
  bool skip_blanks();
  void start_line(const char* newline);
  void skip_line_comment();
  bool skip_block_comment();
  void pass_comment();
  void check_directive(std::string_view comment);
  GoToken word();
  GoToken quoted(char quote);
  GoToken raw_string();
  GoToken number();
  GoToken operation(char c);

  const char* next_;
  const char* end_;
  const char* begin_;
  const char* line_begin_;
  std::uint32_t line_ = 1;  // Of next_, as is line_begin_.
  GoToken token_ = GoToken::kEnd;
  bool ends_statement_ = false;  // A newline after the current token is a semicolon.
  bool line_directive_ = false;
};

// Whether the source holds a directive that makes the compiler print other files and lines than the physical ones.
bool has_line_directives(std::string_view source);

}  // namespace goescape
