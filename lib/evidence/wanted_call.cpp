#include "evidence/wanted_call.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "evidence/type_name.h"

namespace goescape {
namespace {

CallKindSet kinds_of(std::initializer_list<CallKind> kinds) {
  CallKindSet set;
  for (const CallKind kind : kinds) {
    set.set(static_cast<std::size_t>(kind));
  }
  return set;
}

// The index of the bracket that closes the one at `open`; npos when none does.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    const char c = text[at];
    depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
    depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
    if (depth == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

// Where the text constant ends that begins the expression. Long ones are cut by the compiler, and have no end then.
bool is_text_constant(std::string_view expression) {
  const char quote = expression.front();
  for (std::size_t at = 1; at < expression.size(); ++at) {
    if (expression[at] == '\\' && quote != '`') {
      ++at;
    } else if (expression[at] == quote) {
      return at + 1 == expression.size();
    }
  }
  return true;
}

bool is_number(std::string_view text) {
  const std::size_t digit = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const bool starts = digit < text.size() && std::isdigit(static_cast<unsigned char>(text[digit])) != 0;
  return starts && text.find(' ') == std::string_view::npos;
}

bool is_constant(std::string_view expression) {
  if (expression.empty()) {
    return false;
  }
  if (std::string_view("\"`'").find(expression.front()) != std::string_view::npos) {
    return is_text_constant(expression);
  }
  return is_number(expression) || expression == "true" || expression == "false" || expression == "nil";
}

// The type in front of the braces of a composite literal, "T" in "T{...}"; empty when it is none. `T{}` of an empty
// struct type has braces of its own: "struct {}{}".
std::string_view literal_type(std::string_view expression) {
  if (!expression.ends_with('}')) {
    return {};
  }
  const std::size_t open = expression.rfind('{');
  return open == std::string_view::npos ? std::string_view() : expression.substr(0, open);
}

// The first argument of a call of new or make.
std::string_view first_argument(std::string_view expression, std::string_view function) {
  const std::size_t close = closing(expression, function.size());
  std::string_view arguments = expression.substr(function.size() + 1);
  arguments = arguments.substr(0, close == std::string_view::npos ? arguments.size() : close - function.size() - 1);
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (std::string_view("([{").find(arguments[at]) != std::string_view::npos) {
      at = std::min(closing(arguments, at), arguments.size());
    } else if (arguments[at] == ',') {
      return arguments.substr(0, at);
    }
  }
  return arguments;
}

WantedCall object(std::string_view type) { return {kinds_of({CallKind::kObject}), unqualified_type(type)}; }

WantedCall array(std::string_view element) {
  return {kinds_of({CallKind::kObject, CallKind::kSlice}), unqualified_type(element), true};
}

// Whether this is a name and not a type written out, so that anything may stand behind it.
bool is_named_type(std::string_view type) { return !type.starts_with('[') && !type.starts_with("struct "); }

// A literal of a slice, map, array or struct type.
WantedCall literal(std::string_view type) {
  if (type.starts_with("[]")) {
    WantedCall wanted = array(type.substr(2));
    wanted.may_be_boxed = true;
    return wanted;
  }
  if (type.starts_with("map[")) {
    return {kinds_of({CallKind::kMap})};
  }
  WantedCall wanted{kinds_of({CallKind::kObject, CallKind::kBox}), unqualified_type(type)};
  wanted.kinds |= is_named_type(type) ? kinds_of({CallKind::kMap}) : CallKindSet();
  return wanted;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// `arguments` are those of a make behind the type: a length, and perhaps a capacity.
WantedCall made_slice(std::string_view element, std::string_view arguments) {
  WantedCall wanted = array(element);
  wanted.may_be_boxed = true;
  const std::size_t comma = arguments.rfind(", ");
  const std::string_view last = comma == std::string_view::npos ? arguments : arguments.substr(comma + 2);
  wanted.length = is_digits(last) ? last : std::string_view();
  return wanted;
}

WantedCall made(std::string_view expression) {
  const std::string_view type = first_argument(expression, "make");
  const std::size_t behind = std::string_view("make(").size() + type.size();
  std::string_view arguments = expression.substr(std::min(behind, expression.size()));
  arguments = arguments.starts_with(", ") && arguments.ends_with(')') ? arguments.substr(2, arguments.size() - 3) : "";
  if (type.starts_with("[]")) {
    return made_slice(type.substr(2), arguments);
  }
  if (type.starts_with("map[")) {
    return {kinds_of({CallKind::kMap})};
  }
  if (type.starts_with("chan") || type.starts_with("<-chan")) {
    return {kinds_of({CallKind::kChannel})};
  }
  // A named type: any of these.
  WantedCall wanted = made_slice({}, arguments);
  wanted.is_array = !wanted.length.empty();
  wanted.kinds |= kinds_of({CallKind::kMap, CallKind::kChannel});
  return wanted;
}

bool converts_text(std::string_view expression) {
  for (const std::string_view start : {"string(", "([]byte)(", "([]rune)(", "[]byte(", "[]rune("}) {
    if (expression.starts_with(start)) {
      return true;
    }
  }
  return false;
}

// A value that is put into an interface. What is read like a call may be a conversion to a named text type, and what is
// read like a field a method value, which is a closure.
WantedCall boxed(std::string_view expression) {
  WantedCall wanted{kinds_of({CallKind::kBox, CallKind::kObject})};
  wanted.is_constant = is_constant(expression);
  const bool joins = expression.find(" + ") != std::string_view::npos;
  if (!wanted.is_constant && (joins || expression.ends_with(')'))) {
    wanted.kinds |= kinds_of({CallKind::kString});
  }
  return wanted;
}

}  // namespace

bool fits(const WantedCall& wanted, CallKind kind, std::string_view type) {
  if (!wanted.kinds.test(static_cast<std::size_t>(kind))) {
    return false;
  }
  if (!wanted.is_array || kind != CallKind::kObject || type.empty()) {
    return true;
  }
  return !array_element(type).empty() && (wanted.length.empty() || array_length(type) == wanted.length);
}

bool same_type(const WantedCall& wanted, std::string_view type) {
  if (wanted.type.empty() || type.empty()) {
    return false;
  }
  const std::string_view element = wanted.is_array ? array_element(type) : std::string_view();
  const std::string name = unqualified_type(element.empty() ? type : element);
  static const std::string closure = unqualified_type(kClosureType);
  return wanted.type == closure ? name.starts_with(closure) : name == wanted.type;
}

WantedCall wanted_call(Kind kind, std::string_view expression) {
  if (kind == Kind::kMovedToHeap) {
    return {kinds_of({CallKind::kObject})};
  }
  if (expression == "append" || expression.starts_with("append(")) {
    WantedCall wanted{kinds_of({CallKind::kAppend})};
    wanted.may_be_boxed = true;
    return wanted;
  }
  if (expression == "... argument") {
    WantedCall wanted = array({});
    wanted.kinds = kinds_of({CallKind::kObject});
    return wanted;
  }
  if (expression == "func literal") {
    return object(kClosureType);
  }
  if (expression.starts_with("new(")) {
    return object(first_argument(expression, "new"));
  }
  if (expression.starts_with("make(")) {
    return made(expression);
  }
  if (converts_text(expression)) {
    // A constant is copied into an array.
    WantedCall wanted = array({});
    wanted.kinds = kinds_of({CallKind::kString, CallKind::kObject});
    wanted.may_be_boxed = true;
    return wanted;
  }
  const bool address = expression.starts_with('&');
  if (const std::string_view type = literal_type(expression.substr(address ? 1 : 0)); !type.empty()) {
    return address ? object(type) : literal(type);
  }
  return boxed(expression);
}

}  // namespace goescape
