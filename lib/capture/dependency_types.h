// Sizes of types of packages that a run did not name, so that no listing describes them: from the object files that the
// run left in the build cache.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/build.h"
#include "model/generated_code.h"

namespace goescape {

// A named type, as parts of its name in the listing, "gopkg.in/yaml%2ev3.Node".
struct DependencyType {
  std::string import_path;  // "gopkg.in/yaml.v3"
  std::string prefix;       // "gopkg.in/yaml%2ev3"
  std::string name;         // "Node"
};

// Reads the sizes of types out of the object files of their packages. One answer for each type, in their order; nothing
// where there is no such file, it cannot be read or it does not describe the type (parse/object_file.h), whatever the
// reason: a size is worth no failed run.
std::vector<std::optional<TypeSize>> dependency_types(const ObjectFiles& object_files,
                                                      std::span<const DependencyType> types);

}  // namespace goescape
