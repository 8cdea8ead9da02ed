#include "model/visibility.h"

#include "catch.h"

using namespace goescape;

namespace {

CategorySet only(Category category) { return CategorySet{}.set(static_cast<std::size_t>(category)); }

std::uint32_t& at(KindCounts& counts, Kind kind) { return counts[static_cast<std::size_t>(kind)]; }

}  // namespace

TEST_CASE("visibility: files of the module are always shown") {
  CHECK(is_visible(Category::kModule, true, {}));
  CHECK(is_visible(Category::kModule, false, {}));
}

TEST_CASE("visibility: foreign and synthetic code is shown where the user compiled its package") {
  const Category category = GENERATE(Category::kDependency, Category::kStandard, Category::kSynthetic);
  CAPTURE(name(category));
  CHECK(is_visible(category, true, {}));
  CHECK_FALSE(is_visible(category, false, {}));
  CHECK(is_visible(category, false, only(category)));
}

TEST_CASE("visibility: generated and vendored files are shown only when asked for") {
  const Category category = GENERATE(Category::kGenerated, Category::kVendor);
  const bool compiled = GENERATE(false, true);
  CAPTURE(name(category), compiled);
  CHECK_FALSE(is_visible(category, compiled, {}));
  CHECK_FALSE(is_visible(category, compiled, only(Category::kStandard)));
  CHECK(is_visible(category, compiled, only(category)));
}

TEST_CASE("visibility: all categories show everything") {
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    CHECK(is_visible(static_cast<Category>(category), false, all_categories()));
  }
}

TEST_CASE("visibility: a finding follows its own category and the compilation of its package") {
  Report report;
  report.packages.resize(1);
  report.packages[0].compiled = false;
  report.packages[0].category = Category::kStandard;
  Finding finding;
  finding.category = Category::kStandard;
  CHECK_FALSE(is_visible(report, finding, {}));
  report.packages[0].compiled = true;
  CHECK(is_visible(report, finding, {}));
}

TEST_CASE("visibility: the counts of a package divide into shown and hidden without loss") {
  Package package;
  at(package.counts, Kind::kEscapesToHeap) = 10;
  at(package.counts, Kind::kDoesNotEscape) = 5;
  auto& generated = package.other_categories[static_cast<std::size_t>(Category::kGenerated)];
  at(generated, Kind::kEscapesToHeap) = 4;
  auto& synthetic = package.other_categories[static_cast<std::size_t>(Category::kSynthetic)];
  at(synthetic, Kind::kEscapesToHeap) = 1;

  SECTION("by default generated files are hidden") {
    DividedCounts divided = divide_counts(package, {});
    CHECK(at(divided.visible, Kind::kEscapesToHeap) == 6);
    CHECK(at(divided.visible, Kind::kDoesNotEscape) == 5);
    CHECK(heap_decisions(divided.hidden[static_cast<std::size_t>(Category::kGenerated)]) == 4);
  }
  SECTION("nothing is hidden when everything is asked for") {
    DividedCounts divided = divide_counts(package, all_categories());
    CHECK(divided.visible == package.counts);
    CHECK(divided.hidden == decltype(divided.hidden){});
  }
  SECTION("a vendored package is hidden whole, but for what is not vendored in it") {
    package.category = Category::kVendor;
    DividedCounts divided = divide_counts(package, {});
    CHECK(heap_decisions(divided.visible) == 1);
    CHECK(heap_decisions(divided.hidden[static_cast<std::size_t>(Category::kVendor)]) == 5);
  }
}
