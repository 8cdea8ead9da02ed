#include "catch.h"
#include "compare/match_moved_function.h"
#include "compare/match_renamed_file.h"
#include "compare/match_renamed_function.h"
#include "compare/match_renumbered_closure.h"
#include "compare/match_same_line.h"
#include "two_reports.h"

namespace goescape::test {
namespace {

const std::string kP = "example.com/m/p";
const std::string kQ = "example.com/m/q";

}  // namespace

TEST_CASE("a literal keeps its decisions when another one is put in front") {
  const Report before = report_of({{"a.go", 10, "F.func1"}});
  const Report after = report_of({{"a.go", 5, "F.func1"}, {"a.go", 14, "F.func2"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{4, 0, 5, 4}}}});
  CHECK(pairs_of(match_renumbered_closure_in_place, before, after, changes) ==
        Lines{"same_line a.go:10 F.func1 x -> a.go:14 F.func2 x"});
  CHECK(tell(before, after, changes).introduced == Lines{"a.go:5 F.func1 x"});
  CHECK(tell(after, before, inverted(changes)).fixed == Lines{"a.go:5 F.func1 x"});
}

TEST_CASE("code that is wrapped into a literal keeps its decisions") {
  const Report before = report_of({{"a.go", 10}});
  const Report after = report_of({{"a.go", 11, "F.func1"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{10, 1, 10, 3}}}});
  CHECK(pairs_of(match_renumbered_closure_in_hunk, before, after, changes) ==
        Lines{"renamed_function a.go:10 F x -> a.go:11 F.func1 x"});
}

TEST_CASE("a renumbered literal is found without a map of lines") {
  const Report before = report_of({{"a.go", 10, "F.func1"}});
  const Report after = report_of({{"a.go", 5, "F.func1", "y"}, {"a.go", 14, "F.func2"}});
  CHECK(pairs_of(match_renumbered_closure_elsewhere, before, after, {}) ==
        Lines{"renamed_function a.go:10 F.func1 x -> a.go:14 F.func2 x"});
}

TEST_CASE("the same line says more than the name of its function") {
  const Report before = report_of({{"a.go", 10, "F"}});
  const Report after = report_of({{"a.go", 12, "G"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{3, 1, 3, 3}}}});
  CHECK(pairs_of(match_same_line, before, after, changes) == Lines{"same_line a.go:10 F x -> a.go:12 G x"});
  CHECK(pairs_of(match_same_line, before, after, {}).empty());
}

TEST_CASE("on the same line another spelling is the same decision, but not out of an inlined body") {
  const auto at = [](std::string expression, bool inlined) {
    return report_of({{"a.go", 10, "F", std::move(expression), "example.com/m", Kind::kEscapesToHeap, 2, inlined}});
  };
  CHECK(pairs_of(match_same_line, at("&T literal", false), at("&T{...}", false), changes_in({})).size() == 1);
  CHECK(pairs_of(match_same_line, at("&T{...}", true), at("&U{...}", true), changes_in({})).empty());
}

TEST_CASE("generic code of others is paired within its package") {
  const std::string sort = "$GOROOT/src/slices/sort.go";
  const Report before = report_of({{sort, 7, "Sort[...]", "x", kP}}, {kQ});
  const Report after = report_of({{sort, 7, "Sort[...]", "x", kQ}}, {kP});
  const Told told = tell(before, after, changes_in({}));
  CHECK(told.introduced.size() == 1);
  CHECK(told.fixed.size() == 1);
}

TEST_CASE("a renamed folder keeps its decisions, on changed lines too") {
  const Report before = report_of({{"p/a.go", 10, "F", "x", kP}, {"p/a.go", 20, "F", "y", kP}});
  const Report after = report_of({{"q/a.go", 10, "F", "x", kQ}, {"q/a.go", 21, "F", "y", kQ}});
  const SourceChanges changes = changes_in({{"p/a.go", "q/a.go", {{20, 1, 20, 2}}}});
  CHECK(pairs_of(match_same_line, before, after, changes) == Lines{"renamed_file p/a.go:10 F x -> q/a.go:10 F x"});
  CHECK(pairs_of(match_renamed_file, before, after, changes) == Lines{"renamed_file p/a.go:20 F y -> q/a.go:21 F y"});
}

TEST_CASE("a file that was renamed into another package keeps its decisions") {
  const Report before = report_of({{"p/a.go", 10, "F", "x", kP}}, {kQ});
  const Report after = report_of({{"q/b.go", 11, "F", "x", kQ}}, {kP});
  const SourceChanges changes = changes_in({{"p/a.go", "q/b.go", {{10, 1, 10, 2}}}});
  CHECK(pairs_of(match_renamed_file, before, after, changes) == Lines{"renamed_file p/a.go:10 F x -> q/b.go:11 F x"});
}

