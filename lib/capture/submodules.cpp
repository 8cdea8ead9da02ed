#include "capture/submodules.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "capture/git_command.h"
#include "capture/git_programs.h"
#include "capture/repository.h"
#include "capture/scratch_directory.h"
#include "util/subprocess.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

struct Submodule {
  std::string path;
  std::string commit;
};

// Calls `take` with every piece of `text` that ends in a NUL byte.
template <typename Take>
void for_each_entry(std::string_view text, Take&& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Lines "160000 commit HASH\tPATH" of `git ls-tree`.
Result<std::vector<Submodule>> submodules_of(const std::string& source, const std::string& commit) {
  const auto listed = run_git(source, {"ls-tree", "-r", "-z", "--full-tree", commit});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  constexpr std::string_view kStart = "160000 commit ";
  std::vector<Submodule> found;
  for_each_entry(*listed, [&](std::string_view entry) {
    const std::size_t tab = entry.find('\t');
    if (entry.starts_with(kStart) && tab != std::string_view::npos) {
      found.push_back(
          {std::string(entry.substr(tab + 1)), std::string(entry.substr(kStart.size(), tab - kStart.size()))});
    }
  });
  return found;
}

// Whether `source` is the top of a repository that has the commit. Only interruption is an error.
Result<bool> has_commit(const std::string& source, const std::string& commit) {
  std::error_code error;
  // Without its own .git an empty folder would be taken for a part of the repository around it.
  if (!fs::exists(fs::path(source) / ".git", error)) {
    return false;
  }
  const auto output = run_process(git_command(source, {"cat-file", "-e", commit + "^{commit}"}));
  if (!output) {
    return tl::unexpected(output.error());
  }
  return output->status.success();
}

// `git read-tree -u` with an index and a work tree of its own leaves no trace in the repository.
Result<void> checkout_files(const Repository& repository, const std::string& destination, const std::string& commit) {
  const auto scratch = ScratchDirectory::create();
  if (!scratch) {
    return tl::unexpected(scratch.error());
  }
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  std::error_code error;
  fs::create_directories(destination, error);
  ProcessSpec spec = git_command(destination, {"-c", "core.sparseCheckout=false", "-c", "core.splitIndex=false", "-c",
                                               "checkout.workers=0", "read-tree", "--reset", "-u", commit});
  quiet->apply_to(spec);
  std::erase_if(spec.unset, [](const std::string& name) {
    return name == "GIT_DIR" || name == "GIT_WORK_TREE" || name == "GIT_INDEX_FILE";
  });
  spec.environment.emplace_back("GIT_DIR", repository.git_dir);
  spec.environment.emplace_back("GIT_WORK_TREE", destination);
  spec.environment.emplace_back("GIT_INDEX_FILE", scratch->path() + "/index");
  const auto output = run_process(spec);
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return fail(Failure::kInput,
                fmt::format("cannot check out the submodule {}: {}", repository.root, words_of_git(output->err)));
  }
  return {};
}

Result<void> checkout_submodule(const std::string& source, const std::string& destination, const std::string& commit) {
  const auto there = has_commit(source, commit);
  if (!there || !*there) {
    return there ? Result<void>() : tl::unexpected(there.error());
  }
  const auto repository = find_repository(source);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  if (auto done = checkout_files(*repository, destination, commit); !done) {
    return done;
  }
  return checkout_submodules(source, destination, commit);
}

Result<void> add_at_hand(const std::string& source, const std::string& commit, const std::string& prefix,
                         std::vector<std::string>& found) {
  const auto submodules = submodules_of(source, commit);
  if (!submodules) {
    return tl::unexpected(submodules.error());
  }
  for (const auto& [path, its_commit] : *submodules) {
    const std::string folder = fmt::format("{}/{}", source, path);
    const auto there = has_commit(folder, its_commit);
    if (!there) {
      return tl::unexpected(there.error());
    }
    if (!*there) {
      continue;
    }
    found.push_back(prefix + path);
    if (auto added = add_at_hand(folder, its_commit, found.back() + "/", found); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

Result<void> checkout_submodules(const std::string& source, const std::string& destination, const std::string& commit) {
  std::error_code error;
  if (!fs::exists(fs::path(destination) / ".gitmodules", error)) {
    return {};
  }
  const auto submodules = submodules_of(source, commit);
  if (!submodules) {
    return tl::unexpected(submodules.error());
  }
  for (const auto& [path, its_commit] : *submodules) {
    if (auto done =
            checkout_submodule(fmt::format("{}/{}", source, path), fmt::format("{}/{}", destination, path), its_commit);
        !done) {
      return done;
    }
  }
  return {};
}

Result<std::vector<std::string>> submodules_at_hand(const Repository& source, const std::string& commit) {
  std::vector<std::string> found;
  std::error_code error;
  // Listing the files of a commit takes a while, and most repositories have no submodules.
  if (!fs::exists(fs::path(source.root) / ".gitmodules", error) &&
      !fs::exists(fs::path(source.common_dir) / "modules", error)) {
    return found;
  }
  if (auto added = add_at_hand(source.root, commit, "", found); !added) {
    return tl::unexpected(added.error());
  }
  return found;
}

}  // namespace goescape
