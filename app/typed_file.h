// The file that a user types, by the name that a report has for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace goescape {

// Where the user is, and what file names of the report are relative to. Absolute; `module_dir` may be unknown: empty.
struct TypedFrom {
  std::string directory;
  std::string module_dir;
};

// Which of `known`, names as in Finding::file, is meant by `typed`: a path relative to the directory, to the module, an
// absolute one, or the end of exactly one known name. Nothing when it is none of them.
std::optional<std::string> find_typed_file(const std::string& typed, const TypedFrom& from,
                                           const std::vector<std::string>& known);

// The folder of a typed file that exists, as the go command takes it in `directory`: "./codec", "../m". Nothing when
// there is no such file.
std::optional<std::string> package_of_typed_file(const std::string& typed, const TypedFrom& from);

}  // namespace goescape
