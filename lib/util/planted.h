// What somebody else may have put in the way, in a folder that all users of the machine share.
#pragma once

#include <optional>
#include <string>

namespace goescape {

// Whether what stands at `path`, the link itself where it is one, may have been put there by another user: everybody
// may write to its folder, as to /tmp, and it belongs neither to this user nor to the owner of that folder. This is how
// Linux tells with fs.protected_symlinks, which is not switched on everywhere. False where nothing is there.
bool is_planted(const std::string& path);

// The first planted link that the system would follow on the way to the folder of `path`; nothing where there is none.
// The last part of the path is not looked at.
std::optional<std::string> planted_link_to_folder(const std::string& path);

}  // namespace goescape
