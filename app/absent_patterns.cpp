#include "absent_patterns.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>

#include "capture/go_mod.h"
#include "resolve/path_text.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// Something that cannot be looked at counts as being there: then the go command says what is wrong with it, and a side
// is not taken for empty.
bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::status(path, error).type() != fs::file_type::not_found;
}

// Whether "..." leaves this folder out, as cmd/go/internal/modload/search.go does. Folders that begin with a dot have
// to stay out for another reason too: git makes files in .git and takes them away while other processes walk.
bool is_left_out(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name.starts_with('_') || name == "testdata" || name == "vendor" ||
         is_there(folder / "go.mod");
}

enum class Depth { kFolder, kTree };

// Whether there is a Go file in the folder, or with kTree in those below it.
bool has_go_file(const fs::path& folder, Depth depth) {
  if (!is_there(folder)) {
    return false;
  }
  std::error_code error;
  std::vector<fs::path> below;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    const bool is_folder = entry->symlink_status(none).type() == fs::file_type::directory;
    if (!is_folder && entry->path().extension() == ".go" && is_there(entry->path())) {
      return true;
    }
    if (is_folder && depth == Depth::kTree && !is_left_out(entry->path())) {
      below.push_back(entry->path());
    }
  }
  return error || std::any_of(below.begin(), below.end(), [](const fs::path& path) {
           return has_go_file(path, Depth::kTree);
         });
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
    return path && !(pattern.ends_with(".go") ? is_there(*path) : has_go_file(*path, Depth::kFolder));
  }
  if (dots != 0 && pattern[dots - 1] != '/') {
    return false;  // Such as ./internal/co...: whatever the go command makes of it.
  }
  std::string_view stem = pattern.substr(0, dots);
  while (stem.ends_with('/')) {
    stem.remove_suffix(1);
  }
  const auto path = path_of(stem, directory, module);
  return path && !has_go_file(*path, Depth::kTree);
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
