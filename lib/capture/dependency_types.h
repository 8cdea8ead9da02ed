// Sizes of types of packages that a run did not name, so that no listing describes them: from the object files that the
// run left in the build cache.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "model/generated_code.h"
#include "util/result.h"

namespace goescape {

// A named type, as parts of its name in the listing, "gopkg.in/yaml%2ev3.Node".
struct DependencyType {
  std::string import_path;  // "gopkg.in/yaml.v3"
  std::string prefix;       // "gopkg.in/yaml%2ev3"
  std::string name;         // "Node"
};

// Asks the go command, with the options of the run, for the object files of the packages (one `go list -export`), and
// reads the sizes there. One answer for each type, in their order; nothing where a package or its object file cannot be
// had or does not describe the type (parse/object_file.h), whatever the reason: a size is worth no failed run. Fails
// only when the run was interrupted. No type, no go command.
Result<std::vector<std::optional<TypeSize>>> dependency_types(const CaptureOptions& options,
                                                              std::span<const DependencyType> types);

}  // namespace goescape
