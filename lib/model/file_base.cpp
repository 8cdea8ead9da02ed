#include "model/file_base.h"

namespace goescape {

BasedFile split_file(std::string_view file) {
  for (const FileBaseInfo& row : kFileBases) {
    if (file.starts_with(row.prefix)) {
      return {row.base, file.substr(row.prefix.size())};
    }
  }
  return {file.starts_with('/') ? FileBase::kNone : FileBase::kModule, file};
}

}  // namespace goescape
