#include "compare/compare.h"

#include "catch.h"
#include "two_reports.h"

namespace goescape::test {

TEST_CASE("a twin that is put in front of an old escape is the introduced one") {
  const Report before = report_of({{"a.go", 3}});
  const Report after = report_of({{"a.go", 3}, {"a.go", 5}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{2, 0, 3, 2}}}});
  CHECK(tell(before, after, changes).introduced == Lines{"a.go:3 F x"});
  CHECK(tell(before, after, {}).introduced.size() == 1);
  CHECK(compare_reports(before, after, changes).introduced[0].code_changed);
}

TEST_CASE("a function that moved away leaves its line to another one") {
  const Report before = report_of({{"a.go", 3, "F"}});
  const Report after = report_of({{"a.go", 3, "H"}, {"b.go", 3, "F"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{2, 1, 2, 1}}}, {"", "b.go", {}}});
  CHECK(tell(before, after, changes).introduced == Lines{"a.go:3 H x"});
}

TEST_CASE("an escape on a line that did not change is told so") {
  const Report before = report_of({}, {"example.com/m"});
  const Report after = report_of({{"a.go", 3}});
  CHECK_FALSE(compare_reports(before, after, changes_in({})).introduced.at(0).code_changed);
  CHECK(compare_reports(before, after, {}).introduced.at(0).code_changed);
}

TEST_CASE("a variable with another name on a changed line is another variable") {
  const Report before = report_of({{"a.go", 3, "F", "x", "example.com/m", Kind::kMovedToHeap}});
  const Report after = report_of({{"a.go", 3, "F", "y", "example.com/m", Kind::kMovedToHeap}});
  const Told told = tell(before, after, changes_in({{"a.go", "a.go", {{3, 1, 3, 1}}}}));
  CHECK(told.introduced.size() == 1);
  CHECK(told.fixed.size() == 1);
}

TEST_CASE("only heap decisions are compared") {
  const Report before = report_of({{"a.go", 3, "F", "x", "example.com/m", Kind::kDoesNotEscape}});
  const Diff diff = compare_reports(before, report_of({{"a.go", 4}}), {});
  CHECK(diff.introduced.size() == 1);
  CHECK(diff.fixed.empty());
}

TEST_CASE("of a package that failed nobody knows") {
  const Report before = report_of({{"a.go", 3}, {"p/a.go", 4, "F", "x", "example.com/m/p"}});
  Report after = report_of({{"a.go", 3}}, {"example.com/m/p"});
  CHECK(compare_reports(before, after, {}).fixed.size() == 1);
  enum class Sign { kStatus, kFailure, kMissing };
  const Sign sign = GENERATE(Sign::kStatus, Sign::kFailure, Sign::kMissing);
  if (sign == Sign::kStatus) {
    after.packages[1].status = PackageStatus::kFailed;
  } else if (sign == Sign::kFailure) {
    after.failures.push_back({"example.com/m/p", "broken"});
  } else {
    after = report_of({{"a.go", 3}});
    after.failures.push_back({"", "a part of the run broke"});
  }
  const Diff diff = compare_reports(before, after, {});
  CHECK(diff.fixed.empty());
  CHECK(diff.undecided == 1);
  CHECK(diff.unchanged == 1);
  const Diff back = compare_reports(after, before, {});
  CHECK(back.introduced.empty());
  CHECK(back.undecided == 1);
}

TEST_CASE("a package that exists on one side only is introduced or fixed") {
  const Report before = report_of({{"a.go", 3}});
  const Report after = report_of({{"a.go", 3}, {"p/a.go", 4, "G", "y", "example.com/m/p"}});
  const Diff diff = compare_reports(before, after, {});
  CHECK(diff.introduced.size() == 1);
  REQUIRE(diff.packages.size() == 2);
  CHECK(diff.packages[1].import_path == "example.com/m/p");
  CHECK_FALSE(diff.packages[1].old_status);
  CHECK(diff.packages[1].new_status == PackageStatus::kOk);
  CHECK(heap_decisions(diff.packages[1].new_counts) == 1);
  CHECK(heap_decisions(diff.packages[1].old_counts) == 0);
}

TEST_CASE("settings that differ are named, unknown ones are not") {
  Report before = report_of({});
  Report after = report_of({});
  before.toolchain.goos = "linux";
  after.toolchain.go_version = "go1.27.4";
  after.toolchain.tags = {"a", "b"};
  after.toolchain.race = true;
  const auto changes = compare_reports(before, after, {}).toolchain_changes;
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].name == "go_version");
  CHECK(changes[0].new_value == "go1.27.4");
  CHECK(changes[1].name == "tags");
  CHECK(changes[1].old_value.empty());
  CHECK(changes[1].new_value == "a,b");
  CHECK(changes[2].name == "race");
  before.toolchain.go_version.clear();
  CHECK(compare_reports(before, after, {}).toolchain_changes.empty());
}

}  // namespace goescape::test
