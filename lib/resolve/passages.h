// Runs of lines that a log said before: recognised whole, they are counted without being read again.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace goescape {

// What is said of a package is often said again, by another build or for its tests. Passages are kept in the order in
// which they came, with the diagnostics that each counts. What repeats mostly does so in that order: at any time there
// is one passage that may come next, and no other is looked at. Memory follows what is distinct, since a passage
// without a line that is new is not kept.
class Passages {
 public:
  // The lines that come belong to this section, whose bytes are hashed with `seed`. What was being read is dropped.
  void enter(std::uint32_t section, std::uint64_t seed);

  // A passage begins: lines that came before are not part of it.
  void begin() { drop_unfinished(); }

  // The next line of the passage being read: the diagnostic with this index.
  void add_new_line(std::uint32_t diagnostic) {
    add_line(diagnostic);
    has_new_line_ = true;
  }
  void add_repeated_line(std::uint32_t diagnostic) {
    add_line(diagnostic);
    if (expected_ != kNone) {
      look_ahead(diagnostic);
    }
  }

  // The passage being read has ended, and these are its bytes; without any it is dropped.
  void end(std::string_view bytes);

  // When `bytes` begin with the passage that is expected, counts it once more and returns its length; else 0.
  std::size_t repeated(std::string_view bytes) { return is_due_ ? repeat(bytes) : 0; }

  // The last diagnostic of the passage that repeated() found last.
  [[nodiscard]] std::uint32_t last_line() const { return last_line_; }

  // Calls `count(diagnostic, times)` for every line of the passages that repeated() found since the last call of this.
  template <typename Count>
  void settle(Count&& count) {
    for (Passage& passage : passages_) {
      for (const Lines& run : std::span(lines_).subspan(passage.begin, passage.end - passage.begin)) {
        for (std::uint32_t line = run.begin; line < run.end; ++line) {
          count(line, passage.repeats);
        }
      }
      passage.repeats = 0;
    }
  }

 private:
  // The diagnostics [begin, end), one after the other: most lines are new when they come first, and numbered in order.
  struct Lines {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  struct Passage {
    std::uint64_t hash = 0;
    std::uint32_t length = 0;  // Bytes.
    std::uint32_t begin = 0;   // Its lines are lines_[begin, end).
    std::uint32_t end = 0;
    std::uint32_t repeats = 0;
    std::uint32_t section = 0;
  };

  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  void add_line(std::uint32_t diagnostic) {
    if (lines_.size() != unfinished_ && lines_.back().end == diagnostic) {
      ++lines_.back().end;
    } else {
      lines_.push_back({diagnostic, diagnostic + 1});
    }
  }
  void drop_unfinished();
  void expect(std::size_t passage);
  void look_ahead(std::uint32_t diagnostic);
  std::size_t repeat(std::string_view bytes);

  std::vector<Passage> passages_;
  std::vector<Lines> lines_;         // Of the passages, and behind them of the one being read.
  std::size_t unfinished_ = 0;       // Where in these that one begins.
  std::vector<std::size_t> firsts_;  // By section: its first passage.
  std::uint32_t section_ = 0;
  std::uint64_t seed_ = 0;
  std::size_t expected_ = kNone;  // The passage of this section that may come next.
  bool is_due_ = false;           // The line that comes may be the first of it.
  bool has_new_line_ = false;
  std::uint32_t last_line_ = 0;
};

}  // namespace goescape
