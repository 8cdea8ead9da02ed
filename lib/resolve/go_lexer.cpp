#include "resolve/go_lexer.h"

#include <array>
#include <cstring>

#include "util/contains.h"

namespace goescape {

namespace {

enum class Class : std::uint8_t { kOther, kBlank, kLetter, kDigit, kQuote, kBackquote };

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) {
    classes[static_cast<std::size_t>(c)] = Class::kLetter;
  }
  for (int c = 'A'; c <= 'Z'; ++c) {
    classes[static_cast<std::size_t>(c)] = Class::kLetter;
  }
  for (int c = 0x80; c <= 0xff; ++c) {
    classes[static_cast<std::size_t>(c)] = Class::kLetter;
  }
  for (int c = '0'; c <= '9'; ++c) {
    classes[static_cast<std::size_t>(c)] = Class::kDigit;
  }
  classes['_'] = Class::kLetter;
  classes[' '] = classes['\t'] = classes['\r'] = Class::kBlank;
  classes['"'] = classes['\''] = Class::kQuote;
  classes['`'] = Class::kBackquote;
  return classes;
}

constexpr std::array<Class, 256> kClasses = make_classes();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

bool continues_word(char c) {
  const Class found = class_of(c);
  return found == Class::kLetter || found == Class::kDigit;
}

struct Keyword {
  std::string_view text;
  GoToken token = GoToken::kIdentifier;
  bool ends_statement = false;
};

constexpr std::array<Keyword, 25> kKeywords{{
    {"break", GoToken::kKeyword, true},
    {"case", GoToken::kKeyword},
    {"chan", GoToken::kChan},
    {"const", GoToken::kKeyword},
    {"continue", GoToken::kKeyword, true},
    {"default", GoToken::kKeyword},
    {"defer", GoToken::kKeyword},
    {"else", GoToken::kKeyword},
    {"fallthrough", GoToken::kKeyword, true},
    {"for", GoToken::kKeyword},
    {"func", GoToken::kFunc},
    {"go", GoToken::kKeyword},
    {"goto", GoToken::kKeyword},
    {"if", GoToken::kKeyword},
    {"import", GoToken::kKeyword},
    {"interface", GoToken::kInterface},
    {"map", GoToken::kMap},
    {"package", GoToken::kKeyword},
    {"range", GoToken::kKeyword},
    {"return", GoToken::kKeyword, true},
    {"select", GoToken::kKeyword},
    {"struct", GoToken::kStruct},
    {"switch", GoToken::kKeyword},
    {"type", GoToken::kKeyword},
    {"var", GoToken::kKeyword},
}};

constexpr std::size_t kKeywordSlots = 64;

// Free of collisions for the 25 keywords; make_keywords() does not compile otherwise.
constexpr std::size_t keyword_slot(std::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  const auto second = static_cast<unsigned char>(word[1]);
  return ((static_cast<std::size_t>(first) << 2U) ^ (static_cast<std::size_t>(second) << 4U) ^ word.size()) %
         kKeywordSlots;
}

constexpr std::array<Keyword, kKeywordSlots> make_keywords() {
  std::array<Keyword, kKeywordSlots> slots{};
  for (const Keyword& keyword : kKeywords) {
    Keyword& slot = slots[keyword_slot(keyword.text)];
    if (!slot.text.empty()) {
      throw "two keywords in one slot";
    }
    slot = keyword;
  }
  return slots;
}

constexpr std::array<Keyword, kKeywordSlots> kKeywordTable = make_keywords();

}  // namespace

GoLexer::GoLexer(std::string_view source)
    : next_(source.data()), end_(source.data() + source.size()), begin_(next_), line_begin_(next_) {}

std::string_view GoLexer::text() const { return {begin_, static_cast<std::size_t>(next_ - begin_)}; }

SourcePoint GoLexer::point(const char* at) const { return {line_, static_cast<std::uint32_t>(at - line_begin_) + 1}; }

void GoLexer::advance() {
  const bool statement_ended = skip_blanks();
  begin_ = next_;
  if (statement_ended || next_ == end_) {
    token_ = statement_ended ? GoToken::kSemicolon : GoToken::kEnd;
    ends_statement_ = false;
    return;
  }
  const char c = *next_++;
  ends_statement_ = true;
  switch (class_of(c)) {
    case Class::kLetter:
      token_ = word();
      break;
    case Class::kDigit:
      token_ = number();
      break;
    case Class::kQuote:
      token_ = quoted(c);
      break;
    case Class::kBackquote:
      token_ = raw_string();
      break;
    default:
      token_ = operation(c);
      break;
  }
}

void GoLexer::pass_block() {
  const char open = *begin_;
  const char close = open == '{' ? '}' : ')';
  std::size_t depth = 1;
  while (next_ != end_ && depth != 0) {
    begin_ = next_;
    const char c = *next_++;
    switch (c) {
      case '{':
      case '(':
        depth += c == open ? 1 : 0;
        break;
      case '}':
      case ')':
        depth -= c == close ? 1 : 0;
        break;
      case '\n':
        start_line(next_ - 1);
        break;
      case '"':
      case '\'':
        quoted(c);
        break;
      case '`':
        raw_string();
        break;
      case '/':
        pass_comment();
        break;
      default:
        break;
    }
  }
  token_ = depth != 0 ? GoToken::kEnd : close == '}' ? GoToken::kCloseBrace : GoToken::kCloseParen;
  ends_statement_ = depth == 0;
}

