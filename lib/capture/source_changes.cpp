#include "capture/source_changes.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "capture/git_command.h"
#include "capture/git_programs.h"
#include "capture/repository.h"
#include "capture/scratch_directory.h"
#include "parse/unified_diff.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

const std::string kGoFiles = "*.go";

// The two sides for git: one commit means the work tree.
std::vector<std::string> sides(const Revision& old_revision, const std::optional<Revision>& new_revision) {
  std::vector<std::string> hashes{old_revision.hash};
  if (new_revision) {
    hashes.push_back(new_revision->hash);
  }
  return hashes;
}

// An index with the .go files that git does not track, so that a diff sees them, and renames to them.
class IndexWithAll {
 public:
  static Result<IndexWithAll> create(const Repository& repository) {
    auto untracked = run_git(repository.root, {"ls-files", "-z", "--others", "--", kGoFiles});
    if (!untracked) {
      return tl::unexpected(untracked.error());
    }
    auto folder = ScratchDirectory::create();
    if (!folder) {
      return tl::unexpected(folder.error());
    }
    IndexWithAll index(*std::move(folder));
    if (untracked->empty()) {
      return index;
    }
    if (auto added = index.add(repository, *untracked); !added) {
      return tl::unexpected(added.error());
    }
    return index;
  }

  // Makes a git process use it, where there is anything to see.
  void apply_to(ProcessSpec& spec) const {
    if (!path_.empty()) {
      spec.environment.emplace_back("GIT_INDEX_FILE", path_);
      std::erase(spec.unset, "GIT_INDEX_FILE");
    }
  }

 private:
  explicit IndexWithAll(ScratchDirectory folder) : folder_(std::move(folder)) {}

  Result<void> add(const Repository& repository, const std::string& untracked) {
    const auto list = folder_.write("untracked", untracked);
    if (!list) {
      return tl::unexpected(list.error());
    }
    const std::string path = folder_.path() + "/index";
    std::error_code error;
    const fs::path real = fs::path(repository.git_dir) / "index";
    if (fs::exists(real, error) && !fs::copy_file(real, path, error)) {
      return fail(Failure::kInput, fmt::format("cannot copy {}: {}", real.string(), error.message()));
    }
    path_ = path;
    // --sparse: files outside of a sparse checkout, too.
    ProcessSpec spec =
        git_command(repository.root, {"-c", "core.splitIndex=false", "--literal-pathspecs", "add", "--intent-to-add",
                                      "--force", "--sparse", "--pathspec-from-file=" + *list, "--pathspec-file-nul"});
    // Git looks into files while it writes an index.
    const auto quiet = without_programs(repository.root);
    if (!quiet) {
      return tl::unexpected(quiet.error());
    }
    quiet->apply_to(spec);
    apply_to(spec);
    const auto output = run_process(spec);
    if (!output) {
      return tl::unexpected(output.error());
    }
    if (!output->status.success()) {
      return fail(Failure::kInput, fmt::format("git cannot tell the untracked files in {} from the others: {}",
                                               repository.root, words_of_git(output->err)));
    }
    return {};
  }

  ScratchDirectory folder_;
  std::string path_;  // Empty: the repository's own index will do.
};

// Settings of the user that would change the form of a diff are overridden one by one.
std::vector<std::string> diff_arguments(const std::vector<std::string>& hashes) {
  std::vector<std::string> arguments{"diff",
                                     "--patch",
                                     "--unified=0",
                                     "--inter-hunk-context=0",
                                     "--find-renames",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--no-color",
                                     "--no-relative",
                                     "--text",
                                     "--ignore-submodules=all",
                                     "--diff-algorithm=histogram",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     "-O/dev/null"};
  arguments.insert(arguments.end(), hashes.begin(), hashes.end());
  arguments.insert(arguments.end(), {"--", kGoFiles});
  return arguments;
}

Result<std::vector<FileChange>> changed_files(const Repository& repository, const std::vector<std::string>& hashes,
                                              const IndexWithAll* index) {
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  ProcessSpec spec = git_command(repository.root, diff_arguments(hashes));
  quiet->apply_to(spec);
  if (index != nullptr) {
    index->apply_to(spec);
  }
  UnifiedDiffParser parser;
  std::string err;
  ProcessSet processes;
  const auto id = processes.start(
      spec, [&parser](std::string_view bytes) { parser.feed(bytes); }, append_to(err));
  if (!id) {
    return tl::unexpected(id.error());
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  if (!processes.status(*id).success()) {
    return fail(Failure::kInput, fmt::format("git diff failed with {} in {}: {}", describe(processes.status(*id)),
                                             repository.root, words_of_git(err)));
  }
  return parser.finish();
}

// Whether a submodule is at another commit on the other side, or changed in the work tree.
Result<bool> submodules_differ(const Repository& repository, const std::vector<std::string>& hashes) {
  bool any = false;
  for (const auto& hash : hashes) {
    const auto listed = run_git(repository.root, {"ls-tree", "--name-only", "--full-tree", hash, "--", ".gitmodules"});
    if (!listed) {
      return tl::unexpected(listed.error());
    }
    any = any || !listed->empty();
  }
  if (!any) {
    return false;
  }
  std::vector<std::string> arguments{"diff", "--raw", "-z", "--no-renames", "--ignore-submodules=none"};
  arguments.insert(arguments.end(), hashes.begin(), hashes.end());
  arguments.emplace_back("--");
  const auto quiet = without_programs(repository.root);
  if (!quiet) {
    return tl::unexpected(quiet.error());
  }
  const auto raw = run_git(repository.root, arguments, &*quiet);
  if (!raw) {
    return tl::unexpected(raw.error());
  }
  // ":old_mode new_mode …", and 160000 is the mode of a submodule (git-diff(1), "Raw output format").
  return raw->find(":160000 ") != std::string::npos || raw->find(" 160000 ") != std::string::npos;
}

// From the root of the repository to the module.
std::string seen_from(const std::string& folder, const std::string& path) {
  return path.empty() || folder.empty() ? path : fs::path(path).lexically_relative(folder).generic_string();
}

}  // namespace

Result<SourceChanges> source_changes(const std::string& directory, const Revision& old_revision,
                                     const std::optional<Revision>& new_revision) {
  const auto repository = find_repository(directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  const auto hashes = sides(old_revision, new_revision);
  std::optional<IndexWithAll> index;
  if (!new_revision) {
    auto created = IndexWithAll::create(*repository);
    if (!created) {
      return tl::unexpected(created.error());
    }
    index.emplace(*std::move(created));
  }
  auto files = changed_files(*repository, hashes, index ? &*index : nullptr);
  if (!files) {
    return tl::unexpected(files.error());
  }
  const auto submodules = submodules_differ(*repository, hashes);
  if (!submodules) {
    return tl::unexpected(submodules.error());
  }
  const auto old_module = module_folder(*repository, old_revision.hash);
  const auto new_module = new_revision ? module_folder(*repository, new_revision->hash) : module_folder(*repository);
  if (!old_module || !new_module) {
    return tl::unexpected(old_module ? new_module.error() : old_module.error());
  }
  for (FileChange& file : *files) {
    file.old_path = seen_from(*old_module, file.old_path);
    file.new_path = seen_from(*new_module, file.new_path);
  }
  return SourceChanges{!*submodules, *std::move(files)};
}

}  // namespace goescape
