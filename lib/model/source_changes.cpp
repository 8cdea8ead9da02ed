#include "model/source_changes.h"

#include <utility>

namespace goescape {

SourceChanges inverted(const SourceChanges& changes) {
  SourceChanges result = changes;
  for (FileChange& file : result.files) {
    std::swap(file.old_path, file.new_path);
    for (Hunk& hunk : file.hunks) {
      std::swap(hunk.old_begin, hunk.new_begin);
      std::swap(hunk.old_count, hunk.new_count);
    }
  }
  return result;
}

}  // namespace goescape
