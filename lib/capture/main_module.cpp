#include "capture/main_module.h"

#include <algorithm>
#include <filesystem>

#include "capture/go_mod.h"

namespace goescape {
namespace {

std::string folder_of(const std::string& file) { return std::filesystem::path(file).parent_path().string(); }

}  // namespace

MainModule find_main_module(const GoEnv& env, const std::string& directory,
                            const std::vector<ListedPackage>& packages) {
  if (env.gomod.empty()) {
    return {"", env.gowork.empty() ? directory : folder_of(env.gowork)};
  }
  const std::string folder = folder_of(env.gomod);
  const auto named = std::find_if(packages.begin(), packages.end(), [&](const ListedPackage& listed) {
    return listed.package.main_module && listed.package.module_dir == folder;
  });
  if (named != packages.end()) {
    return {named->package.module_path, folder};
  }
  const auto go_mod = find_go_mod(folder);
  return {go_mod ? go_mod->path : "", folder};
}

}  // namespace goescape
