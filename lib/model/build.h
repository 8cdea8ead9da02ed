// What the go command said about a build: the toolchain, the folders, the packages. Filled by lib/capture; a raw log
// comes without it, and then everything here is empty.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// One package as `go list` describes it (cmd/go/internal/load, type PackagePublic). Test variants appear as packages
// of their own with for_test set.
struct BuildPackage {
  std::string import_path;  // Without the variant: "example.com/m/a" also for "example.com/m/a [example.com/m/a.test]".
  std::string name;         // The package clause: "main", "a", "a_test".
  std::string for_test;     // Import path of the package under test, where this is compiled for a test only.
  std::string dir;          // Absolute.
  std::string module_path;
  std::string module_dir;      // Absolute; empty outside of modules.
  std::string module_version;  // Empty for a main module.
  bool main_module = false;    // Of the module (or a module of the workspace) that is being built.
  bool standard = false;       // In GOROOT.
  bool vendored = false;       // Below the vendor folder of the main module.
  // What the go command calls what it compiled: a hash of everything that went into it and one of what came out
  // (cmd/go/internal/work/buildid.go). Empty = not compiled, or it does not say.
  std::string build_id;
  std::vector<std::string> files;  // Base names of the Go files (GoFiles, CgoFiles, TestGoFiles, XTestGoFiles).
};

// Whether a run compiled this file, one of `files`. The go command names the test files of a package whether tests are
// compiled or not; they are only where the package was compiled for a test.
inline bool is_compiled(const BuildPackage& package, std::string_view file) {
  return !package.for_test.empty() || !file.ends_with("_test.go");
}

// The object files (export data included) of packages in the build cache, by import path, variant included.
using ObjectFiles = std::map<std::string, std::string, std::less<>>;

struct BuildInfo {
  Toolchain toolchain;
  std::string goroot;       // Absolute; `go env GOROOT`.
  std::string gomodcache;   // Absolute; `go env GOMODCACHE`, or GOPATH/pkg/mod before Go 1.15.
  std::string directory;    // Absolute; where the go command ran. Go 1.19 and older print positions relative to it.
  std::string module_path;  // Of the main module at the working directory; "command-line-arguments" has none.
  std::string module_dir;   // Absolute; the folder that report paths are relative to.
  std::string revision;     // As Module::revision, of the repository around `directory`.
  bool dirty = false;       // As Module::dirty.
  std::vector<BuildPackage> packages;  // The named packages, in the order of `go list`.
  std::vector<PackageFailure> failures;
  ObjectFiles object_files;  // Of the packages that these depend on; only of runs with a listing.
};

}  // namespace goescape
