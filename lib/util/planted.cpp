#include "util/planted.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace goescape {
namespace {

namespace fs = std::filesystem;

// As many as Linux follows.
constexpr int kMostLinks = 40;

// `links` is how many more may be followed, in all.
std::optional<std::string> planted_link(const fs::path& path, int& links) {
  fs::path way;
  std::error_code none;
  for (const fs::path& part : path) {
    way /= part;
    const fs::path target = fs::read_symlink(way, none);
    if (none) {
      continue;
    }
    if (is_planted(way.string())) {
      return way.string();
    }
    if (--links < 0) {
      return std::nullopt;
    }
    if (auto found = planted_link(way.parent_path() / target, links)) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_planted(const std::string& path) {
  struct stat own {};
  struct stat folder {};
  const std::string parent = fs::path(path).parent_path().string();
  if (::lstat(path.c_str(), &own) != 0 || ::stat(parent.empty() ? "." : parent.c_str(), &folder) != 0) {
    return false;
  }
  return (folder.st_mode & S_IWOTH) != 0 && own.st_uid != ::geteuid() && own.st_uid != folder.st_uid;
}

std::optional<std::string> planted_link_to_folder(const std::string& path) {
  int links = kMostLinks;
  return planted_link(fs::path(path).parent_path(), links);
}

}  // namespace goescape
