// The git repository around a folder.
#pragma once

#include <string>
#include <vector>

#include "util/result.h"

namespace goescape {

struct Repository {
  std::string root;        // Absolute; the top folder of the work tree.
  std::string subfolder;   // The folder that was asked about, relative to root; empty = root itself.
  std::string git_dir;     // Absolute; where HEAD and the index of this work tree are.
  std::string common_dir;  // Absolute; what all work trees of the repository share.
  bool shallow = false;    // The history is cut off.
};

// Fails with a sentence when there is no git, `directory` lies in no work tree, or git refuses to touch it.
// Git is asked once for each folder, and its answer then taken for as long as the program runs, from any thread.
Result<Repository> find_repository(const std::string& directory);

// The folder, relative to the root, of the module that a run in `subfolder` is about, in the commit `hash`: the nearest
// folder from `subfolder` upwards with a go.mod, else with a go.work, else `subfolder` itself. Empty = the root.
Result<std::string> module_folder(const Repository& repository, const std::string& hash);

// The same in the work tree.
std::string module_folder(const Repository& repository);

// Whether a change of the work tree could change a report: a tracked file differs from HEAD, or a .go file is untracked
// and not ignored. Where the configuration names filters (Git LFS), which are not run here, files that went through one
// look changed, so that of tracked files only those count that the go command reads.
Result<bool> has_changes(const Repository& repository);

// Whether a run in the work tree is a run on the commit `hash`: it stands there, nothing differs, and it has no files
// that the go command reads and git does not know, ignored ones among them: sources, module and workspace files.
Result<bool> is_checkout_of(const Repository& repository, const std::string& hash);

// The file with the patterns of a sparse checkout; empty when the checkout is a whole one.
Result<std::string> sparse_patterns(const Repository& repository);

}  // namespace goescape
