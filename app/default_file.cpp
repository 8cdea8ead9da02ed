#include "default_file.h"

#include <filesystem>

#include "capture/go_mod.h"
#include "store/config.h"

namespace goescape {

std::string default_file(const std::string& directory, std::string_view name) {
  if (std::string found = find_file_upward(directory, name); !found.empty()) {
    return found;
  }
  std::filesystem::path folder = directory;
  if (const std::string config = find_file_upward(directory, kConfigName); !config.empty()) {
    folder = std::filesystem::path(config).parent_path();
  } else if (const auto module = find_go_mod(directory)) {
    folder = module->dir;
  }
  return (folder / name).lexically_normal().string();
}

}  // namespace goescape
