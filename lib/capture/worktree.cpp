#include "capture/worktree.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "capture/git_command.h"
#include "capture/git_programs.h"
#include "capture/repository.h"
#include "capture/scratch_directory.h"
#include "capture/submodules.h"
#include "util/cache_directory.h"
#include "util/pause.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "worktrees";  // In the cache folder.
constexpr int kAttempts = 8;
constexpr std::chrono::milliseconds kFirstWait{10};

// Where worktrees are made.
struct Place {
  std::string folder;
  std::optional<ScratchDirectory> scratch;  // What keeps it, where it is not below the cache folder.
};

// Below the cache folder; without one that can be written, in a folder among the temporary ones, which others may
// write to, but not into it.
Result<Place> find_place() {
  auto folder = make_cache_folder(kFolder);
  if (!folder && folder.error().failure == Failure::kUsage) {
    return tl::unexpected(folder.error());
  }
  if (folder && ::access(folder->c_str(), W_OK | X_OK) == 0) {
    std::error_code error;
    const fs::path real = fs::canonical(*folder, error);
    return Place{error ? *folder : real.string(), std::nullopt};
  }
  auto scratch = ScratchDirectory::create();
  if (!scratch) {
    return tl::unexpected(scratch.error());
  }
  std::error_code error;
  const fs::path real = fs::canonical(scratch->path(), error);
  return Place{error ? scratch->path() : real.string(), *std::move(scratch)};
}

std::string trimmed(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

// One value of the repository's configuration, empty when it is not set.
Result<std::string> setting(const Repository& repository, const std::string& name) {
  auto value = ask_git(repository.root, {"config", "--type=bool", "--get", name});
  return value ? Result<std::string>(trimmed(*std::move(value))) : value;
}

// Gives a new worktree the patterns of a sparse checkout, and returns the arguments that make git heed them.
Result<std::vector<std::string>> take_over_sparseness(const Repository& repository, const std::string& record) {
  const auto patterns = sparse_patterns(repository);
  if (!patterns) {
    return tl::unexpected(patterns.error());
  }
  if (patterns->empty()) {
    return std::vector<std::string>{"-c", "core.sparseCheckout=false"};
  }
  const auto cone = setting(repository, "core.sparseCheckoutCone");
  if (!cone) {
    return tl::unexpected(cone.error());
  }
  std::error_code error;
  fs::create_directories(fs::path(record) / "info", error);
  fs::copy_file(*patterns, fs::path(record) / "info/sparse-checkout", fs::copy_options::overwrite_existing, error);
  if (error) {
    return fail(Failure::kInput, fmt::format("cannot copy {}: {}", *patterns, error.message()));
  }
  return std::vector<std::string>{"-c", "core.sparseCheckout=true", "-c",
                                  "core.sparseCheckoutCone=" + (cone->empty() ? "false" : *cone)};
}

// Lets git make its record of the worktree, without files.
Result<void> add_worktree(const Repository& repository, const WorktreeLock& lock, const std::string& hash) {
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  Result<std::string> added;
  // The end of another run may remove the empty folder .git/worktrees just when git has made it, and git fails when it
  // comes upon a record that another run has not written to the end.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    added = run_git(repository.root,
                    {"worktree", "add", "--quiet", "--detach", "--no-checkout", "--", lock.checkout(), hash}, &*quiet);
    if (added || !pause_for(kFirstWait * (1 << attempt))) {
      break;
    }
  }
  return added ? Result<void>() : tl::unexpected(added.error());
}

Result<void> fill_worktree(const Repository& repository, const WorktreeLock& lock, const std::string& hash) {
  auto arguments = take_over_sparseness(repository, lock.record());
  if (!arguments) {
    return tl::unexpected(arguments.error());
  }
  // Asked there, since a configuration may be for worktrees only (includeIf, git-config(1)).
  const auto quiet = without_programs(lock.checkout());
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  // Below some thousand files, starting workers takes longer than they save.
  arguments->insert(arguments->end(), {"-c", "checkout.workers=0", "-c", "checkout.thresholdForParallelism=3000", "-c",
                                       "submodule.recurse=false", "reset", "--quiet", "--hard", hash});
  if (const auto filled = run_git(lock.checkout(), *arguments, &*quiet); !filled) {
    return tl::unexpected(filled.error());
  }
  return checkout_submodules(repository.root, lock.checkout(), hash);
}

}  // namespace

Result<Worktree> Worktree::create(const std::string& directory, const Revision& revision) {
  const auto repository = find_repository(directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  auto place = find_place();
  if (!place) {
    return tl::unexpected(place.error());
  }
  remove_dead_worktrees(place->folder);
  auto lock = WorktreeLock::create(place->folder, repository->common_dir);
  if (!lock) {
    return tl::unexpected(lock.error());
  }
  Worktree worktree(std::move(place->scratch), *std::move(lock));
  const auto made = add_worktree(*repository, worktree.lock_, revision.hash).and_then([&] {
    return fill_worktree(*repository, worktree.lock_, revision.hash);
  });
  if (!made) {
    return made.error().failure == Failure::kInterrupted
               ? tl::unexpected(made.error())
               : fail(made.error().failure,
                      fmt::format("cannot check out {}: {}", describe(revision), made.error().message));
  }
  const std::string& subfolder = repository->subfolder;
  worktree.directory_ = subfolder.empty() ? worktree.root() : fmt::format("{}/{}", worktree.root(), subfolder);
  std::error_code error;
  worktree.has_directory_ = fs::is_directory(worktree.directory_, error);
  return worktree;
}

void remove_what_killed_runs_left() {
  if (const auto cache = cache_directory()) {
    remove_dead_worktrees((fs::path(*cache) / kFolder).string());
  }
  remove_dead_scratch_directories();
}

}  // namespace goescape
