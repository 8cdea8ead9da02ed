#include "resolve/go_functions.h"

#include <algorithm>
#include <utility>

#include "resolve/go_signature.h"

namespace goescape {

namespace {

// Finds functions by keeping a stack of open brackets. The one question that takes thought is whether `func` with a
// signature and a brace is a literal or a type: it is a literal, unless the type goes on from the left. In an
// expression, that happens after an array, slice or map type (`[]func() int{f}`) and after `chan` only, with any
// number of `*` and `<-` between. Types within signatures are passed over whole, so their braces never come up.
class Scanner {
 public:
  explicit Scanner(std::string_view source) : lexer_(source) {}

  void run() {
    lexer_.advance();
    while (lexer_.token() != GoToken::kEnd) {
      step();
    }
    while (!brackets_.empty()) {
      pop();
    }
  }

  std::vector<FunctionSpan> take_spans() { return std::move(spans_); }
  [[nodiscard]] PackageNumbering numbering() const { return numbering_; }

 private:
  struct Bracket {
    GoToken close;
    bool type = false;                             // `[` of an array, slice or map type.
    std::uint32_t function = FunctionSpan::kNone;  // `{` of the body of this function.
  };

  void step();
  void open(GoToken close, bool type);
  void close();
  void pop();
  void function();
  void begin_body(FunctionSpan span);
  void number_literal(FunctionSpan& span);
  std::string declared_name();
  std::string numbered_name(std::string_view name, bool generic);

