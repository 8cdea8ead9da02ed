// What git says about the Go sources of two commits.
#pragma once

#include <optional>
#include <string>

#include "capture/revision.h"
#include "model/source_changes.h"
#include "util/result.h"

namespace goescape {

// The differences of all .go files of the repository around `directory`, from a commit to another one or to the work
// tree, there with untracked and ignored files. Renames are found as git finds them. Paths are relative to the module
// that a run in `directory` is about, on each side to where it is there; outside of it they begin with "../", as
// Finding::file does. Sources in submodules are not looked into: where a submodule differs, `known` is false.
//
// The order is git's, which is the order of the new paths; nothing of the user's repository is written to.
Result<SourceChanges> source_changes(const std::string& directory, const Revision& old_revision,
                                     const std::optional<Revision>& new_revision);

}  // namespace goescape
