#include "resolve/generated_file.h"

#include <algorithm>

namespace goescape {

namespace {

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool is_marker(std::string_view line) {
  constexpr std::string_view kPrefix = "// Code generated ";
  constexpr std::string_view kSuffix = " DO NOT EDIT.";
  if (!line.empty() && line.back() == '\r') {
    line.remove_suffix(1);
  }
  return line.size() >= kPrefix.size() + kSuffix.size() && starts_with(line, kPrefix) &&
         line.substr(line.size() - kSuffix.size()) == kSuffix;
}

bool has_marker(std::string_view comment) {
  while (!comment.empty()) {
    const std::size_t newline = std::min(comment.find('\n'), comment.size());
    if (is_marker(comment.substr(0, newline))) {
      return true;
    }
    comment.remove_prefix(std::min(newline + 1, comment.size()));
  }
  return false;
}

// The comment that `text` begins with, without the end of its line; empty when it begins with something else.
std::string_view leading_comment(std::string_view text) {
  if (starts_with(text, "//")) {
    return text.substr(0, text.find('\n'));
  }
  if (!starts_with(text, "/*")) {
    return {};
  }
  const std::size_t close = text.find("*/", 2);
  return text.substr(0, close == std::string_view::npos ? close : close + 2);
}

}  // namespace

bool is_generated(std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (starts_with(source, kByteOrderMark)) {
    source.remove_prefix(kByteOrderMark.size());
  }
  while (true) {
    source.remove_prefix(std::min(source.find_first_not_of(" \t\r\n"), source.size()));
    const std::string_view comment = leading_comment(source);
    if (comment.empty()) {
      return false;
    }
    if (has_marker(comment)) {
      return true;
    }
    source.remove_prefix(comment.size());
  }
}

}  // namespace goescape
