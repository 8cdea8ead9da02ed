// Submodules, put into a folder that git does not know.
#pragma once

#include <string>
#include <vector>

#include "capture/repository.h"
#include "util/result.h"

namespace goescape {

// Puts the files of the submodules that `commit` names into `destination`, a checkout of it, and those of their own
// submodules. `source` is the user's checkout: a submodule that it does not have, or whose commit was not fetched,
// stays an empty folder, and packages in it fail to compile by name. Nothing is written below `source` or its git
// folder.
Result<void> checkout_submodules(const std::string& source, const std::string& destination, const std::string& commit);

// The paths of the submodules that checkout_submodules() would fill, those within submodules after the one that they
// are in. Does not look far where `source`, the top folder of the user's checkout, never had a submodule.
Result<std::vector<std::string>> submodules_at_hand(const Repository& source, const std::string& commit);

}  // namespace goescape
