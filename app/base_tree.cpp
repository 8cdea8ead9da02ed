#include "base_tree.h"

#include <algorithm>
#include <vector>

#include "capture/git_command.h"

namespace goescape {
namespace {

// `folder` and all above it with `name` behind, from the inside out.
std::vector<std::string> paths_upward(std::string folder, std::string_view name) {
  std::vector<std::string> paths;
  while (!folder.empty()) {
    paths.push_back(folder + '/' + std::string(name));
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  paths.emplace_back(name);
  return paths;
}

// The first of the paths that the revision has; all of them exact.
Result<std::optional<BaseFile>> first_of(const Repository& repository, const Revision& base,
                                         const std::vector<std::string>& paths) {
  std::vector<std::string> arguments{"ls-tree", "--full-tree", "--name-only", "-z", base.hash, "--"};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  const auto listed = run_git(repository.root, arguments);
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  const std::string names = '\0' + *listed;
  for (const std::string& path : paths) {
    if (names.find('\0' + path + '\0') == std::string::npos) {
      continue;
    }
    auto text = run_git(repository.root, {"cat-file", "blob", base.hash + ":" + path});
    if (!text) {
      return tl::unexpected(text.error());
    }
    return BaseFile{path, describe(base) + ":" + path, *std::move(text)};
  }
  return std::optional<BaseFile>();
}

}  // namespace

Result<std::optional<BaseFile>> read_base_file(const Repository& repository, const Revision& base,
                                               const std::string& path) {
  return first_of(repository, base, {path});
}

Result<std::optional<BaseFile>> find_base_file(const Repository& repository, const Revision& base,
                                               std::string_view name) {
  return first_of(repository, base, paths_upward(repository.subfolder, name));
}

}  // namespace goescape
