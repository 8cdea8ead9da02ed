// The folders in which the go command looks for packages.
#pragma once

#include <filesystem>
#include <functional>

namespace goescape {

// Whether there is something at `path`, behind symbolic links. What cannot be looked at counts as being there: then the
// go command says what is wrong with it.
bool is_there(const std::filesystem::path& path);

// Calls `visit` for the folder `root` and for those below it that the pattern `root/...` reaches, outer ones first,
// until it returns false. The pattern leaves out what cmd/go/internal/modload/search.go (matchPackages) leaves out:
// nested modules, vendor, testdata, and names that begin with '.' or '_'; symbolic links are not followed. Returns
// false where a folder could not be looked into, be it that it is gone by now; the others are visited all the same.
bool visit_package_folders(const std::filesystem::path& root,
                           const std::function<bool(const std::filesystem::path& folder)>& visit);

}  // namespace goescape
