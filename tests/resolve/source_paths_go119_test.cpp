// Go 1.18 and 1.19 with -trimpath: files of the package being compiled are relative to a folder, those of the generic
// functions that it instantiates from elsewhere begin with an import path.
#include "catch.h"
#include "resolve/source_paths.h"

using namespace goescape;

namespace {

BuildPackage listed(const std::string& import_path, const std::string& dir) {
  BuildPackage package;
  package.import_path = import_path;
  package.dir = dir;
  package.module_path = "example.com/m";
  package.main_module = true;
  return package;
}

BuildInfo build_by_go119() {
  BuildInfo build;
  build.toolchain.go_version = "go1.19.8";
  build.module_path = "example.com/m";
  build.module_dir = "/src/m";
  build.directory = "/src/m";
  build.packages = {listed("example.com/m/internal/a", "/src/m/internal/a"),
                    listed("example.com/m/internal/pool", "/src/m/internal/pool"),
                    listed("example.com/m/example.com", "/src/m/example.com")};
  return build;
}

}  // namespace

TEST_CASE("source paths: Go 1.19 names files of other packages by import path") {
  const BuildInfo build = build_by_go119();
  const ModuleGuess guess;
  const SourcePaths paths(build, guess);

  const SourcePlace other = paths.place("example.com/m/internal/a", "example.com/m/internal/pool/pool.go");
  CHECK(other.file == "internal/pool/pool.go");
  CHECK(other.package == "example.com/m/internal/pool");
  CHECK(other.category == Category::kModule);

  const SourcePlace unnamed = paths.place("example.com/m/internal/a", "example.com/m/internal/list/list.go");
  CHECK(unnamed.file == "internal/list/list.go");
  CHECK(unnamed.package == "example.com/m/internal/list");

  const SourcePlace foreign = paths.place("example.com/m/internal/a", "example.com/dep@v1.2.3/set/set.go");
  CHECK(foreign.file == "$GOMODCACHE/example.com/dep@v1.2.3/set/set.go");
  CHECK(foreign.package == "example.com/dep/set");
  CHECK(foreign.category == Category::kDependency);
}

TEST_CASE("source paths: Go 1.19 names the package's own files, and folders of the module, by folder") {
  const BuildInfo build = build_by_go119();
  const ModuleGuess guess;
  const SourcePaths paths(build, guess);
  CHECK(paths.place("example.com/m/internal/a", "internal/a/a.go").file == "internal/a/a.go");
  CHECK(paths.place("example.com/m/internal/a", "./a.go").file == "internal/a/a.go");
  const SourcePlace folder = paths.place("example.com/m/internal/a", "example.com/x.go");
  CHECK(folder.file == "example.com/x.go");
  CHECK(folder.package == "example.com/m/example.com");
}