  GoLexer lexer_;
  PackageNumbering numbering_;
  std::vector<FunctionSpan> spans_;
  std::vector<std::uint32_t> literals_;  // How many literals were seen directly in each function.
  std::vector<Bracket> brackets_;
  std::uint32_t current_ = FunctionSpan::kNone;
  bool statement_begins_ = true;
  bool after_operand_ = false;  // A bracket that opens here is an index, not a type.
  bool within_type_ = false;    // What comes next belongs to a type that began further left.
};

void Scanner::step() {
  const GoToken token = lexer_.token();
  const bool statement_begins = std::exchange(statement_begins_, token == GoToken::kSemicolon);
  const bool after_operand = std::exchange(after_operand_, false);
  const bool within_type = std::exchange(within_type_, false);
  switch (token) {
    case GoToken::kFunc:
      statement_begins_ = statement_begins;
      within_type_ = within_type;
      return function();
    case GoToken::kIdentifier:
    case GoToken::kLiteral:
      after_operand_ = true;
      break;
    case GoToken::kOpenParen:
      open(GoToken::kCloseParen, false);
      break;
    case GoToken::kOpenBracket:
      open(GoToken::kCloseBracket, within_type || !after_operand);
      break;
    case GoToken::kOpenBrace:
      open(GoToken::kCloseBrace, false);
      break;
    case GoToken::kCloseParen:
    case GoToken::kCloseBracket:
    case GoToken::kCloseBrace:
      close();
      break;
    case GoToken::kChan:
    case GoToken::kMap:
      within_type_ = true;
      break;
    case GoToken::kStar:
    case GoToken::kArrow:
      within_type_ = within_type;
      break;
    default:
      break;
  }
  lexer_.advance();
}

void Scanner::open(GoToken close, bool type) { brackets_.push_back({close, type}); }

// A closing brace without its partner closes what was left open within the braces; other brackets are then ignored.
void Scanner::close() {
  const GoToken token = lexer_.token();
  after_operand_ = true;
  if (token == GoToken::kCloseBrace) {
    while (!brackets_.empty() && brackets_.back().close != token) {
      pop();
    }
  }
  if (brackets_.empty() || brackets_.back().close != token) {
    return;
  }
  within_type_ = brackets_.back().type;
  after_operand_ = !within_type_;
  pop();
}

// Takes the innermost bracket off; a body ends with the current token.
void Scanner::pop() {
  const std::uint32_t function = brackets_.back().function;
  brackets_.pop_back();
  if (function == FunctionSpan::kNone) {
    return;
  }
  spans_[function].end = lexer_.end();
  current_ = spans_[function].parent;
}

// At `func`: takes the signature with it, and the brace when a body follows.
void Scanner::function() {
  const bool declaration = brackets_.empty() && statement_begins_;
  const bool body_allowed = !within_type_;
  FunctionSpan span;
  span.begin = lexer_.begin();
  SourcePoint end = skip_token(lexer_);
  if (declaration) {
    span.declared = declared_name();
  }
  end = skip_signature(lexer_, end);
  const bool body = body_allowed && lexer_.token() == GoToken::kOpenBrace;
  statement_begins_ = within_type_ = false;
  after_operand_ = true;
  if (!declaration && !body) {
    return;
  }
  span.end = end;
  if (!declaration) {
    number_literal(span);
  }
  if (body) {
    return begin_body(std::move(span));
  }
  spans_.push_back(std::move(span));
  literals_.push_back(0);
}

void Scanner::begin_body(FunctionSpan span) {
  current_ = static_cast<std::uint32_t>(spans_.size());
  spans_.push_back(std::move(span));
  literals_.push_back(0);
  brackets_.push_back({GoToken::kCloseBrace, false, current_});
  lexer_.advance();
  statement_begins_ = true;
  after_operand_ = false;
}

void Scanner::number_literal(FunctionSpan& span) {
  span.parent = current_;
  std::uint32_t& count = current_ == FunctionSpan::kNone ? numbering_.literals : literals_[current_];
  span.number = ++count;
}

// After the `func` of a declaration: `(receiver) Name[type parameters]`.
std::string Scanner::declared_name() {
  std::string base;
  const bool method = lexer_.token() == GoToken::kOpenParen;
  if (method) {
    base = read_receiver(lexer_);
  }
  if (lexer_.token() != GoToken::kIdentifier) {
    return {};
  }
  const std::string_view name = lexer_.text();
  lexer_.advance();
  const bool generic = lexer_.token() == GoToken::kOpenBracket;
  if (generic) {
    skip_balanced(lexer_);
  }
  if (name == "_") {
    return {};
  }
  if (!method) {
    return numbered_name(name, generic);
  }
  base += '.';
  base += name;
  if (generic) {
    base += kTypeArguments;
  }
  return base;
}

std::string Scanner::numbered_name(std::string_view name, bool generic) {
  std::string result(name);
  if (generic) {
    result += kTypeArguments;
  }
  if (name == "init") {
    result += '.' + std::to_string(numbering_.inits++);
  }
  return result;
}

bool contains(const FunctionSpan& span, SourcePoint point) {
  return point < span.end && (span.literal() ? span.begin < point : span.begin <= point);
}

}  // namespace

FunctionTable FunctionTable::scan(std::string_view source) {
  Scanner scanner(source);
  scanner.run();
  FunctionTable table;
  table.spans_ = scanner.take_spans();
  table.numbering_ = scanner.numbering();
  return table;
}

void FunctionTable::continue_after(PackageNumbering before) {
  constexpr std::string_view kInit = "init.";
  std::uint32_t inits = before.inits;
  for (FunctionSpan& span : spans_) {
    if (span.literal() && span.parent == FunctionSpan::kNone) {
      span.number += before.literals;
    } else if (span.declared.starts_with(kInit)) {
      span.declared = std::string(kInit) + std::to_string(inits++);
    }
  }
  numbering_.literals += before.literals;
  numbering_.inits = inits;
}

const FunctionSpan* FunctionTable::enclosing(std::uint32_t line, std::uint32_t column) const {
  const SourcePoint point{line, column};
  const auto after = std::upper_bound(spans_.begin(), spans_.end(), point,
                                      [](SourcePoint p, const FunctionSpan& span) { return p < span.begin; });
  const FunctionSpan* outermost = nullptr;
  for (const FunctionSpan* span = after == spans_.begin() ? nullptr : &*(after - 1); span != nullptr;
       span = parent_of(*span)) {
    if (column == 0 ? line < span->end.line : contains(*span, point)) {
      return span;
    }
    outermost = span;
  }
  if (column != 0) {
    return nullptr;
  }
  if (outermost != nullptr && outermost->end.line == line) {
    return outermost;
  }
  return after != spans_.end() && after->begin.line == line ? &*after : nullptr;
}

const FunctionSpan* FunctionTable::parent_of(const FunctionSpan& span) const {
  return span.parent == FunctionSpan::kNone ? nullptr : &spans_[span.parent];
}

std::string FunctionTable::name(const FunctionSpan& span, PackageLiterals style) const {
  std::vector<std::uint32_t> numbers;
  const FunctionSpan* outermost = nullptr;
  for (const FunctionSpan* at = &span; at != nullptr; at = parent_of(*at)) {
    if (at->literal()) {
      numbers.push_back(at->number);
    }
    outermost = at;
  }
  std::string name = outermost->declared;
  if (outermost->literal()) {
    name = style == PackageLiterals::kInit ? "init" : "glob.";
  }
  if (name.empty() || numbers.empty()) {
    return name;
  }
  name += ".func" + std::to_string(numbers.back());
  for (auto number = numbers.rbegin() + 1; number != numbers.rend(); ++number) {
    name += '.' + std::to_string(*number);
  }
  return name;
}

}  // namespace goescape