// Behind a slash, of which it is not known whether it begins a comment.
void GoLexer::pass_comment() {
  if (at('/') || at('*')) {
    --next_;
    if (next_[1] == '/') {
      skip_line_comment();
    } else {
      skip_block_comment();
    }
  }
}

// Passes blanks and comments. Returns true where a newline, or the end of the file, ends a statement; it stops there.
bool GoLexer::skip_blanks() {
  while (true) {
    const char* at = next_;
    while (at != end_ && class_of(*at) == Class::kBlank) {
      ++at;
    }
    next_ = at;
    if (at == end_) {
      return ends_statement_;
    }
    if (*at == '\n') {
      start_line(next_++);
      if (ends_statement_) {
        return true;
      }
    } else if (*at != '/' || end_ - at < 2) {
      return false;
    } else if (at[1] == '/') {
      skip_line_comment();
    } else if (at[1] != '*') {
      return false;
    } else if (skip_block_comment() && ends_statement_) {
      return true;
    }
  }
}

void GoLexer::start_line(const char* newline) {
  ++line_;
  line_begin_ = newline + 1;
}

void GoLexer::skip_line_comment() {
  const char* begin = next_;
  const void* newline = std::memchr(begin, '\n', static_cast<std::size_t>(end_ - begin));
  next_ = newline == nullptr ? end_ : static_cast<const char*>(newline);
  if (begin == line_begin_) {
    check_directive({begin, static_cast<std::size_t>(next_ - begin)});
  }
}

// Returns whether there was a newline in the comment.
bool GoLexer::skip_block_comment() {
  const char* begin = next_;
  const std::uint32_t line = line_;
  for (next_ += 2; next_ != end_; ++next_) {
    if (*next_ == '\n') {
      start_line(next_);
    }
    if (*next_ == '*' && end_ - next_ > 1 && next_[1] == '/') {
      next_ += 2;
      break;
    }
  }
  check_directive({begin, static_cast<std::size_t>(next_ - begin)});
  return line_ != line;
}

// As cmd/compile/internal/syntax: `line ` directly after the opening of the comment, and a colon before the number.
void GoLexer::check_directive(std::string_view comment) {
  constexpr std::string_view kWord = "line ";
  const std::string_view rest = comment.substr(2);
  if (rest.substr(0, kWord.size()) == kWord && rest.find(':') != std::string_view::npos) {
    line_directive_ = true;
  }
}

GoToken GoLexer::word() {
  const char* at = next_;
  while (at != end_ && continues_word(*at)) {
    ++at;
  }
  next_ = at;
  const std::string_view word = text();
  if (word.size() < 2) {
    return GoToken::kIdentifier;
  }
  const Keyword& keyword = kKeywordTable[keyword_slot(word)];
  if (keyword.text != word) {
    return GoToken::kIdentifier;
  }
  ends_statement_ = keyword.ends_statement;
  return keyword.token;
}

// A string or a rune ends at its quote, or unfinished at the end of the line.
GoToken GoLexer::quoted(char quote) {
  const char* at = next_;
  while (at != end_ && *at != '\n') {
    const char c = *at++;
    if (c == quote) {
      break;
    }
    if (c == '\\' && at != end_ && *at != '\n') {
      ++at;
    }
  }
  next_ = at;
  return GoToken::kLiteral;
}

GoToken GoLexer::raw_string() {
  while (next_ != end_) {
    const char c = *next_++;
    if (c == '`') {
      break;
    }
    if (c == '\n') {
      start_line(next_ - 1);
    }
  }
  return GoToken::kLiteral;
}

// Takes the sign of an exponent for an operator: nobody here needs the value.
GoToken GoLexer::number() {
  while (next_ != end_ && (continues_word(*next_) || *next_ == '.')) {
    ++next_;
  }
  return GoToken::kLiteral;
}

GoToken GoLexer::operation(char c) {
  ends_statement_ = c == ')' || c == ']' || c == '}';
  switch (c) {
    case '(':
      return GoToken::kOpenParen;
    case ')':
      return GoToken::kCloseParen;
    case '[':
      return GoToken::kOpenBracket;
    case ']':
      return GoToken::kCloseBracket;
    case '{':
      return GoToken::kOpenBrace;
    case '}':
      return GoToken::kCloseBrace;
    case '*':
      return GoToken::kStar;
    case '.':
      return GoToken::kDot;
    case ';':
      return GoToken::kSemicolon;
    case '<':
      if (!at('-')) {
        return GoToken::kOther;
      }
      ++next_;
      return GoToken::kArrow;
    case '+':
    case '-':
      ends_statement_ = at(c);
      if (ends_statement_) {
        ++next_;
      }
      return GoToken::kOther;
    default:
      return GoToken::kOther;
  }
}

bool has_line_directives(std::string_view source) {
  if (!contains(source, "//line ") && !contains(source, "/*line ")) {
    return false;
  }
  GoLexer lexer(source);
  do {
    lexer.advance();
  } while (lexer.token() != GoToken::kEnd && !lexer.passed_line_directive());
  return lexer.passed_line_directive();
}

}  // namespace goescape
