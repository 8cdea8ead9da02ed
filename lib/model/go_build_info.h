// What the Go linker leaves in a program about how it was built, as `go version -m` shows it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace goescape {

struct GoModule {
  std::string path;     // Empty = built without modules.
  std::string version;  // "(devel)" where it was built in its own work tree before Go 1.24.
};

struct GoBuildInfo {
  std::string go_version;                                     // "go1.26.8", and experiments behind it: "go1.26.8 X:x".
  std::string package;                                        // Import path of the main package.
  GoModule main;                                              // The module that it belongs to.
  std::vector<std::pair<std::string, std::string>> settings;  // "-gcflags", "GOOS", "vcs.revision", …; in their order.

  // The value of a setting; empty where it is not there.
  [[nodiscard]] std::string_view setting(std::string_view key) const {
    const auto found =
        std::find_if(settings.begin(), settings.end(), [&](const auto& each) { return each.first == key; });
    return found == settings.end() ? std::string_view() : std::string_view(found->second);
  }
};

}  // namespace goescape
