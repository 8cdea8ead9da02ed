#include "resolve/bazel_paths.h"

#include <algorithm>

#include "resolve/path_text.h"

namespace goescape {
namespace {

constexpr std::string_view kExternal = "external/";

// What stands in front of "//": "", "@repository".
std::string_view repository_of(std::string_view label) { return label.substr(0, label.find("//")); }

// What stands between "//" and ":".
std::string_view path_of(std::string_view label) {
  label.remove_prefix(std::min(label.find("//") + 2, label.size()));
  return label.substr(0, label.find(':'));
}

std::string_view target_of(std::string_view label) {
  const std::size_t colon = label.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : label.substr(colon + 1);
}

// "//codec" of "codec", "@repository//sub" of "external/repository/sub".
std::string label_of_folder(std::string_view folder) {
  if (!folder.starts_with(kExternal)) {
    return "//" + std::string(folder);
  }
  folder.remove_prefix(kExternal.size());
  const std::size_t slash = std::min(folder.find('/'), folder.size());
  return "@" + std::string(folder.substr(0, slash)) + "//" +
         std::string(folder.substr(std::min(slash + 1, folder.size())));
}

}  // namespace

bool is_bazel_label(std::string_view import_path) {
  return import_path.starts_with("//") ||
         (import_path.starts_with('@') && import_path.find("//") != std::string_view::npos);
}

std::string folder_of_label(std::string_view label) {
  const std::string_view repository = repository_of(label);
  const std::string path(path_of(label));
  if (!repository.empty()) {
    return std::string(kExternal) + std::string(repository.substr(1)) + (path.empty() ? "" : "/" + path);
  }
  return path.empty() ? "." : path;
}

Category category_of_label(std::string_view label) {
  return label.starts_with('@') ? Category::kDependency : Category::kModule;
}

std::string label_of_file(std::string_view label, std::string_view name) {
  const std::string_view folder = dir_name(name);
  const std::string own = folder_of_label(label);
  if (folder == own || (folder.empty() && own == ".")) {
    return std::string(label);
  }
  constexpr std::string_view kOldName = "go_default_library";
  return label_of_folder(folder) + ":" + std::string(target_of(label) == kOldName ? kOldName : base_name(folder));
}

}  // namespace goescape
