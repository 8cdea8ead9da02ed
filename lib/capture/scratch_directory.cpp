#include "capture/scratch_directory.h"

#include <fmt/core.h>
#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace goescape {

Result<ScratchDirectory> ScratchDirectory::create() {
  std::error_code error;
  const auto parent = std::filesystem::temp_directory_path(error);
  std::string path = (error ? std::filesystem::path("/tmp") : parent) / "goescape-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) {
    return fail(Failure::kInput, fmt::format("cannot create a folder like {}: {}", path,
                                             std::error_code(errno, std::generic_category()).message()));
  }
  return ScratchDirectory(std::move(path));
}

ScratchDirectory::ScratchDirectory(ScratchDirectory&& other) noexcept : path_(std::exchange(other.path_, "")) {}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  if (!path_.empty()) {
    std::filesystem::remove_all(path_, ignored);
  }
}

Result<std::string> ScratchDirectory::write(const std::string& name, const std::string& content) const {
  std::string path = path_ + "/" + name;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (!file) {
    return fail(Failure::kInput, fmt::format("cannot write {}", path));
  }
  return path;
}

}  // namespace goescape
