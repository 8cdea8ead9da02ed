// Commits by the names that people give them.
#pragma once

#include <string>

#include "util/result.h"

namespace goescape {

struct Revision {
  std::string hash;  // The full hash of the commit, in hex.
  std::string name;  // What it was called: "HEAD~1", "v1.2.0", "merge base of HEAD and origin/main".
};

// "v1.2.0 (1a2b3c4d5e6f)"; the short hash alone where the name is the hash or the beginning of it.
std::string describe(const Revision& revision);

// Finds the commit that `text` means in the repository around `directory`, as gitrevisions(7) says; a tag is followed
// to its commit. Fails with kUsage when there is no such commit, when it names a range, and when it begins with '-';
// in a shallow clone the sentence tells what to fetch. Fails with kInput outside of a repository.
Result<Revision> resolve_revision(const std::string& directory, const std::string& text);

// The best common ancestor of two commits. Fails as resolve_revision() does, and when there is none.
Result<Revision> merge_base(const std::string& directory, const Revision& one, const Revision& other);

// The branch that changes are made for, by its tip: what a pull request is to be merged into where CI says so
// (GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME, CHANGE_TARGET, BITBUCKET_PR_DESTINATION_BRANCH,
// BUILDKITE_PULL_REQUEST_BASE_BRANCH), else the default branch of the remote `upstream`, `origin` or of the only
// remote, else its main or master, else a local main or master. Fails with kUsage when there is none of these.
Result<Revision> default_branch(const std::string& directory);

// What `check` compares with when no base is named: the merge base of HEAD and default_branch(). On that branch itself,
// where this is HEAD: HEAD again as long as the work tree has changes of its own, and else HEAD~1, so that a run after
// a merge looks at what was merged. Fails with kUsage when that does not exist, telling how to name a base.
Result<Revision> default_base(const std::string& directory);

}  // namespace goescape
