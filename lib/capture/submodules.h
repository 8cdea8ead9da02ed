// Files of a commit put into a folder that git does not know: submodules, and what git may do to files on their way.
#pragma once

#include <string>
#include <vector>

#include "capture/repository.h"
#include "util/result.h"

namespace goescape {

// Arguments for git that switch off every filter which the configuration in force in `directory` names (filter.NAME.*,
// gitattributes(5)): files come as they are stored.
Result<std::vector<std::string>> without_filters(const std::string& directory);

// Puts the files of the submodules that `commit` names into `destination`, a checkout of it, and those of their own
// submodules. `source` is the user's checkout: a submodule that it does not have, or whose commit was not fetched,
// stays an empty folder, and packages in it fail to compile by name. Nothing is written below `source` or its git
// folder.
Result<void> checkout_submodules(const std::string& source, const std::string& destination, const std::string& commit);

// The paths of the submodules that checkout_submodules() would fill, those within submodules after the one that they
// are in. Does not look far where `source`, the top folder of the user's checkout, never had a submodule.
Result<std::vector<std::string>> submodules_at_hand(const Repository& source, const std::string& commit);

}  // namespace goescape
