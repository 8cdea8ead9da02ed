#include "catch.h"
#include "resolve/source_paths.h"

using goescape::BuildInfo;
using goescape::Category;
using goescape::ModuleGuess;
using goescape::SourcePaths;

TEST_CASE("a file at the root of the module, printed for another package, belongs to the root package") {
  const BuildInfo none;
  ModuleGuess guess;
  guess.module_path = "example.com/m";
  guess.trimmed = true;
  const SourcePaths paths(none, guess);
  const auto place = paths.place("example.com/m/cmd/tool", "example.com/m/options.go");
  CHECK(place.file == "options.go");
  CHECK(place.package == "example.com/m");
  CHECK(place.category == Category::kModule);
}
