#include "parse/unified_diff.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace goescape {
namespace {

constexpr std::uint32_t kAllLines = INT32_MAX;  // Leaves room to add to it.

constexpr bool is_octal(char c) { return c >= '0' && c <= '7'; }

// What the letter behind a backslash stands for (quote.c of git); nothing = no such escape.
std::optional<char> simple_escape(char letter) {
  constexpr std::array<std::pair<char, char>, 9> kEscapes{{{'a', '\a'},
                                                           {'b', '\b'},
                                                           {'f', '\f'},
                                                           {'n', '\n'},
                                                           {'r', '\r'},
                                                           {'t', '\t'},
                                                           {'v', '\v'},
                                                           {'"', '"'},
                                                           {'\\', '\\'}}};
  const auto* const found =
      std::find_if(kEscapes.begin(), kEscapes.end(), [letter](const auto& pair) { return pair.first == letter; });
  return found == kEscapes.end() ? std::nullopt : std::optional(found->second);
}

struct Escape {
  char byte = 0;
  std::size_t length = 0;  // Of the text behind the backslash; 0 = no escape.
};

Escape read_escape(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  if (const auto simple = simple_escape(text.front())) {
    return {*simple, 1};
  }
  if (text.size() < 3 || !std::all_of(text.begin(), text.begin() + 3, is_octal)) {
    return {};
  }
  const int value = (text[0] - '0') * 64 + (text[1] - '0') * 8 + (text[2] - '0');
  return {static_cast<char>(value), value < 256 ? std::size_t{3} : 0};
}

// The length of the quoted text that `text` begins with, quotes included; 0 = it does not end.
std::size_t quoted_length(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return 0;
}

// The name in `--- a/NAME`, `+++ b/NAME`, without the prefix; empty for /dev/null, nothing when it is no such name.
std::optional<std::string> name_with_prefix(std::string_view text, std::string_view prefix) {
  if (text.ends_with('\t')) {
    text.remove_suffix(1);  // Git marks the end of a name with spaces.
  }
  if (text == "/dev/null") {
    return "";
  }
  auto name = unquoted_git_path(text);
  if (!name || !name->starts_with(prefix)) {
    return std::nullopt;
  }
  return name->substr(prefix.size());
}

// The name in `a/NAME b/NAME`, where both are the same; nothing otherwise.
std::optional<std::string> common_name(std::string_view names) {
  if (names.starts_with('"')) {
    return name_with_prefix(names.substr(0, quoted_length(names)), "a/");
  }
  if (names.size() < 5 || names.size() % 2 == 0) {
    return std::nullopt;
  }
  const std::size_t half = names.size() / 2;
  const std::string_view old_name = names.substr(0, half);
  const std::string_view new_name = names.substr(half + 1);
  if (!old_name.starts_with("a/") || !new_name.starts_with("b/") || old_name.substr(2) != new_name.substr(2)) {
    return std::nullopt;
  }
  return std::string(old_name.substr(2));
}

// Takes "12" or "12,3" off the front of `text`.
bool take_range(std::string_view& text, std::uint32_t& begin, std::uint32_t& count) {
  const auto number = [&text](std::uint32_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc();
  };
  count = 1;
  if (!number(begin)) {
    return false;
  }
  if (!text.starts_with(',')) {
    return true;
  }
  text.remove_prefix(1);
  return number(count);
}

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) {
    return false;
  }
  text.remove_prefix(word.size());
  return true;
}

// Sets `place` to the name, if it is one.
bool set_name(std::string& place, std::optional<std::string> name) {
  if (!name) {
    return false;
  }
  place = *std::move(name);
  return true;
}

std::optional<std::string> plain_name(std::string_view text) {
  auto name = unquoted_git_path(text);
  return name ? std::optional(*std::move(name)) : std::nullopt;
}

// Lines of a header that say nothing about names and lines.
bool is_without_meaning(std::string_view line) {
  for (const std::string_view start : {"index ", "old mode ", "new mode ", "similarity index ", "dissimilarity index ",
                                       "* Unmerged path ", "\\ No newline"}) {
    if (line.starts_with(start)) {
      return true;
    }
  }
  return line.empty();
}

}  // namespace

