#include "compare/baseline.h"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "compare/gate_sample.h"

namespace goescape::test {
namespace {

constexpr CategorySet kDefault;

std::vector<std::string> expressions(const BaselineSection& section) {
  std::vector<std::string> result;
  for (const BaselineEntry& entry : section.entries) {
    result.push_back(entry.expression);
  }
  std::sort(result.begin(), result.end());
  return result;
}

using Names = std::vector<std::string>;

Baseline written(const Report& report) {
  Baseline baseline;
  write_baseline(baseline, report, kDefault, Coverage::kWholeModule);
  return baseline;
}

Baseline with_keys(const std::vector<BaselineKey>& keys) {
  Baseline baseline;
  for (const BaselineKey& key : keys) {
    baseline.sections.push_back({key, {}});
  }
  std::sort(baseline.sections.begin(), baseline.sections.end(),
            [](const BaselineSection& a, const BaselineSection& b) { return a.key < b.key; });
  return baseline;
}

Toolchain toolchain(std::string_view go, std::string_view goos = "linux", std::string_view goarch = "amd64") {
  Toolchain result;
  result.go_version = go;
  result.goos = goos;
  result.goarch = goarch;
  return result;
}

std::string chosen(const Baseline& baseline, const Toolchain& tools) {
  const BaselineChoice choice = choose_section(baseline, tools);
  return choice.section == nullptr ? "none" : name(choice.section->key);
}

}  // namespace

TEST_CASE("a baseline is kept by minor release, platform and tags") {
  Toolchain tools = toolchain("go1.26.8");
  CHECK(name(baseline_key(tools)) == "go1.26 linux/amd64");
  tools.tags = {"b", "a", "b"};
  CHECK(name(baseline_key(tools)) == "go1.26 linux/amd64 tags=a,b");
  CHECK(name(baseline_key(toolchain("go1.27rc1"))) == "go1.27 linux/amd64");
  CHECK(name(baseline_key(toolchain("devel go1.28-abcdef Mon Jan 1"))) == "devel linux/amd64");
  CHECK(name(baseline_key(Toolchain())) == "- -/-");
}

TEST_CASE("a written baseline holds heap decisions that are visible and not suppressed") {
  const Report report = SampleReport()
                            .package("a")
                            .finding(1, "F", "x")
                            .finding(2, "F", "y", Kind::kLeakingParam)
                            .finding(3, "F", "z", Kind::kEscapesToHeap, Category::kGenerated)
                            .finding(4, "F", "s")
                            .suppressed()
                            .take();
  const Baseline baseline = written(report);
  REQUIRE(baseline.sections.size() == 1);
  CHECK(expressions(baseline.sections[0]) == Names{"x"});
  CHECK(baseline.sections[0].entries[0].package == "example.com/m/a");
  CHECK(baseline.sections[0].entries[0].function == "F");
  CHECK(baseline.sections[0].entries[0].kind == "moved_to_heap");

  Baseline all;
  write_baseline(all, report, all_categories(), Coverage::kWholeModule);
  CHECK(expressions(all.sections[0]) == Names{"x", "z"});
}

TEST_CASE("the text of an entry is one line however the expression is written") {
  const Baseline baseline = written(SampleReport()
                                        .package("a")
                                        .finding(1, "F", "func() {\n\tx\x01\n}")
                                        .finding(2, "G", std::string(900, 'e'))
                                        .take());
  for (const BaselineEntry& entry : baseline.sections[0].entries) {
    CHECK(entry.expression.find_first_of("\t\n\x01") == std::string::npos);
    CHECK(entry.expression.size() < 150);
  }
}

TEST_CASE("writing again says what came and went") {
  Baseline baseline = written(SampleReport().package("a").finding(1, "F", "x").finding(2, "F", "y").take());
  const BaselineChange change =
      write_baseline(baseline, SampleReport().package("a").finding(1, "F", "y").finding(2, "F", "z").take(), kDefault,
                     Coverage::kListedPackages);
  CHECK(change.added == 1);
  CHECK(change.kept == 1);
  REQUIRE(change.dropped.size() == 1);
  CHECK(change.dropped[0].expression == "x");
  CHECK(expressions(baseline.sections[0]) == Names{"y", "z"});
}

TEST_CASE("writing leaves what the report does not speak for") {
  Baseline baseline = written(SampleReport()
                                  .package("a")
                                  .finding(1, "F", "x")
                                  .package("b")
                                  .finding(1, "F", "y")
                                  .package("c")
                                  .finding(1, "F", "z")
                                  .take());
  const Report part = SampleReport().package("a").package("b", PackageStatus::kFailed).take();

  SECTION("packages that were not asked for and those that failed") {
    write_baseline(baseline, part, kDefault, Coverage::kListedPackages);
    CHECK(expressions(baseline.sections[0]) == Names{"y", "z"});
  }
  SECTION("for the whole module, a package that is not there is gone") {
    write_baseline(baseline, part, kDefault, Coverage::kWholeModule);
    CHECK(expressions(baseline.sections[0]) == Names{"y"});
  }
}

TEST_CASE("other sections stay as they are") {
  const Report report = SampleReport().package("a").finding(1, "F", "x").take();
  Baseline baseline = written(report);
  const BaselineSection old = baseline.sections[0];
  const Report newer = SampleReport().package("a").finding(1, "F", "y").go("go1.27.1").take();
  write_baseline(baseline, newer, kDefault, Coverage::kWholeModule);
  REQUIRE(baseline.sections.size() == 2);
  CHECK(baseline.sections[0] == old);
  CHECK(expressions(baseline.sections[1]) == Names{"y"});

  prune_baseline(baseline, SampleReport().package("a").go("go1.27.1").take(), Coverage::kWholeModule);
  CHECK(baseline.sections[0] == old);
  CHECK(baseline.sections[1].entries.empty());
}

TEST_CASE("pruning drops what no longer occurs and adds nothing") {
  Baseline baseline = written(SampleReport().package("a").finding(1, "F", "x").finding(2, "F", "y").take());
  const Report later = SampleReport().package("a").finding(1, "F", "y").finding(2, "F", "z").take();
  const BaselineChange change = prune_baseline(baseline, later, Coverage::kListedPackages);
  CHECK(change.added == 0);
  CHECK(change.kept == 1);
  REQUIRE(change.dropped.size() == 1);
  CHECK(expressions(baseline.sections[0]) == Names{"y"});
}

TEST_CASE("pruning without a section of the build changes nothing") {
  Baseline baseline = written(SampleReport().package("a").finding(1, "F", "x").take());
  const Baseline before = baseline;
  const BaselineChange change =
      prune_baseline(baseline, SampleReport().package("a").go("go1.27.1").take(), Coverage::kWholeModule);
  CHECK(baseline == before);
  CHECK(change.dropped.empty());
}

TEST_CASE("the section of the build is used without a word") {
  const Baseline baseline = with_keys({{"go1.25", "linux", "amd64", {}}, {"go1.26", "linux", "amd64", {}}});
  const BaselineChoice choice = choose_section(baseline, toolchain("go1.26.3"));
  REQUIRE(choice.section != nullptr);
  CHECK(choice.section->key.go == "go1.26");
  CHECK(choice.exact);
  CHECK(choice.sentence.empty());
}

TEST_CASE("another release uses the section of the nearest, and says so") {
  const Baseline baseline = with_keys({{"go1.24", "linux", "amd64", {}},
                                       {"go1.26", "linux", "amd64", {}},
                                       {"go1.26", "linux", "amd64", {"x"}},
                                       {"go1.27", "darwin", "arm64", {}}});
  const BaselineChoice choice = choose_section(baseline, toolchain("go1.27.1"));
  REQUIRE(choice.section != nullptr);
  CHECK_FALSE(choice.exact);
  CHECK(choice.sentence ==
        "the baseline has no section for go1.27 linux/amd64, so the one for go1.26 linux/amd64 is used, and what this "
        "build decides otherwise shows as new; goescape baseline write makes a section of its own");
  CHECK(chosen(baseline, toolchain("go1.25.1")) == "go1.26 linux/amd64");
  CHECK(chosen(baseline, toolchain("go1.23.1")) == "go1.24 linux/amd64");
  CHECK(chosen(baseline, toolchain("devel go1.28-x")) == "go1.26 linux/amd64");
  CHECK(chosen(baseline, toolchain("go1.26.1", "darwin", "arm64")) == "go1.27 darwin/arm64");
}

TEST_CASE("other tags are used only when there is nothing better") {
  const Baseline baseline = with_keys({{"go1.20", "linux", "amd64", {"x"}}, {"go1.26", "linux", "amd64", {"y"}}});
  Toolchain tools = toolchain("go1.26.1");
  tools.tags = {"x"};
  CHECK(chosen(baseline, tools) == "go1.20 linux/amd64 tags=x");
  CHECK(chosen(baseline, toolchain("go1.26.1")) == "go1.26 linux/amd64 tags=y");
}

TEST_CASE("another platform accepts nothing, and says so") {
  const Baseline baseline = with_keys({{"go1.26", "linux", "amd64", {}}});
  const BaselineChoice choice = choose_section(baseline, toolchain("go1.26.1", "linux", "arm64"));
  CHECK(choice.section == nullptr);
  CHECK(choice.sentence ==
        "the baseline has no section for go1.26 linux/arm64 and accepts nothing, for decisions differ between "
        "platforms; it has go1.26 linux/amd64, and goescape baseline write adds one");
}

TEST_CASE("a log that does not tell its toolchain uses the newest section") {
  CHECK(chosen(with_keys({{"go1.25", "linux", "amd64", {}}, {"go1.26", "linux", "amd64", {}}}), Toolchain()) ==
        "go1.26 linux/amd64");
}

TEST_CASE("an empty baseline chooses nothing and has nothing to say") {
  const BaselineChoice choice = choose_section({}, toolchain("go1.26.1"));
  CHECK(choice.section == nullptr);
  CHECK(choice.sentence.empty());
}

}  // namespace goescape::test
