#include "resolve/directive_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "util/contains.h"
#include "util/display.h"
#include "util/suggest.h"

namespace goescape {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

bool skip(std::string_view& text, std::string_view prefix) {
  const bool there = text.starts_with(prefix);
  text.remove_prefix(there ? prefix.size() : 0);
  return there;
}

// Takes everything up to the next blank.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of(kBlanks), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

// The elements of a list with commas, one at a time; false at its end.
bool take_element(std::string_view& list, std::string_view& element) {
  if (list.empty()) {
    return false;
  }
  const std::size_t comma = list.find(',');
  element = trimmed(list.substr(0, comma));
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return true;
}

DirectiveWords broken(DirectiveType type, std::string problem) {
  DirectiveWords words;
  words.type = type;
  words.problem = std::move(problem);
  return words;
}

// What was meant to suppress suppresses nothing, and shows by that. Anything else may have been an assertion, which
// nobody would miss.
DirectiveWords unknown_directive(std::string_view word) {
  const std::vector<std::string> known{"ignore", "noescape"};
  return broken(nearest_word(word, known) == "ignore" ? DirectiveType::kIgnore : DirectiveType::kNoEscape,
                fmt::format("there is no directive goescape:{}; there are goescape:ignore and goescape:noescape{}",
                            escaped(word), suggestion(word, known)));
}

// `rest` follows `//goescape:`.
DirectiveWords read_own(std::string_view rest) {
  const std::string_view word = take_word(rest);
  DirectiveWords words;
  words.reach = DirectiveReach::kLineOrFunction;
  if (word == "noescape") {
    words.type = DirectiveType::kNoEscape;
    return words;
  }
  if (word != "ignore") {
    return unknown_directive(word);
  }
  words.reason = trimmed(rest);
  if (words.reason.empty()) {
    words.problem = "goescape:ignore needs a reason and suppresses nothing without one: //goescape:ignore REASON";
  }
  return words;
}

// Go takes a comment for a directive only without a blank behind the slashes; with one, gofmt would re-wrap it as
// prose.
std::optional<DirectiveWords> read_spaced(std::string_view rest) {
  const std::string_view word = take_word(rest);
  if (word != "ignore" && word != "noescape") {
    return std::nullopt;
  }
  return broken(word == "ignore" ? DirectiveType::kIgnore : DirectiveType::kNoEscape,
                fmt::format("a directive has no blank behind the slashes: //goescape:{}", word));
}

// gcassert looks for its word anywhere in a comment, with one blank behind the slashes or none.
bool is_gcassert(std::string_view comment) {
  constexpr std::string_view kWord = "gcassert:";
  for (std::size_t at = comment.find(kWord); at != std::string_view::npos; at = comment.find(kWord, at + 1)) {
    const std::string_view before = comment.substr(0, at);
    if (!before.ends_with("//") && !before.ends_with("// ")) {
      continue;
    }
    std::string_view list = comment.substr(at + kWord.size());
    list = take_word(list);
    for (std::string_view element; take_element(list, element);) {
      if (element == "noescape") {
        return true;
      }
    }
  }
  return false;
}

// go-escape-lint looks for `//no-escape` anywhere in a comment; with a blank it has to be the whole comment, for prose
// may well begin like that.
bool is_no_escape(std::string_view comment) {
  constexpr std::string_view kWord = "//no-escape";
  const std::size_t at = comment.find(kWord);
  if (at == std::string_view::npos) {
    return trimmed(comment) == "// no-escape";
  }
  const std::string_view rest = comment.substr(at + kWord.size());
  return rest.empty() || kBlanks.find(rest.front()) != std::string_view::npos;
}

// `options` follows `+checkescape`. Without options it stands for `local,hard`; `local` restricts others, and alone
// stands for the same (the documentation of gVisor's checkescape).
std::optional<DirectiveWords> read_checkescape(std::string_view options) {
  constexpr std::array<std::string_view, 3> kHeap{"heap", "hard", "all"};
  constexpr std::array<std::string_view, 5> kOthers{"builtin", "stack", "interface", "dynamic", "unknown"};
  DirectiveWords words;
  words.type = DirectiveType::kNoEscape;
  words.reach = DirectiveReach::kFunction;
  words.checkescape = true;
  bool heap = false;
  bool others = false;
  for (std::string_view option; take_element(options, option);) {
    if (std::find(kHeap.begin(), kHeap.end(), option) != kHeap.end()) {
      heap = true;
    } else if (std::find(kOthers.begin(), kOthers.end(), option) != kOthers.end()) {
      others = true;
    } else if (option != "local") {
      words.problem = fmt::format("+checkescape has no option {}", escaped(option));
      return words;
    }
  }
  return heap || !others ? std::optional(words) : std::nullopt;
}

std::optional<DirectiveWords> read_gvisor(std::string_view comment) {
  std::string_view rest = trimmed(comment.substr(2));
  if (skip(rest, "+checkescape")) {
    if (rest.empty()) {
      return read_checkescape(rest);
    }
    return skip(rest, ":") ? read_checkescape(take_word(rest)) : std::nullopt;
  }
  constexpr std::string_view kExempt = "escapes:";
  const bool exempt = rest.size() >= kExempt.size() &&
                      std::equal(kExempt.begin(), kExempt.end(), rest.begin(),
                                 [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  if (!exempt) {
    return std::nullopt;
  }
  DirectiveWords words;
  words.type = DirectiveType::kExempt;
  words.reason = trimmed(rest.substr(kExempt.size()));
  return words;
}

}  // namespace

std::optional<DirectiveWords> read_directive_words(std::string_view comment) {
  std::string_view rest = comment;
  if (skip(rest, "//goescape:")) {
    return read_own(rest);
  }
  if (skip(rest, "// goescape:")) {
    return read_spaced(rest);
  }
  if (is_gcassert(comment) || is_no_escape(comment)) {
    DirectiveWords words;
    words.type = DirectiveType::kNoEscape;
    return words;
  }
  return read_gvisor(comment);
}

bool may_hold_directives(std::string_view source) {
  constexpr std::array<std::string_view, 4> kWords{"goescape:", "gcassert:", "no-escape", "+checkescape"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return contains(source, word); });
}

}  // namespace goescape
