#include "capture/dependency_types.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "catch.h"
#include "util/interrupt.h"
#include "util/spawn.h"

using namespace goescape;

namespace {

CaptureOptions fake_options(const char* mood) {
  setenv("GOESCAPE_FAKE", mood, 1);
  CaptureOptions options;
  options.go = std::string(GOESCAPE_SOURCE_DIR) + "/tests/fakes/go";
  return options;
}

std::vector<DependencyType> types_of(const std::string& package, const std::vector<std::string>& names) {
  std::vector<DependencyType> types;
  types.reserve(names.size());
  for (const std::string& name : names) {
    types.push_back({package, package, name});
  }
  return types;
}

bool all_unknown(const Result<std::vector<std::optional<TypeSize>>>& sizes, std::size_t count) {
  return sizes && sizes->size() == count &&
         std::none_of(sizes->begin(), sizes->end(), [](const auto& size) { return size.has_value(); });
}

// "40/8", the bytes and those up to the last pointer; "-" where nothing is known.
std::string text_of(const std::optional<TypeSize>& size) {
  return size ? std::to_string(size->bytes) + "/" + std::to_string(size->pointer_bytes) : "-";
}

}  // namespace

TEST_CASE("dependency types: without a type the go command is not asked") {
  CaptureOptions options;
  options.go = "/nowhere/go";
  CHECK(all_unknown(dependency_types(options, {}), 0));
}

TEST_CASE("dependency types: sizes stay unknown where the go command does not help") {
  const auto types = types_of("example.com/fake/a", {"T", "U"});
  CHECK(all_unknown(dependency_types(fake_options("well"), types), 2));  // Its object file is not there.
  CHECK(all_unknown(dependency_types(fake_options("garbage"), types), 2));
  CHECK(all_unknown(dependency_types(fake_options("half"), types), 2));
  CHECK(all_unknown(dependency_types(fake_options("killed"), types), 2));
  CHECK(all_unknown(dependency_types(fake_options("says_nothing"), types), 2));
  CHECK(all_unknown(dependency_types(fake_options("errors_on_stderr"), types), 2));
  CaptureOptions options;
  options.go = "/nowhere/go";
  CHECK(all_unknown(dependency_types(options, types), 2));
}

TEST_CASE("dependency types: what could be a flag, a pattern or a folder never reaches the go command") {
  for (const char* const path : {"", "-toolexec=x", "./a", "/a", "a/...", "a@v1.0.0"}) {
    CaptureOptions options = fake_options("hang");
    CHECK(all_unknown(dependency_types(options, types_of(path, {"T"})), 1));
  }
}

TEST_CASE("dependency types: a signal ends the run") {
  const pid_t copy = fork();
  if (copy == 0) {
    install_interrupt_handlers();
    kill(getpid(), SIGINT);
    const auto sizes = dependency_types(fake_options("hang"), types_of("example.com/fake/a", {"T"}));
    _exit(!sizes && sizes.error().failure == Failure::kInterrupted ? 130 : 1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("dependency types: sizes of the standard library") {
  if (!find_program("go")) {
    SKIP_TEST("there is no go command");
  }
  CaptureOptions options;
  options.directory = std::string(GOESCAPE_SOURCE_DIR) + "/testdata/modules/quickstart";
  std::vector<DependencyType> types = types_of("bytes", {"Buffer", "Nothing", "Reader"});
  types.push_back({"no/such/package", "no/such/package", "T"});
  types.push_back({"errors", "errors", "errorString"});
  const auto sizes = dependency_types(options, types);
  REQUIRE(sizes);
  std::string text;
  for (const auto& size : *sizes) {
    text += text_of(size) + " ";
  }
  CHECK(text == "40/8 - 40/8 - 16/8 ");
}