Result<std::string> unquoted_git_path(std::string_view text) {
  if (!text.starts_with('"')) {
    return std::string(text);
  }
  if (quoted_length(text) != text.size()) {
    return fail(Failure::kInput, fmt::format("a quoted name of git does not end: {}", text));
  }
  std::string name;
  for (text = text.substr(1, text.size() - 2); !text.empty();) {
    if (text.front() != '\\') {
      name += text.front();
      text.remove_prefix(1);
      continue;
    }
    const Escape escape = read_escape(text.substr(1));
    if (escape.length == 0) {
      return fail(Failure::kInput, fmt::format("a quoted name of git holds an unknown escape: {}", text));
    }
    name += escape.byte;
    text.remove_prefix(1 + escape.length);
  }
  return name;
}

void UnifiedDiffParser::feed(std::string_view bytes) {
  splitter_.feed(bytes, [this](std::string_view line) { take(line); });
}

Result<std::vector<FileChange>> UnifiedDiffParser::finish() {
  splitter_.finish([this](std::string_view line) { take(line); });
  if (!failure_.empty()) {
    return fail(Failure::kInput, fmt::format("the diff of git has a line that was not understood: {}", failure_));
  }
  if (old_left_ != 0 || new_left_ != 0) {
    return fail(Failure::kInput, "the diff of git ends in the middle of a change");
  }
  const bool nameless = std::any_of(files_.begin(), files_.end(), [](const FileChange& file) {
    return file.old_path.empty() && file.new_path.empty();
  });
  if (nameless) {
    return fail(Failure::kInput, "the diff of git does not name a file that it speaks of");
  }
  return std::move(files_);
}

void UnifiedDiffParser::take(std::string_view line) {
  if (!failure_.empty()) {
    return;
  }
  if (old_left_ != 0 || new_left_ != 0) {
    take_content(line);
  } else if (!take_header(line)) {
    failure_ = line;
  }
}

void UnifiedDiffParser::take_content(std::string_view line) {
  if (line.starts_with('-') && old_left_ != 0) {
    --old_left_;
  } else if (line.starts_with('+') && new_left_ != 0) {
    --new_left_;
  } else if (!line.starts_with('\\')) {
    failure_ = line;
  }
}

bool UnifiedDiffParser::take_header(std::string_view line) {
  if (take_word(line, "diff --git ")) {
    return begin_file(line);
  }
  if (is_without_meaning(line)) {
    return true;
  }
  return !files_.empty() && take_header_of_file(line);
}

bool UnifiedDiffParser::take_header_of_file(std::string_view line) {
  FileChange& file = files_.back();
  if (take_word(line, "@@ ")) {
    return begin_hunk(line);
  }
  if (take_word(line, "--- ")) {
    return set_name(file.old_path, name_with_prefix(line, "a/"));
  }
  if (take_word(line, "+++ ")) {
    return set_name(file.new_path, name_with_prefix(line, "b/"));
  }
  if (take_word(line, "rename from ")) {
    return set_name(file.old_path, plain_name(line));
  }
  if (take_word(line, "rename to ")) {
    return set_name(file.new_path, plain_name(line));
  }
  if (line.starts_with("new file mode ")) {
    file.old_path.clear();
    return true;
  }
  if (line.starts_with("deleted file mode ")) {
    file.new_path.clear();
    return true;
  }
  if (line.starts_with("Binary files ")) {
    file.hunks = {{1, kAllLines, 1, kAllLines}};
    return true;
  }
  return false;
}

bool UnifiedDiffParser::begin_file(std::string_view names) {
  files_.emplace_back();
  // Where the names differ, or spaces hide where one ends, a line of their own tells each.
  if (const auto name = common_name(names)) {
    files_.back().old_path = files_.back().new_path = *name;
  }
  return true;
}

bool UnifiedDiffParser::begin_hunk(std::string_view header) {
  Hunk hunk;
  if (!take_word(header, "-") || !take_range(header, hunk.old_begin, hunk.old_count) || !take_word(header, " +") ||
      !take_range(header, hunk.new_begin, hunk.new_count) || !take_word(header, " @@")) {
    return false;
  }
  old_left_ = hunk.old_count;
  new_left_ = hunk.new_count;
  files_.back().hunks.push_back(hunk);
  return true;
}

}  // namespace goescape
