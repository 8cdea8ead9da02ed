#include "absent_patterns.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>

#include "capture/go_mod.h"
#include "capture/package_folders.h"
#include "resolve/path_text.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// Whether a Go file lies in the folder itself, or whether that cannot be said.
bool has_go_file(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    const bool is_folder = entry->symlink_status(none).type() == fs::file_type::directory;
    if (!is_folder && entry->path().extension() == ".go" && is_there(entry->path())) {
      return true;
    }
  }
  return error && is_there(folder);
}

// The same for the folder and those below it.
bool has_package(const fs::path& root) {
  bool found = false;
  const bool complete = visit_package_folders(root, [&](const fs::path& folder) {
    found = has_go_file(folder);
    return !found;
  });
  return found || (!complete && is_there(root));
}

// The path behind a pattern that names something in `directory` or in the module around it; nothing for others.
std::optional<fs::path> path_of(std::string_view pattern, const fs::path& directory,
                                const std::optional<GoMod>& module) {
  if (pattern.starts_with("./") || pattern.starts_with("../") || pattern == "." || pattern == "..") {
    return directory / pattern;
  }
  if (pattern.ends_with(".go")) {
    return directory / pattern;
  }
  if (module && pattern == module->path) {
    return fs::path(module->dir);
  }
  if (module && is_below(pattern, module->path)) {
    return fs::path(module->dir) / pattern.substr(module->path.size() + 1);
  }
  return std::nullopt;
}

bool is_absent(std::string_view pattern, const fs::path& directory, const std::optional<GoMod>& module) {
  const std::size_t dots = pattern.find("...");
  if (dots == std::string_view::npos) {
    const auto path = path_of(pattern, directory, module);
    return path && !(pattern.ends_with(".go") ? is_there(*path) : has_go_file(*path));
  }
  if (dots != 0 && pattern[dots - 1] != '/') {
    return false;  // Such as ./internal/co...: whatever the go command makes of it.
  }
  std::string_view stem = pattern.substr(0, dots);
  while (stem.ends_with('/')) {
    stem.remove_suffix(1);
  }
  const auto path = path_of(stem, directory, module);
  return path && !has_package(*path);
}

}  // namespace

std::vector<std::string> absent_patterns(const std::vector<std::string>& patterns, const std::string& directory,
                                         const std::string& root) {
  const std::vector<std::string> named = patterns.empty() ? std::vector<std::string>{"./..."} : patterns;
  std::optional<GoMod> module = find_go_mod(directory);
  if (module && !(module->dir == root || is_below(module->dir, root))) {
    module.reset();
  }
  std::vector<std::string> absent;
  std::copy_if(named.begin(), named.end(), std::back_inserter(absent),
               [&](const std::string& pattern) { return is_absent(pattern, directory, module); });
  return absent;
}

}  // namespace goescape
