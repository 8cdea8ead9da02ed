// Where a line of one revision stands in the other.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/source_changes.h"

namespace goescape {

// What is known about one line.
enum class LineState : std::uint8_t {
  kUnknown,  // Nobody could tell.
  kSame,     // It stands unchanged on the other side.
  kChanged,  // It was added, removed or edited.
};

struct MappedLine {
  LineState state = LineState::kUnknown;
  std::uint32_t line = 0;  // kSame: its number on the other side.
  std::uint32_t hunk = 0;  // kChanged: the changed place that it belongs to, the same number on both sides.
};

// The lines of one file. Valid as long as the LineMap that gave it out.
class FileLines {
 public:
  // What the file is called on the other side; empty when it is not there. The path itself when nothing is known.
  [[nodiscard]] std::string_view other_path() const { return other_path_; }

  // A line of the file, counted from 1; nothing is known about line 0.
  [[nodiscard]] MappedLine at(std::uint32_t line) const;

 private:
  friend class LineMap;

  std::string_view other_path_;
  LineState unlisted_ = LineState::kUnknown;  // For every line, when the file is not among the changes.
  const FileChange* change_ = nullptr;
  std::uint32_t first_hunk_ = 0;
  bool from_old_ = true;
};

// Answers for paths that are written as Finding::file. Files of the module cache carry their version in their path, so
// they are the same wherever the path is. Files of GOROOT are the same when both sides use the same release of Go.
class LineMap {
 public:
  // `changes` must outlive the object. `same_release`: both sides were compiled by the same known release of Go.
  LineMap(const SourceChanges& changes, bool same_release);

  // A file of the old side, seen from there; the path must live as long as the answer is used.
  [[nodiscard]] FileLines of_old(std::string_view path) const { return lines(path, true); }

  // A file of the new side.
  [[nodiscard]] FileLines of_new(std::string_view path) const { return lines(path, false); }

 private:
  [[nodiscard]] FileLines lines(std::string_view path, bool from_old) const;
  [[nodiscard]] LineState state_of_unlisted(std::string_view path) const;

  const SourceChanges& changes_;
  bool same_release_;
  std::vector<std::uint32_t> first_hunks_;  // By file: how the first of its hunks is numbered.
  std::unordered_map<std::string_view, std::uint32_t> by_old_path_;
  std::unordered_map<std::string_view, std::uint32_t> by_new_path_;
};

}  // namespace goescape
