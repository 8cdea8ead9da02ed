#include "util/cache_directory.h"

#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include "util/environment.h"
#include "util/planted.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

}  // namespace

Result<std::string> cache_directory() {
  const std::string_view own = environment_variable("GOESCAPE_CACHE");
  if (!own.empty() && !is_absolute(own)) {
    return fail(Failure::kUsage, fmt::format("GOESCAPE_CACHE is {}, which is no absolute path", own));
  }
  if (!own.empty()) {
    return std::string(own);
  }
  if (const std::string_view xdg = environment_variable("XDG_CACHE_HOME"); is_absolute(xdg)) {
    return fmt::format("{}/goescape", xdg);
  }
  if (const std::string_view home = environment_variable("HOME"); is_absolute(home)) {
    return fmt::format("{}/.cache/goescape", home);
  }
  return fail(Failure::kInput,
              "there is no cache folder: none of GOESCAPE_CACHE, XDG_CACHE_HOME and HOME is set to an absolute path");
}

Result<std::string> make_cache_folder(const std::string& name) {
  auto cache = cache_directory();
  if (!cache) {
    return cache;
  }
  const fs::path folder = fs::path(*cache) / name;
  for (const std::string& place : {*cache, folder.string()}) {
    const auto planted = is_planted(place) ? std::optional(place) : planted_link_to_folder(place);
    if (planted) {
      return fail(
          Failure::kInput,
          fmt::format("{} is no place for the cache: it belongs to another user, in a folder that everybody may "
                      "write to; set GOESCAPE_CACHE to a folder of yours",
                      *planted));
    }
  }
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    return folder.string();
  }
  fs::create_directories(folder, error);
  if (error) {
    return fail(Failure::kInput,
                fmt::format("cannot create the cache folder {}: {}", folder.string(), error.message()));
  }
  fs::permissions(folder, fs::perms::owner_all, error);
  return folder.string();
}

}  // namespace goescape
