// What keeps a compile run of a commit from reading the user's checkout.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "capture/repository.h"
#include "util/result.h"

namespace goescape {

// Whether there is a file called `name` in `directory` or above it, up to `root`.
bool has_file_upward(const std::string& directory, const std::string& root, const std::string& name);

// The patterns with absolute paths into the repository replaced by relative ones, which mean the same folder in every
// checkout. `directory` is where the user runs, in the work tree of `repository`.
std::vector<std::string> relative_patterns(std::vector<std::string> patterns, const std::string& directory,
                                           const Repository& repository);

// Fails with a sentence where a flag for the go command, in `options` or in GOFLAGS, names a file of the user's
// checkout (-modfile, -overlay, -pgo) by its absolute path.
Result<void> check_flags(const CaptureOptions& options, const Repository& repository);

// Chooses the workspace (go.work) of a run in options.directory, which belongs to the checkout at `root`: the file that
// GOWORK names in the user's work tree as this checkout has it, without GOWORK the one in the checkout, and else none,
// also where the go command would find one above. Fails where GOWORK names any other. `warn` is told a sentence when
// the user's own runs have a workspace that this one does not have.
Result<void> choose_workspace(CaptureOptions& options, const Repository& repository, const std::string& root,
                              const std::function<void(const std::string&)>& warn);

// Fails with a sentence where the go.mod or go.work of `directory`, in the checkout at `root`, names the user's
// checkout by an absolute path, as a replacement for a module can.
Result<void> check_module_files(const std::string& directory, const std::string& root, const Repository& repository);

// `text` with paths below `folder` made relative to it: the name of a temporary folder tells nobody anything.
std::string without_folder(std::string text, const std::string& folder);

}  // namespace goescape
