// Files and packages of a build with Bazel, where packages are known by their labels: "//codec:codec".
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"

namespace goescape {

// Whether what stands for an import path is a label.
bool is_bazel_label(std::string_view import_path);

// The folder of a label below the folder that Bazel builds in: "codec", "." for the root, "external/REPOSITORY/sub".
std::string folder_of_label(std::string_view label);

// kModule, or kDependency for labels of other repositories.
Category category_of_label(std::string_view label);

// The label of the package that a file belongs to which was printed as `name` when the target `label` was compiled:
// that label, or one of another folder, named as its own one is, after the folder or `go_default_library`.
std::string label_of_file(std::string_view label, std::string_view name);

}  // namespace goescape
