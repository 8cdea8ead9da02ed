// What a version control system says about the sources of two revisions. Filled by lib/capture from `git diff`; two
// saved reports without a repository at hand come without it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace goescape {

// One changed place of a file, as the header `@@ -old_begin,old_count +new_begin,new_count @@` of a diff without
// context lines names it. A count of 0 means that the lines stand on the other side only; its begin is then the line
// before.
struct Hunk {
  std::uint32_t old_begin = 0;
  std::uint32_t old_count = 0;
  std::uint32_t new_begin = 0;
  std::uint32_t new_count = 0;
};

// A file that differs, by content or by name. Paths are written as Finding::file is.
struct FileChange {
  std::string old_path;     // Empty: the file was added.
  std::string new_path;     // Empty: the file was deleted.
  std::vector<Hunk> hunks;  // In order; empty for a file that was only renamed.
};

struct SourceChanges {
  bool known = false;             // False: nobody could tell, and nothing follows from a file that is not listed.
  std::vector<FileChange> files;  // Where known, every file that is not listed is the same on both sides.
};

// The same changes seen from the other side: what leads from the new sources back to the old ones.
SourceChanges inverted(const SourceChanges& changes);

}  // namespace goescape
