// What --version and the manual page tell about this build.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// Filled in by the build (cmake/BuildInfo.cmake); nothing of it depends on the clock or the machine.
struct BuildInformation {
  std::string_view date;        // The day of this version, as the project says it: "2026-11-25".
  std::string_view commit;      // Twelve digits, "-dirty" behind them where files were changed; empty = unknown.
  std::string_view compiler;    // "GNU 12.2.0".
  std::string_view build_type;  // "Release"; empty = none.
};
extern const BuildInformation kBuildInformation;

// What --version prints: "goescape VERSION" on the first line, then the build, then the releases of Go that it was
// tested with.
std::string version_text();

}  // namespace goescape
