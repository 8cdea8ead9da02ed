#include "history_links.h"

#include <fmt/core.h>

#include <filesystem>

#include "resolve/path_text.h"
#include "store/history_database.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// As many as Linux follows.
constexpr int kMostLinks = 40;

// Where writing to `path` would write, also where nothing is there yet.
fs::path target_of(fs::path path) {
  std::error_code error;
  for (int link = 0; link < kMostLinks && fs::is_symlink(path, error); ++link) {
    path = path.parent_path() / fs::read_symlink(path, error);
  }
  return fs::weakly_canonical(path, error);
}

}  // namespace

Result<void> check_history_links(const Config& config, const std::string& file) {
  if (config.of("database").origin.kind != OriginKind::kDefault) {
    return {};
  }
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(file, error).parent_path().parent_path(), error);
  const fs::path place = folder / kHistoryFileName;
  const std::string root = sources_around(folder.string());
  const std::string target = target_of(place).string();
  if (!is_below(place.lexically_normal().string(), root) || is_below(target, root)) {
    return {};
  }
  return fail(Failure::kInput, fmt::format("{} is reached through a link that leads out of {}, to {}: nothing is "
                                           "written there unless --database names it",
                                           file, root, target));
}

}  // namespace goescape
