#include "render/variant_words.h"

#include "catch.h"
#include "model/variant.h"

namespace goescape {
namespace {

Toolchain on(const std::string& goos, const std::string& goarch) {
  Toolchain toolchain;
  toolchain.go_version = "go1.26.8";
  toolchain.goos = goos;
  toolchain.goarch = goarch;
  return toolchain;
}

// Bits are those of the order given, which is the sorted one.
Report report_of(std::vector<Toolchain> variants) {
  REQUIRE(std::is_sorted(variants.begin(), variants.end(), comes_before));
  Report report;
  report.variants = std::move(variants);
  return report;
}

}  // namespace

TEST_CASE("one thing that tells variants apart says where something is", "[render][variants]") {
  const Report report = report_of({on("linux", "amd64"), on("linux", "arm64"), on("windows", "amd64")});
  CHECK(variant_remark(report, 0).empty());
  CHECK(variant_remark(report, 0b100) == "only on windows");
  CHECK(variant_remark(report, 0b011) == "only on linux");
  CHECK(variant_remark(report, 0b010) == "only on arm64");
  CHECK(variant_remark(report, 0b101) == "only on amd64");
  CHECK(variant_remark(report, 0b001) == "only on linux/amd64");
  CHECK(variant_remark(report, 0b110) == "only on linux/arm64 and windows/amd64");
}

TEST_CASE("builds of one platform differ by how they are made", "[render][variants]") {
  Toolchain race = on("linux", "amd64");
  race.race = true;
  Toolchain tests = on("linux", "amd64");
  tests.tests = true;
  Toolchain tags = on("linux", "amd64");
  tags.tags = {"a", "b"};
  const Report report = report_of({on("linux", "amd64"), tests, race, tags});
  CHECK(variant_remark(report, 0b0010) == "only with tests");
  CHECK(variant_remark(report, 0b1101) == "only without tests");
  CHECK(variant_remark(report, 0b0100) == "only with the race detector");
  CHECK(variant_remark(report, 0b1000) == "only with tags a,b");
  CHECK(variant_remark(report, 0b0110) == "only in linux/amd64 tests and linux/amd64 race");
}

TEST_CASE("text of tags cannot reach the terminal", "[render][variants]") {
  Toolchain tags = on("linux", "amd64");
  tags.tags = {"\x1b[31m"};
  CHECK(variant_remark(report_of({on("linux", "amd64"), tags}), 0b10).find('\x1b') == std::string::npos);
}

}  // namespace goescape
