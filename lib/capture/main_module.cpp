#include "capture/main_module.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace goescape {
namespace {

std::string folder_of(const std::string& file) { return std::filesystem::path(file).parent_path().string(); }

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  while (!text.empty() && kSpace.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

}  // namespace

MainModule find_main_module(const GoEnv& env, const std::string& directory,
                            const std::vector<ListedPackage>& packages) {
  if (env.gomod.empty()) return {"", env.gowork.empty() ? directory : folder_of(env.gowork)};
  const std::string folder = folder_of(env.gomod);
  const auto named = std::find_if(packages.begin(), packages.end(), [&](const ListedPackage& listed) {
    return listed.package.main_module && listed.package.module_dir == folder;
  });
  if (named != packages.end()) return {named->package.module_path, folder};
  std::ifstream file(env.gomod);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return {module_path_in(text), folder};
}

std::string module_path_in(std::string_view go_mod) {
  constexpr std::string_view kDirective = "module";
  while (!go_mod.empty()) {
    const std::size_t end = std::min(go_mod.find('\n'), go_mod.size());
    std::string_view line = go_mod.substr(0, end);
    go_mod.remove_prefix(std::min(end + 1, go_mod.size()));
    line = trim(line.substr(0, line.find("//")));
    if (!line.starts_with(kDirective) || line.size() == kDirective.size()) continue;
    line.remove_prefix(kDirective.size());
    if (line.front() != ' ' && line.front() != '\t' && line.front() != '"') continue;
    line = trim(line);
    if (line.size() >= 2 && (line.front() == '"' || line.front() == '`')) line = line.substr(1, line.size() - 2);
    return std::string(line);
  }
  return "";
}

}  // namespace goescape
