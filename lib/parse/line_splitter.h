// Cuts a stream of bytes, handed over in pieces, into lines.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace goescape {

// Memory stays bounded whatever the input: of a line longer than the limit the beginning and the end are kept, which
// is where the position and the verdict of a diagnostic stand, with a mark in between. Lines that begin with `{` have a
// limit of their own: the go command puts the whole output of a package into one JSON event. A `\r` before the `\n` is
// taken off. Lines that lie within one piece are handed on without a copy.
class LineSplitter {
 public:
  static constexpr std::size_t kLongestLine = std::size_t{1} << 20U;
  static constexpr std::size_t kLongestEvent = std::size_t{256} << 20U;

  explicit LineSplitter(std::size_t longest_line = kLongestLine, std::size_t longest_event = kLongestEvent)
      : longest_line_(longest_line), longest_event_(longest_event) {}

  // Calls `take(std::string_view line)` for every line that ends in `bytes`. The views are valid during the call.
  template <typename Take>
  void feed(std::string_view bytes, Take&& take) {
    feed(bytes, std::forward<Take>(take), [](std::string_view /*rest*/) { return std::size_t{0}; });
  }

  // The same; `skip(std::string_view rest)` is asked where a line begins in `bytes`, with what they hold from there on,
  // how much of that, a number of whole lines, is to be passed over.
  template <typename Take, typename Skip>
  void feed(std::string_view bytes, Take&& take, Skip&& skip) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
      if (held_.empty()) {
        at += skip(std::string_view(at, static_cast<std::size_t>(end - at)));
        if (at == end) {
          return;
        }
      }
      const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (newline == nullptr) {
        hold({at, static_cast<std::size_t>(end - at)});
        return;
      }
      const std::string_view piece(at, static_cast<std::size_t>(newline - at));
      at = newline + 1;
      if (held_.empty()) {
        take(without_return(shortened(piece)));
      } else {
        hold(piece);
        take(without_return(shortened(held_)));
        held_.clear();
      }
    }
  }

  // Hands on what stands behind the last newline, if anything.
  template <typename Take>
  void finish(Take&& take) {
    if (!held_.empty()) {
      take(without_return(shortened(held_)));
      held_.clear();
    }
  }

 private:
  static std::string_view without_return(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  }

  [[nodiscard]] std::size_t longest(std::string_view line) const {
    return line.starts_with('{') ? longest_event_ : longest_line_;
  }

  // Adds to the line that has not ended yet, dropping from its middle when it has grown to twice the limit.
  void hold(std::string_view piece);
  // A line that is too long without its middle; any other as it is.
  std::string_view shortened(std::string_view line) {
    return line.size() <= longest(line) ? line : without_middle(line);
  }
  std::string_view without_middle(std::string_view line);

  std::size_t longest_line_;
  std::size_t longest_event_;
  std::string held_;
  std::string shortened_;
};

}  // namespace goescape
