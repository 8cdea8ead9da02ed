#include "build_info.h"

#include <fmt/core.h>

#include "model/go_version.h"
#include "util/version.h"

namespace goescape {

std::string version_text() {
  const BuildInformation& build = kBuildInformation;
  std::string text = fmt::format("goescape {}\n", kVersion);
  text += build.commit.empty() ? "" : fmt::format("commit {}, ", build.commit);
  text += build.build_type.empty() ? "" : fmt::format("{} build, ", build.build_type);
  return text + fmt::format("compiled by {}\ntested with Go {}\n", build.compiler, tested_releases());
}

}  // namespace goescape
