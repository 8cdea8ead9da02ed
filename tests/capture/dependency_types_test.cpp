#include "capture/dependency_types.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "catch.h"
#include "util/spawn.h"

using namespace goescape;

namespace {

std::vector<DependencyType> types_of(const std::string& package, const std::vector<std::string>& names) {
  std::vector<DependencyType> types;
  types.reserve(names.size());
  for (const std::string& name : names) {
    types.push_back({package, package, name});
  }
  return types;
}

bool all_unknown(const std::vector<std::optional<TypeSize>>& sizes, std::size_t count) {
  return sizes.size() == count &&
         std::none_of(sizes.begin(), sizes.end(), [](const auto& size) { return size.has_value(); });
}

// "40/8", the bytes and those up to the last pointer; "-" where nothing is known.
std::string text_of(const std::optional<TypeSize>& size) {
  return size ? std::to_string(size->bytes) + "/" + std::to_string(size->pointer_bytes) : "-";
}

class NoSink final : public DiagnosticSink {
 public:
  void feed(std::string_view /*bytes*/) override {}
};

ObjectFiles object_files_of(const std::string& module, bool listing) {
  CaptureOptions options;
  options.directory = std::string(GOESCAPE_SOURCE_DIR) + "/testdata/modules/" + module;
  options.listing = listing;
  NoSink nowhere;
  CaptureObserver nobody;
  const auto build = capture(options, nowhere, nobody);
  REQUIRE(build);
  return build->object_files;
}

}  // namespace

TEST_CASE("dependency types: sizes stay unknown where there is no object file") {
  const auto types = types_of("example.com/m/a", {"T", "U"});
  CHECK(dependency_types({}, {}).empty());
  CHECK(all_unknown(dependency_types({}, types), 2));
  CHECK(all_unknown(dependency_types({{"example.com/m/b", "/nowhere"}}, types), 2));
  CHECK(all_unknown(dependency_types({{"example.com/m/a", "/nowhere"}}, types), 2));
  CHECK(all_unknown(dependency_types({{"example.com/m/a", "/dev/zero"}}, types), 2));
  CHECK(all_unknown(dependency_types({{"example.com/m/a", GOESCAPE_SOURCE_DIR "/LICENSE"}}, types), 2));
}

TEST_CASE("dependency types: sizes of the standard library, from the files that a run with a listing names") {
  if (!find_program("go")) {
    SKIP_TEST("there is no go command");
  }
  const ObjectFiles files = object_files_of("quickstart", true);
  CHECK(!files.contains("example.com/ingest"));  // Named packages have a listing.
  std::vector<DependencyType> types = types_of("internal/reflectlite", {"ValueError", "Nothing"});
  types.push_back({"no/such/package", "no/such/package", "T"});
  types.push_back({"errors", "errors", "errorString"});
  std::string text;
  for (const auto& size : dependency_types(files, types)) {
    text += text_of(size) + " ";
  }
  CHECK(text == "24/8 - - 16/8 ");
}

TEST_CASE("dependency types: a run without a listing names no object files") {
  if (!find_program("go")) {
    SKIP_TEST("there is no go command");
  }
  CHECK(object_files_of("quickstart", false).empty());
}