TEST_CASE("a module with a new path keeps its decisions without a map of lines") {
  const Report before = report_of({{"a.go", 10, "F", "x", "example.com/old"}});
  const Report after = report_of({{"a.go", 12, "F", "x", "example.com/new"}});
  CHECK(tell(before, after, {}).moved == Lines{"renamed_file a.go:10 F x -> a.go:12 F x"});
}

TEST_CASE("a function that moved to another package keeps its decisions") {
  const Report before = report_of({{"p/a.go", 10, "F", "x", kP}, {"p/a.go", 11, "F.func1", "y", kP}}, {kQ});
  const Report after = report_of({{"q/a.go", 30, "F", "x", kQ}, {"q/a.go", 31, "F.func1", "y", kQ}}, {kP});
  CHECK(pairs_of(match_moved_function, before, after, {}) ==
        Lines{"moved_function p/a.go:10 F x -> q/a.go:30 F x",
              "moved_function p/a.go:11 F.func1 y -> q/a.go:31 F.func1 y"});
}

TEST_CASE("functions of one name are not taken for each other where it may be another one") {
  SECTION("it is still where it was") {
    const Report before = report_of({{"p/a.go", 10, "F", "x", kP}, {"p/a.go", 11, "F", "y", kP}}, {kQ});
    const Report after = report_of({{"q/a.go", 30, "F", "x", kQ}, {"p/a.go", 11, "F", "y", kP}});
    CHECK(pairs_of(match_moved_function, before, after, {}).empty());
  }
  SECTION("too little is common") {
    const Report before = report_of({{"p/a.go", 10, "F", "x", kP}}, {kQ});
    const Report after =
        report_of({{"q/a.go", 1, "F", "x", kQ}, {"q/a.go", 2, "F", "y", kQ}, {"q/a.go", 3, "F", "z", kQ}}, {kP});
    CHECK(pairs_of(match_moved_function, before, after, {}).empty());
  }
  SECTION("every package has an init") {
    const Report before = report_of({{"p/a.go", 10, "init", "x", kP}}, {kQ});
    const Report after = report_of({{"q/a.go", 30, "init", "x", kQ}}, {kP});
    CHECK(pairs_of(match_moved_function, before, after, {}).empty());
  }
}

TEST_CASE("a function with a new name keeps its decisions") {
  const Report before = report_of({{"a.go", 10, "F", "F(x)"}, {"a.go", 12, "F.func1", "y"}});
  SECTION("the same body") {
    const Report after = report_of({{"a.go", 30, "G", "G(x)"}, {"a.go", 32, "G.func1", "y"}});
    CHECK(pairs_of(match_renamed_function, before, after, {}) ==
          Lines{"renamed_function a.go:10 F F(x) -> a.go:30 G G(x)",
                "renamed_function a.go:12 F.func1 y -> a.go:32 G.func1 y"});
  }
  SECTION("another body") {
    const Report after = report_of({{"a.go", 30, "G", "G(x)"}, {"a.go", 33, "G.func1", "y"}});
    CHECK(pairs_of(match_renamed_function, before, after, {}).empty());
  }
  SECTION("both names are there") {
    const Report after = report_of({{"a.go", 30, "G", "G(x)"}, {"a.go", 32, "G.func1", "y"}, {"a.go", 40, "F", "z"}});
    CHECK(pairs_of(match_renamed_function, before, after, {}).empty());
  }
}

TEST_CASE("methods of a renamed type are told apart by their names") {
  const Report before = report_of({{"a.go", 10, "(*T).A"}, {"a.go", 20, "(*T).B"}});
  const Report after = report_of({{"a.go", 11, "(*U).B"}, {"a.go", 21, "(*U).A"}});
  CHECK(pairs_of(match_renamed_function, before, after, {}) ==
        Lines{"renamed_function a.go:10 (*T).A x -> a.go:21 (*U).A x",
              "renamed_function a.go:20 (*T).B x -> a.go:11 (*U).B x"});
}

TEST_CASE("a new name seen on unchanged lines counts on changed lines") {
  const Report before = report_of({{"a.go", 10, "F"}, {"a.go", 12, "F", "y"}});
  const Report after = report_of({{"a.go", 10, "G"}, {"a.go", 15, "G", "y"}});
  const SourceChanges changes = changes_in({{"a.go", "a.go", {{9, 1, 9, 1}, {12, 1, 12, 4}}}});
  CHECK(tell(before, after, changes).moved ==
        Lines{"same_line a.go:10 F x -> a.go:10 G x", "renamed_function a.go:12 F y -> a.go:15 G y"});
}

}  // namespace goescape::test
