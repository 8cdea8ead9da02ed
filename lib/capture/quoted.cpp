#include "capture/quoted.h"

#include <fmt/core.h>

#include <algorithm>

namespace goescape {
namespace {

constexpr std::string_view kSpace = " \t\n\r";

bool is_quote(char c) { return c == '\'' || c == '"'; }

}  // namespace

Result<std::vector<std::string>> split_quoted(std::string_view text) {
  std::vector<std::string> words;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    if (text.empty()) {
      return words;
    }
    const bool quoted = is_quote(text.front());
    const std::size_t begin = quoted ? 1 : 0;
    std::size_t end = quoted ? text.find(text.front(), 1) : text.find_first_of(kSpace);
    if (end == std::string_view::npos) {
      if (quoted) {
        return fail(Failure::kUsage, fmt::format("the quote is not closed in {}", text));
      }
      end = text.size();
    }
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end + begin);
  }
}

Result<std::string> join_quoted(const std::vector<std::string>& words) {
  std::string joined;
  for (const auto& word : words) {
    const bool plain = !word.empty() && word.find_first_of(kSpace) == std::string::npos && !is_quote(word.front());
    const char* const quote = plain ? "" : (word.find('\'') == std::string::npos ? "'" : "\"");
    if (!plain && word.find(*quote) != std::string::npos) {
      return fail(Failure::kUsage, fmt::format("the go command cannot take a flag that holds both quotes: {}", word));
    }
    joined += fmt::format("{}{}{}{}", joined.empty() ? "" : " ", quote, word, quote);
  }
  return joined;
}

}  // namespace goescape
