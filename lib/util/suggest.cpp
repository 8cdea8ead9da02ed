#include "util/suggest.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

namespace goescape {
namespace {

constexpr std::size_t kMostEdits = 3;
constexpr std::size_t kLettersPerEdit = 3;

char plain(char c) { return c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Optimal string alignment distance, with three rows of its table.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = plain(a[i - 1]) == plain(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && plain(a[i - 1]) == plain(b[j - 2]) && plain(a[i - 2]) == plain(b[j - 1])) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view nearest_word(std::string_view word, const std::vector<std::string>& known) {
  std::string_view best;
  std::size_t best_edits = kMostEdits + 1;
  for (const std::string& each : known) {
    const std::size_t edits = edits_between(word, each);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), each.size()) / kLettersPerEdit);
    if (edits <= allowed && edits < best_edits) {
      best = each;
      best_edits = edits;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::string_view near = nearest_word(word, known);
  return near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index != 0) {
      text += index + 1 == words.size() ? " and " : ", ";
    }
    text += words[index];
  }
  return text;
}

}  // namespace goescape
