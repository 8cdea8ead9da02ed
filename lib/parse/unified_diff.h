// The output of `git diff -U0`, read as it comes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/source_changes.h"
#include "parse/line_splitter.h"
#include "util/result.h"

namespace goescape {

// Reads a diff in git's extended format (git-diff(1), "Generating patch text with -p") that was made with
// `--src-prefix=a/ --dst-prefix=b/`: names quoted as in C where they need it, renames, new and deleted files, changes
// of the mode alone, "\ No newline at end of file". Content of lines is passed over, whatever it looks like, by the
// counts of the hunk headers.
class UnifiedDiffParser {
 public:
  // Takes the next bytes, cut anywhere.
  void feed(std::string_view bytes);

  // The files, in the order of the diff, paths as the repository has them; to be called once, at the end. A file that
  // git calls binary has one hunk of all lines. Fails when something is no such diff or stops in the middle of a hunk.
  Result<std::vector<FileChange>> finish();

 private:
  void take(std::string_view line);
  void take_content(std::string_view line);
  [[nodiscard]] bool take_header(std::string_view line);
  [[nodiscard]] bool take_header_of_file(std::string_view line);
  [[nodiscard]] bool begin_file(std::string_view names);
  [[nodiscard]] bool begin_hunk(std::string_view header);

  LineSplitter splitter_;
  std::vector<FileChange> files_;
  std::uint64_t old_left_ = 0;  // Lines that the current hunk still has.
  std::uint64_t new_left_ = 0;
  std::string failure_;
};

// A name as git writes it in a diff, between quotes with C escapes (\n, \", \303) or as it is. Fails on quotes without
// an end and on unknown escapes.
Result<std::string> unquoted_git_path(std::string_view text);

}  // namespace goescape
