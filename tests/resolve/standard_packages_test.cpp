#include "resolve/standard_packages.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "capture/scratch_directory.h"
#include "catch.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

Toolchain platform(const std::string& goos) {
  Toolchain toolchain;
  toolchain.goos = goos;
  toolchain.goarch = "amd64";
  return toolchain;
}

const Toolchain kLinux = platform("linux");

}  // namespace

TEST_CASE("standard packages: the files of the platform declare, bodies do not") {
  const auto scratch = ScratchDirectory::create();
  REQUIRE(scratch);
  const fs::path package = fs::path(scratch->path()) / "src" / "io";
  write(package / "io.go", "package io\ntype Reader interface{ Read() }\nfunc Copy(to T) { var inner int }\n");
  write(package / "io_windows.go", "package io\nvar Windows int\n");
  write(package / "io_test.go", "package io\nvar Test int\n");
  const PackageNames* const names = standard_package(scratch->path(), kLinux, "io");
  REQUIRE(names != nullptr);
  CHECK(names->has_function("Copy"));
  CHECK(names->type("Reader")->methods.contains("Read"));
  CHECK(names->variable("Windows") == nullptr);
  CHECK(names->variable("Test") == nullptr);
  CHECK(names->files().front()->declarations().scopes.front().locals.size() == 1);
  CHECK(names->has_local("inner"));
  CHECK(names->has_local("to"));
  CHECK_FALSE(names->has_local("Copy"));
}

TEST_CASE("standard packages: one is read once, by however many threads, and again for another platform") {
  const auto scratch = ScratchDirectory::create();
  REQUIRE(scratch);
  write(fs::path(scratch->path()) / "src" / "io" / "io.go", "package io\nfunc Copy() {}\n");
  std::array<const PackageNames*, 4> found{};
  {
    std::vector<std::jthread> threads;
    for (auto& each : found) {
      threads.emplace_back([&each, &scratch] { each = standard_package(scratch->path(), kLinux, "io"); });
    }
  }
  CHECK(found.front() != nullptr);
  CHECK(std::count(found.begin(), found.end(), found.front()) == 4);
  CHECK(standard_package(scratch->path(), platform("windows"), "io") != found.front());
}

TEST_CASE("standard packages: nothing where there are no sources, or outside of src") {
  const auto scratch = ScratchDirectory::create();
  REQUIRE(scratch);
  write(fs::path(scratch->path()) / "src" / "empty" / "README", "");
  write(fs::path(scratch->path()) / "outside" / "x.go", "package outside\n");
  CHECK(standard_package(scratch->path(), kLinux, "empty") == nullptr);
  CHECK(standard_package(scratch->path(), kLinux, "missing") == nullptr);
  CHECK(standard_package(scratch->path(), kLinux, "../outside") == nullptr);
}

}  // namespace goescape::test
