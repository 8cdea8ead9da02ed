#include "model/variant.h"

#include "catch.h"

namespace goescape {
namespace {

Toolchain linux_amd64() { return {"go1.26.8", "linux", "amd64", "-m=2", {}, true, false}; }

}  // namespace

TEST_CASE("names hold the platform, and of the rest what differs", "[model][variants]") {
  Toolchain race = linux_amd64();
  race.race = true;
  race.tags = {"a", "b"};
  CHECK(variant_names({linux_amd64()}) == std::vector<std::string>{"linux/amd64"});
  CHECK(variant_names({linux_amd64(), race}) == std::vector<std::string>{"linux/amd64", "linux/amd64 race tags=a,b"});
  CHECK(variant_names({Toolchain{}}) == std::vector<std::string>{"unknown platform"});
}

TEST_CASE("what variants have in common is kept", "[model][variants]") {
  Toolchain windows = linux_amd64();
  windows.goos = "windows";
  windows.cgo = false;
  const Toolchain common = common_toolchain({linux_amd64(), windows});
  CHECK(common.go_version == "go1.26.8");
  CHECK(common.goarch == "amd64");
  CHECK(common.goos.empty());
  CHECK_FALSE(common.cgo);
}

TEST_CASE("toolchains that differ in anything are in some order", "[model][variants]") {
  Toolchain tests = linux_amd64();
  tests.tests = true;
  CHECK(comes_before(linux_amd64(), tests));
  CHECK_FALSE(comes_before(tests, linux_amd64()));
  CHECK(is_same(tests, tests));
  CHECK_FALSE(is_same(tests, linux_amd64()));
}

TEST_CASE("the set of all variants holds as many as there are", "[model][variants]") {
  Report report;
  CHECK(all_variants(report) == 1);
  report.variants.resize(3);
  CHECK(all_variants(report) == 0b111);
  report.variants.resize(kMostVariants);
  CHECK(all_variants(report) == ~VariantSet{0});
}

}  // namespace goescape
