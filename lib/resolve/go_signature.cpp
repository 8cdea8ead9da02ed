#include "resolve/go_signature.h"

namespace goescape {

namespace {

SourcePoint skip_parameters(GoLexer& lexer, SourcePoint end) {
  return lexer.token() == GoToken::kOpenParen ? skip_balanced(lexer) : end;
}

// `T`, `pkg.T`, `pkg.T[arguments]`.
SourcePoint skip_type_name(GoLexer& lexer) {
  SourcePoint end = skip_token(lexer);
  while (lexer.token() == GoToken::kDot) {
    end = skip_token(lexer);
    if (lexer.token() == GoToken::kIdentifier) {
      end = skip_token(lexer);
    }
  }
  return lexer.token() == GoToken::kOpenBracket ? skip_balanced(lexer) : end;
}

}  // namespace

SourcePoint skip_token(GoLexer& lexer) {
  const SourcePoint end = lexer.end();
  lexer.advance();
  return end;
}

SourcePoint skip_balanced(GoLexer& lexer) {
  std::size_t depth = 0;
  SourcePoint end;
  do {
    switch (lexer.token()) {
      case GoToken::kOpenParen:
      case GoToken::kOpenBracket:
      case GoToken::kOpenBrace:
        ++depth;
        break;
      case GoToken::kCloseParen:
      case GoToken::kCloseBracket:
      case GoToken::kCloseBrace:
        --depth;
        break;
      default:
        break;
    }
    end = skip_token(lexer);
  } while (depth != 0 && lexer.token() != GoToken::kEnd);
  return end;
}

// A result type that is built from other types goes on to the right, so a loop is enough: `*`, `[]`, `map[K]`, `chan`
// and `func(…)` each lead to the next.
SourcePoint skip_signature(GoLexer& lexer, SourcePoint end) {
  end = skip_parameters(lexer, end);
  while (true) {
    switch (lexer.token()) {
      case GoToken::kStar:
      case GoToken::kArrow:
      case GoToken::kChan:
      case GoToken::kMap:
        end = skip_token(lexer);
        break;
      case GoToken::kOpenBracket:
        end = skip_balanced(lexer);
        break;
      case GoToken::kFunc:
        end = skip_parameters(lexer, skip_token(lexer));
        break;
      case GoToken::kOpenParen:
        return skip_balanced(lexer);
      case GoToken::kIdentifier:
        return skip_type_name(lexer);
      case GoToken::kStruct:
      case GoToken::kInterface:
        end = skip_token(lexer);
        return lexer.token() == GoToken::kOpenBrace ? skip_balanced(lexer) : end;
      default:
        return end;
    }
  }
}

// The type is the last identifier outside of brackets.
std::string read_receiver(GoLexer& lexer) {
  std::string_view type;
  bool pointer = false;
  bool generic = false;
  std::size_t depth = 0;
  do {
    const GoToken token = lexer.token();
    if (token == GoToken::kOpenParen) {
      ++depth;
    }
    if (token == GoToken::kCloseParen) {
      --depth;
    }
    if (token == GoToken::kStar) {
      pointer = true;
    }
    if (token == GoToken::kIdentifier) {
      type = lexer.text();
    }
    if (token == GoToken::kOpenBracket) {
      generic = true;
      skip_balanced(lexer);
    } else {
      lexer.advance();
    }
  } while (depth != 0 && lexer.token() != GoToken::kEnd);
  std::string result(type);
  if (generic) {
    result += kTypeArguments;
  }
  return pointer ? "(*" + result + ")" : result;
}

}  // namespace goescape
