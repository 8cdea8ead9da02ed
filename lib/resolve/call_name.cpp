#include "resolve/call_name.h"

#include <algorithm>

#include "parse/shape.h"

namespace goescape {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whether `text` can be a function's name: identifiers, dots, a receiver, collapsed type arguments.
bool looks_like_name(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n\"'`{},&~:=+-<>|^!%;") == std::string_view::npos;
}

// "(*codec.Encoder).Put": the receiver holds the name of the package.
std::optional<CallName> name_with_receiver(std::string_view text) {
  const std::size_t close = text.find(')');
  if (!text.starts_with("(*") || close == std::string_view::npos || text.substr(close, 2) != ").") {
    return std::nullopt;
  }
  const std::string_view type = text.substr(2, close - 2);
  const std::size_t dot = type.substr(0, type.find('[')).find('.');
  if (dot == std::string_view::npos) {
    return CallName{"", std::string(text)};
  }
  return CallName{std::string(type.substr(0, dot)),
                  "(*" + std::string(type.substr(dot + 1)) + std::string(text.substr(close))};
}

}  // namespace

std::optional<CallName> function_name(std::string_view printed) {
  const std::string text = without_type_arguments(printed);
  if (!looks_like_name(text)) {
    return std::nullopt;
  }
  if (text.front() == '(') {
    return name_with_receiver(text);
  }
  const std::string_view name = text;
  const std::size_t dot = name.substr(0, name.find_first_of("[(")).find('.');
  if (dot == std::string_view::npos) {
    return CallName{"", text};
  }
  return CallName{std::string(name.substr(0, dot)), std::string(name.substr(dot + 1))};
}

std::optional<CallName> called_function(std::string_view call) {
  int depth = 0;
  for (std::size_t at = 0; at < call.size(); ++at) {
    const char byte = call[at];
    // The first bracket on the outside begins the arguments; one at the very beginning, or behind a dot, a receiver.
    if (byte == '(' && depth == 0 && at != 0 && call[at - 1] != '.') {
      return function_name(call.substr(0, at));
    }
    depth += byte == '(' || byte == '[' || byte == '{' ? 1 : 0;
    depth -= byte == ')' || byte == ']' || byte == '}' ? 1 : 0;
  }
  return std::nullopt;
}

std::string_view usual_package_name(std::string_view import_path) {
  const auto last = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  std::string_view name = last(import_path);
  if (name.size() > 1 && name.front() == 'v' && is_digits(name.substr(1)) && name.size() < import_path.size()) {
    name = last(import_path.substr(0, import_path.size() - name.size() - 1));
  }
  const std::size_t version = name.rfind(".v");
  return version != std::string_view::npos && is_digits(name.substr(version + 2)) ? name.substr(0, version) : name;
}

}  // namespace goescape
