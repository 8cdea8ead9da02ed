#include "resolve/step_text.h"

#include <algorithm>

namespace goescape {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

// Where the text literal ends that begins at `at`, behind its closing quote; the end of the text where it has none.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    at += text[at] == '\\' && quote != '`' ? 1 : 0;
  }
  return std::min(at + 1, text.size());
}

bool is_quote(char byte) { return byte == '"' || byte == '\'' || byte == '`'; }

// Calls `visit` with the position of every byte outside of text literals and with how many brackets are open there;
// that of a closing bracket counts itself as closed. Ends when `visit` returns true, and returns that position, else
// npos.
template <typename Visit>
std::size_t find_outside(std::string_view text, Visit&& visit) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (is_quote(text[at])) {
      at = end_of_quoted(text, at);
      continue;
    }
    const bool closes = std::string_view(")]}").find(text[at]) != std::string_view::npos;
    depth -= closes && depth != 0 ? 1 : 0;
    if (visit(at, depth)) {
      return at;
    }
    depth += std::string_view("([{").find(text[at]) != std::string_view::npos ? 1 : 0;
    ++at;
  }
  return std::string_view::npos;
}

// Where the bracket opens that is closed by the last byte of `text`; npos when that closes none.
std::size_t last_group(std::string_view text, char open) {
  std::size_t begin = std::string_view::npos;
  find_outside(text, [&](std::size_t at, std::size_t depth) {
    begin = depth == 0 && text[at] == open ? at : begin;
    return false;
  });
  return begin;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// The parts between a separator, without the blanks around them.
std::vector<std::string_view> split_outside(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  find_outside(text, [&](std::size_t at, std::size_t depth) {
    if (depth == 0 && text[at] == separator) {
      parts.push_back(trimmed(text.substr(begin, at - begin)));
      begin = at + 1;
    }
    return false;
  });
  parts.push_back(trimmed(text.substr(std::min(begin, text.size()))));
  return parts;
}

}  // namespace

std::string without_indices(std::string_view text) {
  std::string short_text;
  std::size_t kept = 0;
  find_outside(text, [&](std::size_t at, std::size_t depth) {
    if (depth == 0 && text[at] == '[' && at != 0) {
      short_text.append(text.substr(kept, at + 1 - kept)).append(kEllipsis);
      kept = text.size();
    } else if (depth == 0 && text[at] == ']' && kept == text.size()) {
      kept = at;
    }
    return false;
  });
  return short_text.append(text.substr(kept));
}

std::string_view callee_of(std::string_view call) {
  const std::size_t open = call.empty() || call.back() != ')' ? std::string_view::npos : last_group(call, '(');
  return open == std::string_view::npos ? std::string_view() : call.substr(0, open);
}

std::string called_name(std::string_view call) {
  const std::string_view function = callee_of(call);
  if (function != "append" && function != "copy") {
    return std::string(function);
  }
  return std::string(function) + " to " + without_indices(listed_parts(arguments_of(call)).front());
}

std::string_view assigned(std::string_view assignment) {
  const std::size_t sign = find_outside(assignment, [&](std::size_t at, std::size_t depth) {
    const std::string_view rest = assignment.substr(at);
    return depth == 0 && (rest.starts_with(" = ") || rest.starts_with(" := ") || rest.starts_with(" += "));
  });
  return sign == std::string_view::npos ? std::string_view() : trimmed(assignment.substr(0, sign));
}

std::string literal_name(std::string_view text) {
  const std::size_t open = text.empty() || text.back() != '}' ? std::string_view::npos : last_group(text, '{');
  return open == std::string_view::npos ? std::string(text)
                                        : std::string(text.substr(0, open + 1)).append(kEllipsis).append("}");
}

std::string_view channel_of(std::string_view send) {
  const std::size_t arrow = find_outside(send, [&](std::size_t at, std::size_t depth) {
    return depth == 0 && send.substr(at).starts_with("<-") && at != 0;
  });
  return arrow == std::string_view::npos ? std::string_view() : trimmed(send.substr(0, arrow));
}

std::string_view indexed(std::string_view element) {
  const std::size_t open = element.empty() || element.back() != ']' ? std::string_view::npos : last_group(element, '[');
  return open == std::string_view::npos || open == 0 ? std::string_view() : element.substr(0, open);
}

std::string_view map_of(std::string_view text) {
  const std::string_view left = assigned(text);
  const std::string_view element = left.empty() ? text : left;
  const std::string_view map = indexed(element);
  return map.empty() ? element : map;
}

bool is_sum(std::string_view text) {
  const std::size_t sign = find_outside(
      text, [&](std::size_t at, std::size_t depth) { return depth == 0 && text.substr(at).starts_with(" + "); });
  return sign != std::string_view::npos;
}

std::string_view arguments_of(std::string_view call) {
  const std::size_t open = callee_of(call).size();
  return open == 0 ? std::string_view() : call.substr(open + 1, call.size() - open - 2);
}

std::vector<std::string_view> listed_parts(std::string_view text) { return split_outside(text, ','); }

std::string_view target_of(std::string_view assignment, std::string_view value) {
  const std::string_view left = assigned(assignment);
  const std::vector<std::string_view> targets = listed_parts(left);
  if (targets.size() == 1) {
    return left;
  }
  const std::string_view behind = assignment.substr(left.size());
  const std::vector<std::string_view> values =
      listed_parts(behind.substr(std::min(behind.find("= ") + 2, behind.size())));
  const auto found = std::find(values.begin(), values.end(), value);
  const auto index = static_cast<std::size_t>(found - values.begin());
  const bool told =
      values.size() == targets.size() && found != values.end() && std::count(values.begin(), values.end(), value) == 1;
  return told ? targets[index] : std::string_view();
}

std::vector<std::string_view> selected(std::string_view text) { return split_outside(text, '.'); }

}  // namespace goescape
