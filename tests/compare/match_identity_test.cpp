#include "compare/match_identity.h"

#include "catch.h"
#include "two_reports.h"

namespace goescape::test {

TEST_CASE("identity in place goes by the line that the old one became") {
  const Report before = report_of({{"a.go", 3}});
  const Report after = report_of({{"a.go", 3}, {"a.go", 5}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{2, 0, 3, 2}}}});
  CHECK(pairs_of(match_identity_in_place, before, after, changes) == Lines{"identity a.go:3 F x -> a.go:5 F x"});
}

TEST_CASE("identity in place knows several decisions of one line by their columns") {
  const auto at = [](std::uint32_t column) {
    return At{"a.go", 3, "F", "x", "example.com/m", Kind::kEscapesToHeap, column};
  };
  const Diff diff = compare_reports(report_of({at(4), at(9)}), report_of({at(9)}), changes_in({}));
  CHECK(diff.unchanged == 1);
  REQUIRE(diff.fixed.size() == 1);
  CHECK(diff.fixed[0] == FindingIndex{0});
}

TEST_CASE("identity in a hunk stays in the hunk") {
  const Report before = report_of({{"a.go", 10}});
  const Report after = report_of({{"a.go", 3}, {"a.go", 11}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{2, 0, 3, 1}, {10, 1, 11, 1}}}});
  CHECK(pairs_of(match_identity_in_hunk, before, after, changes) == Lines{"identity a.go:10 F x -> a.go:11 F x"});
}

TEST_CASE("identity elsewhere follows a function to another file of its package") {
  const Report before = report_of({{"a.go", 10}, {"a.go", 20, "G", "y"}});
  const Report after = report_of({{"b.go", 4}, {"a.go", 11, "G", "y"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{9, 9, 8, 0}}}, {"", "b.go", {}}});
  CHECK(pairs_of(match_identity_elsewhere, before, after, changes) ==
        Lines{"identity a.go:10 F x -> b.go:4 F x", "identity a.go:20 G y -> a.go:11 G y"});
}

TEST_CASE("everything that makes a decision another one keeps it from being paired") {
  const auto expected = GENERATE(values<At>({{"a.go", 3, "G"},
                                             {"a.go", 3, "F", "y"},
                                             {"a.go", 3, "F", "x", "example.com/m/p"},
                                             {"a.go", 3, "F", "x", "example.com/m", Kind::kMovedToHeap}}));
  for (auto* const step : {match_identity_in_place, match_identity_in_hunk, match_identity_elsewhere}) {
    CHECK(pairs_of(step, report_of({{"a.go", 3}}), report_of({expected}), {}).empty());
  }
}

TEST_CASE("identity elsewhere leaves literals on lines that did not change alone") {
  const Report before = report_of({{"a.go", 10, "F.func1"}});
  const Report after = report_of({{"a.go", 3, "F.func1"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{2, 0, 3, 2}}}});
  const Told told = tell(before, after, changes);
  CHECK(told.introduced == Lines{"a.go:3 F.func1 x"});
  CHECK(told.fixed == Lines{"a.go:10 F.func1 x"});
}

}  // namespace goescape::test
