// Looking for a word in a long text.
#pragma once

#include <cstring>
#include <string_view>

namespace goescape {

// Whether `word` stands somewhere in `text`. memmem(3) is several times as fast as std::string_view::find(), which
// stops at each of the first letters.
inline bool contains(std::string_view text, std::string_view word) {
  if (text.size() < word.size() || word.empty()) {
    return word.empty();  // An empty view may have no address, which memmem() does not take.
  }
  return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace goescape
