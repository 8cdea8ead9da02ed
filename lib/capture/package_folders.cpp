#include "capture/package_folders.h"

#include <string>
#include <vector>

namespace goescape {
namespace {

namespace fs = std::filesystem;

// That git's own folder stays out matters twice: git makes files in it and takes them away while others walk.
bool is_reached(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return !name.starts_with('.') && !name.starts_with('_') && name != "testdata" && name != "vendor" &&
         !is_there(folder / "go.mod");
}

// Adds what is reached directly below `folder`; false when that cannot be said.
bool add_folders_below(const fs::path& folder, std::vector<fs::path>& found) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    if (entry->symlink_status(none).type() == fs::file_type::directory && is_reached(entry->path())) {
      found.push_back(entry->path());
    }
  }
  return !error;
}

}  // namespace

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::status(path, error).type() != fs::file_type::not_found;
}

bool visit_package_folders(const fs::path& root, const std::function<bool(const fs::path& folder)>& visit) {
  bool complete = true;
  std::vector<fs::path> folders{root};
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    if (!visit(folder)) {
      return complete;
    }
    complete = add_folders_below(folder, folders) && complete;
  }
  return complete;
}

}  // namespace goescape
