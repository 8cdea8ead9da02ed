#include "resolve/go_declarations.h"

#include <algorithm>
#include <utility>

namespace goescape {
namespace {

// Walks over the tokens of a file. Every method starts at the current token and leaves it behind what it read.
class Reader {
 public:
  Reader(std::string_view source, Bodies bodies) : tokens_(source, bodies) {}

  GoDeclarations read() {
    while (!tokens_.is(GoToken::kEnd)) {
      declaration();
    }
    return std::move(found_);
  }

 private:
  void declaration();
  bool pass_comma() {
    const bool here = tokens_.is_word(",");
    tokens_.pass(here ? 1 : 0);
    return here;
  }
  template <typename Spec>
  void group(Spec&& spec);
  void import_spec();
  void type_spec();
  void variable_spec(std::vector<DeclaredName>& into);
  void package_variables();
  void function();
  void body(DeclaredScope& scope, std::size_t end);
  void keyword(DeclaredScope& scope);
  void assignment(DeclaredScope& scope);
  void local_variables(DeclaredScope& scope);
  std::vector<std::string_view> names_before() const;
  void signature(std::vector<LocalName>& into);
  std::vector<LocalName> parameters();
  [[nodiscard]] bool begins_named_parameter() const;
  void fields(DeclaredType& declared);
  void interface_methods(DeclaredType& declared);

