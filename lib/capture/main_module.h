// The module that the report is about.
#pragma once

#include <string>
#include <vector>

#include "capture/go_env.h"
#include "capture/listed_package.h"

namespace goescape {

struct MainModule {
  std::string path;       // Empty for the root of a workspace that is no module itself, and outside of modules.
  std::string directory;  // Absolute.
};

// The module whose go.mod is in force in `directory`; in a workspace outside of all its modules, the folder of go.work;
// without either, `directory` itself.
MainModule find_main_module(const GoEnv& env, const std::string& directory, const std::vector<ListedPackage>& packages);

}  // namespace goescape
