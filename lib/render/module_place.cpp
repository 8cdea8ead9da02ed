#include "render/module_place.h"

#include <filesystem>

#include "model/file_base.h"

namespace goescape {

std::string file_from(const Viewpoint& view, std::string_view file) {
  const bool same_folder = view.module.empty() && view.here.empty();
  if (same_folder || file.empty() || split_file(file).base != FileBase::kModule) {
    return std::string(file);
  }
  const std::filesystem::path path = (std::filesystem::path(view.module) / file).lexically_normal();
  return view.here.empty() ? path.generic_string() : path.lexically_relative(view.here).generic_string();
}

}  // namespace goescape