  GoTokens tokens_;
  GoDeclarations found_;
};

void Reader::declaration() {
  if (tokens_.is(GoToken::kFunc)) {
    return function();
  }
  if (tokens_.is_word("import")) {
    return group([this] { import_spec(); });
  }
  if (tokens_.is_word("type")) {
    return group([this] { type_spec(); });
  }
  if (tokens_.is_word("var")) {
    return package_variables();
  }
  tokens_.pass_balanced();
}

// A keyword with one specification behind it, or several in parentheses.
template <typename Spec>
void Reader::group(Spec&& spec) {
  tokens_.pass();
  if (!tokens_.pass_if(GoToken::kOpenParen)) {
    return spec();
  }
  while (!tokens_.is(GoToken::kCloseParen) && !tokens_.is(GoToken::kEnd)) {
    const std::size_t before = tokens_.position();
    spec();
    tokens_.pass_statement();
    tokens_.pass(tokens_.position() == before || tokens_.is(GoToken::kSemicolon) ? 1 : 0);
  }
  tokens_.pass();
}

void Reader::import_spec() {
  ImportedPackage import;
  if (tokens_.is(GoToken::kIdentifier) || tokens_.is(GoToken::kDot)) {
    import.name = tokens_.at().text;
    tokens_.pass();
  }
  if (tokens_.is(GoToken::kLiteral) && tokens_.at().text.size() > 2) {
    import.path = tokens_.at().text.substr(1, tokens_.at().text.size() - 2);
    found_.imports.push_back(import);
    tokens_.pass();
  }
}

void Reader::type_spec() {
  if (!tokens_.is(GoToken::kIdentifier)) {
    return tokens_.pass_statement();
  }
  DeclaredType declared;
  declared.name = tokens_.at().text;
  tokens_.pass();
  // `[P any]` and not the length of an array.
  const bool generic = tokens_.is(GoToken::kOpenBracket) && tokens_.is(GoToken::kIdentifier, 1) &&
                       !tokens_.is(GoToken::kCloseBracket, 2);
  if (generic) {
    tokens_.pass_balanced();
  }
  tokens_.pass(tokens_.is_word("=") ? 1 : 0);
  const std::size_t begin = tokens_.position();
  declared.type = read_type(tokens_);
  const std::size_t end = tokens_.position();
  tokens_.go_to(begin);
  if (declared.type.shape == TypeShape::kStruct) {
    fields(declared);
  } else if (declared.type.shape == TypeShape::kInterface) {
    interface_methods(declared);
  }
  tokens_.go_to(end);
  found_.types.push_back(std::move(declared));
}

// `a, b T`, `a = value`, `a, b = f()`.
void Reader::variable_spec(std::vector<DeclaredName>& into) {
  const std::size_t first = into.size();
  do {
    if (!tokens_.is(GoToken::kIdentifier)) {
      break;
    }
    into.push_back({tokens_.at().text, {}});
    tokens_.pass();
  } while (pass_comma());
  TypeRef written;
  if (tokens_.is_word("=")) {
    tokens_.pass();
    const std::size_t value = tokens_.position();
    written = into.size() - first == 1 ? type_of_value(tokens_) : TypeRef{};
    tokens_.go_to(value);
  } else {
    written = read_type(tokens_);
  }
  for (std::size_t index = first; index < into.size(); ++index) {
    into[index].type = written;
  }
}

// What function literals in the values declare belongs to no function.
void Reader::package_variables() {
  DeclaredScope scope;
  scope.begin = tokens_.at().begin;
  const std::size_t begin = tokens_.position();
  group([this] { variable_spec(found_.variables); });
  tokens_.pass_statement();
  const std::size_t end = tokens_.position();
  scope.end = tokens_.at().begin;
  tokens_.go_to(begin + 1);
  body(scope, end);
  found_.scopes.push_back(std::move(scope));
}

void Reader::function() {
  DeclaredScope scope;
  scope.begin = tokens_.at().begin;
  tokens_.pass();
  if (tokens_.is(GoToken::kOpenParen)) {
    scope.locals = parameters();
    scope.receiver = scope.locals.empty() ? std::string_view() : scope.locals.front().type.name;
  }
  if (tokens_.is(GoToken::kIdentifier)) {
    scope.name = tokens_.at().text;
    tokens_.pass();
  }
  if (tokens_.is(GoToken::kOpenBracket)) {
    tokens_.pass_balanced();
  }
  signature(scope.locals);
  scope.end = tokens_.at().begin;
  if (tokens_.is(GoToken::kOpenBrace)) {
    body(scope, tokens_.position() + tokens_.behind_balanced(0));
    scope.end = tokens_.before().end;
  }
  found_.scopes.push_back(std::move(scope));
}

void Reader::signature(std::vector<LocalName>& into) {
  if (!tokens_.is(GoToken::kOpenParen)) {
    return;
  }
  const auto take = [&](LocalName::Role role) {
    for (LocalName& each : parameters()) {
      each.role = role;
      into.push_back(each);
    }
  };
  take(LocalName::Role::kParameter);
  if (tokens_.is(GoToken::kOpenParen)) {
    take(LocalName::Role::kResult);
  } else if (!tokens_.is(GoToken::kOpenBrace) && !tokens_.is(GoToken::kSemicolon)) {
    read_type(tokens_);
  }
}

// Whether a name with its type comes next, and not a type alone.
bool Reader::begins_named_parameter() const {
  if (!tokens_.is(GoToken::kIdentifier)) {
    return false;
  }
  if (tokens_.is(GoToken::kOpenBracket, 1)) {
    const GoTokens::Token& behind = tokens_.at(tokens_.behind_balanced(1));
    return behind.text != "," && behind.kind != GoToken::kCloseParen;
  }
  const bool dots = tokens_.is(GoToken::kDot, 1) && tokens_.is(GoToken::kDot, 2);
  return dots || (!tokens_.is(GoToken::kDot, 1) && !tokens_.is_word(",", 1) && !tokens_.is(GoToken::kCloseParen, 1));
}

std::vector<LocalName> Reader::parameters() {
  std::vector<LocalName> names;
  std::size_t waiting = 0;  // Names in front of a comma, whose type comes later.
  tokens_.pass();
  while (!tokens_.is(GoToken::kCloseParen) && !tokens_.is(GoToken::kEnd)) {
    const std::size_t before = tokens_.position();
    if (begins_named_parameter()) {
      names.push_back({tokens_.at().text, tokens_.at().begin, {}, LocalName::Role::kParameter});
      tokens_.pass();
      const TypeRef written = read_type(tokens_);
      for (std::size_t index = names.size() - 1 - waiting; index < names.size(); ++index) {
        names[index].type = written;
      }
      waiting = 0;
    } else if (tokens_.is(GoToken::kIdentifier) && tokens_.is_word(",", 1)) {
      names.push_back({tokens_.at().text, tokens_.at().begin, {}, LocalName::Role::kParameter});
      ++waiting;
      tokens_.pass();
    } else {
      read_type(tokens_);
    }
    tokens_.pass(tokens_.is_word(",") || tokens_.position() == before ? 1 : 0);
  }
  tokens_.pass();
  names.resize(names.size() - waiting);  // They were types.
  return names;
}

void Reader::body(DeclaredScope& scope, std::size_t end) {
  while (tokens_.position() < end && !tokens_.is(GoToken::kEnd)) {
    const GoTokens::Token& token = tokens_.at();
    if (token.kind == GoToken::kFunc) {
      tokens_.pass();
      signature(scope.locals);
    } else if (token.kind == GoToken::kKeyword) {
      keyword(scope);
    } else if (token.kind == GoToken::kOther && token.text == ":" && tokens_.is_word("=", 1)) {
      assignment(scope);
    } else {
      tokens_.pass();
    }
  }
}

// One that func is not.
void Reader::keyword(DeclaredScope& scope) {
  if (tokens_.is_word("var")) {
    return local_variables(scope);
  }
  if (tokens_.is_word("go") || tokens_.is_word("defer")) {
    found_.statements.push_back({tokens_.at().begin, tokens_.is_word("go")});
  }
  tokens_.pass();
}

// The values are looked at once more by body(): they may hold function literals.
void Reader::local_variables(DeclaredScope& scope) {
  const SourcePoint at = tokens_.at().begin;
  std::vector<DeclaredName> names;
  const std::size_t begin = tokens_.position();
  group([&] { variable_spec(names); });
  for (const DeclaredName& each : names) {
    scope.locals.push_back({each.name, at, each.type, LocalName::Role::kVariable});
  }
  tokens_.go_to(begin + 1);
}

std::vector<std::string_view> Reader::names_before() const {
  std::vector<std::string_view> names;
  std::size_t back = 0;
  while (tokens_.before(back).kind == GoToken::kIdentifier) {
    names.push_back(tokens_.before(back).text);
    if (tokens_.before(back + 1).text != ",") {
      break;
    }
    back += 2;
  }
  return names;
}

// At `:=`.
void Reader::assignment(DeclaredScope& scope) {
  const SourcePoint at = tokens_.at().begin;
  const std::vector<std::string_view> names = names_before();
  tokens_.pass(2);
  const std::size_t begin = tokens_.position();
  const TypeRef written = names.size() == 1 ? type_of_value(tokens_) : TypeRef{};
  tokens_.go_to(begin);
  for (const std::string_view name : names) {
    scope.locals.push_back({name, at, written, LocalName::Role::kVariable});
  }
}

// At `struct`.
void Reader::fields(DeclaredType& declared) {
  tokens_.pass(2);
  while (!tokens_.is(GoToken::kCloseBrace) && !tokens_.is(GoToken::kEnd)) {
    const std::size_t before = tokens_.position();
    std::vector<std::string_view> names;
    const auto stands_alone = [&](std::size_t ahead) {
      return tokens_.is(GoToken::kSemicolon, ahead) || tokens_.is(GoToken::kCloseBrace, ahead) ||
             tokens_.is(GoToken::kLiteral, ahead) || tokens_.is(GoToken::kDot, ahead);
    };
    while (tokens_.is(GoToken::kIdentifier) && !stands_alone(1)) {
      names.push_back(tokens_.at().text);
      tokens_.pass();
      if (!tokens_.is_word(",")) {
        break;
      }
      tokens_.pass();
    }
    const TypeRef written = read_type(tokens_);
    if (names.empty() && !written.name.empty()) {
      names.push_back(written.name);
    }
    for (const std::string_view name : names) {
      declared.fields.push_back({name, written});
    }
    tokens_.pass_statement();
    tokens_.pass(tokens_.is(GoToken::kSemicolon) || tokens_.position() == before ? 1 : 0);
  }
}

// At `interface`.
void Reader::interface_methods(DeclaredType& declared) {
  tokens_.pass(2);
  while (!tokens_.is(GoToken::kCloseBrace) && !tokens_.is(GoToken::kEnd)) {
    const std::size_t before = tokens_.position();
    if (tokens_.is(GoToken::kIdentifier) && tokens_.is(GoToken::kOpenParen, 1)) {
      declared.methods.push_back(tokens_.at().text);
    }
    tokens_.pass_statement();
    tokens_.pass(tokens_.is(GoToken::kSemicolon) || tokens_.position() == before ? 1 : 0);
  }
}

}  // namespace

GoDeclarations read_declarations(std::string_view source, Bodies bodies) { return Reader(source, bodies).read(); }

}  // namespace goescape
