#include "capture/repository.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <system_error>

#include "capture/git_command.h"
#include "capture/git_programs.h"
#include "capture/status_entry.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> pieces(std::string_view text, char separator) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

// `folder` and all folders above it, from the inside out; the last one is empty, the root.
std::vector<std::string> folders_upwards(std::string folder) {
  std::vector<std::string> folders;
  while (!folder.empty()) {
    folders.push_back(folder);
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  folders.emplace_back();
  return folders;
}

std::string file_in(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

// The rule of module_folder(), for any way to ask whether there is a file.
template <typename Exists>
std::string folder_of_module(const std::string& subfolder, Exists&& exists) {
  for (const std::string_view name : {"go.mod", "go.work"}) {
    for (const auto& folder : folders_upwards(subfolder)) {
      if (exists(file_in(folder, name))) {
        return folder;
      }
    }
  }
  return subfolder;
}

std::string absolute_from(const std::string& directory, const std::string& path) {
  std::error_code error;
  const fs::path joined = fs::absolute(fs::path(directory) / path, error);
  const fs::path real = fs::canonical(joined, error);
  return error ? joined.lexically_normal().string() : real.string();
}

tl::unexpected<Error> no_repository(const std::string& directory, const std::string& err) {
  if (err.find("not a git repository") != std::string::npos) {
    return fail(Failure::kInput, fmt::format("{} is not inside a git repository: revisions need one", directory));
  }
  if (err.find("must be run in a work tree") != std::string::npos) {
    return fail(Failure::kInput, fmt::format("{} is not inside the work tree of a git repository", directory));
  }
  return fail(Failure::kInput, fmt::format("git cannot use the repository at {}: {}", directory, words_of_git(err)));
}

Result<Repository> ask_for_repository(const std::string& where) {
  if (!find_program("git")) {
    return fail(Failure::kInput, "there is no git in PATH, and revisions need it: install git");
  }
  const auto output = run_process(git_command(where, {"rev-parse", "--show-toplevel", "--absolute-git-dir",
                                                      "--git-common-dir", "--is-shallow-repository", "--show-prefix"}));
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return no_repository(where, output->err);
  }
  const auto lines = pieces(output->out, '\n');
  if (lines.size() != 4 && lines.size() != 5) {
    return fail(Failure::kInput, fmt::format("git describes the repository at {} in a way that is not understood; "
                                             "is there a line break in its path?",
                                             where));
  }
  Repository repository{lines[0], lines.size() == 5 ? lines[4] : "", lines[1], absolute_from(where, lines[2]),
                        lines[3] == "true"};
  if (repository.subfolder.ends_with('/')) {
    repository.subfolder.pop_back();
  }
  return repository;
}

// Whether `git status` looks at all files that the go command reads: not at those that git was told not to look at, by
// `git update-index --assume-unchanged` or --skip-worktree. In a sparse checkout the latter is what is not there.
Result<bool> looks_at_all_files(const Repository& repository) {
  const auto listed = run_git(repository.root, {"ls-files", "-v", "-z", "--full-name"});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  const auto entries = pieces(*listed, '\0');
  return std::none_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    const char tag = entry.empty() ? 'H' : entry.front();  // git-ls-files(1): "H path", a small letter for the former.
    std::error_code error;
    return (tag == 'S' || (tag >= 'a' && tag <= 'z')) && is_read_by_go(entry.substr(2)) &&
           fs::exists(fs::symlink_status(fs::path(repository.root) / entry.substr(2), error));
  });
}

}  // namespace

Result<Repository> find_repository(const std::string& directory) {
  static std::mutex mutex;
  static std::map<std::string, Repository> known;
  const std::string where = directory.empty() ? "." : directory;
  {
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(where); found != known.end()) {
      return found->second;
    }
  }
  auto repository = ask_for_repository(where);
  if (repository) {
    const std::lock_guard lock(mutex);
    known.emplace(where, *repository);
  }
  return repository;
}

Result<std::string> module_folder(const Repository& repository, const std::string& hash) {
  if (repository.subfolder.empty()) {  // Whatever the commit has.
    return "";
  }
  std::vector<std::string> arguments{"ls-tree", "-z", "--name-only", "--full-tree", hash, "--"};
  for (const auto& folder : folders_upwards(repository.subfolder)) {
    arguments.push_back(file_in(folder, "go.mod"));
    arguments.push_back(file_in(folder, "go.work"));
  }
  auto listed = run_git(repository.root, arguments);
  if (!listed) {
    return listed;
  }
  const auto names = pieces(*listed, '\0');
  const std::set<std::string> files(names.begin(), names.end());
  return folder_of_module(repository.subfolder, [&](const std::string& file) { return files.count(file) != 0; });
}

std::string module_folder(const Repository& repository) {
  return folder_of_module(repository.subfolder, [&](const std::string& file) {
    std::error_code error;
    return fs::is_regular_file(fs::path(repository.root) / file, error);
  });
}

Result<bool> has_changes(const Repository& repository) {
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  const auto status = run_git(
      repository.root,
      {"status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=none"}, &*quiet);
  if (!status) {
    return tl::unexpected(status.error());
  }
  const auto entries = pieces(*status, '\0');
  return std::any_of(entries.begin(), entries.end(), [&](const std::string& entry) {
    return entry.starts_with("? ") ? entry.ends_with(".go") : !quiet->any_filter() || is_change_for_go(entry);
  });
}

Result<bool> is_checkout_of(const Repository& repository, const std::string& hash) {
  // Most commits are told apart by this, and the status of a large repository takes its time.
  if (const auto head = ask_git(repository.root, {"rev-parse", "--verify", "--quiet", "HEAD"});
      !head || !head->starts_with(hash)) {
    return head ? Result<bool>(false) : tl::unexpected(head.error());
  }
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  const auto status = run_git(repository.root,
                              {"status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames",
                               "--untracked-files=all", "--ignored=traditional", "--ignore-submodules=none"},
                              &*quiet);
  if (!status) {
    return tl::unexpected(status.error());
  }
  const auto entries = pieces(*status, '\0');
  const bool same = std::find(entries.begin(), entries.end(), "# branch.oid " + hash) != entries.end() &&
                    std::all_of(entries.begin(), entries.end(), [](std::string_view entry) {
                      return entry.starts_with("# ") ||
                             ((entry.starts_with("? ") || entry.starts_with("! ")) && !is_read_by_go(entry.substr(2)));
                    });
  return same ? looks_at_all_files(repository) : Result<bool>(false);
}

Result<std::string> sparse_patterns(const Repository& repository) {
  auto sparse = ask_git(repository.root, {"config", "--type=bool", "--get", "core.sparseCheckout"});
  if (!sparse) {
    return sparse;
  }
  const fs::path patterns = fs::path(repository.git_dir) / "info/sparse-checkout";
  std::error_code error;
  return sparse->starts_with("true") && fs::exists(patterns, error) ? patterns.string() : "";
}

}  // namespace goescape
