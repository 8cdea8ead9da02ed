// Files as the base revision has them, for `check --trusted-config`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "capture/repository.h"
#include "capture/revision.h"
#include "util/result.h"

namespace goescape {

struct BaseFile {
  std::string path;  // Relative to the root of the repository.
  std::string name;  // For messages: "main (1a2b3c4d5e6f):path".
  std::string text;
};

// The file at `path`, relative to the root of the repository, as the revision has it. Nothing when it has none.
Result<std::optional<BaseFile>> read_base_file(const Repository& repository, const Revision& base,
                                               const std::string& path);

// The same for the nearest file called `name` in the folder that the repository was asked about, or above it.
Result<std::optional<BaseFile>> find_base_file(const Repository& repository, const Revision& base,
                                               std::string_view name);

}  // namespace goescape
