#include "compare/gate.h"

#include <string>
#include <vector>

#include "catch.h"
#include "compare/gate_sample.h"

namespace goescape::test {
namespace {

using Strings = std::vector<std::string>;

Diff introducing(const std::vector<std::uint32_t>& findings) {
  Diff diff;
  for (const std::uint32_t finding : findings) {
    IntroducedFinding introduced;
    introduced.finding = static_cast<FindingIndex>(finding);
    diff.introduced.push_back(introduced);
  }
  return diff;
}

Baseline baseline_of(const Report& report) {
  Baseline baseline;
  write_baseline(baseline, report, {}, Coverage::kWholeModule);
  return baseline;
}

GateInput input_of(const Report& report, const Diff* diff = nullptr, const Baseline* baseline = nullptr) {
  GateInput input;
  input.report = &report;
  input.diff = diff;
  input.baseline = baseline;
  return input;
}

GateResult judged(const GateInput& input, const GatePolicy& policy = {}) {
  Result<GateResult> result = run_gate(input, policy);
  REQUIRE(result);
  return *result;
}

// "new_escape a/x.go:3: sentence".
Strings told(const GateResult& result) {
  Strings violations;
  for (const Violation& each : result.violations) {
    violations.push_back(std::string(name(each.rule)) + " " + each.file + ":" + std::to_string(each.line) + ": " +
                         each.sentence);
  }
  return violations;
}

Strings notices(const GateResult& result) {
  Strings sentences;
  for (const GateNotice& each : result.notices) {
    sentences.push_back(each.sentence);
  }
  return sentences;
}

Directive directive(DirectiveType type, std::uint32_t first, std::uint32_t last,
                    FileState state = FileState::kCompiled) {
  Directive result;
  result.type = type;
  result.state = state;
  result.package = "example.com/m/a";
  result.file = "a/x.go";
  result.line = result.first_line = first;
  result.last_line = last;
  result.text = type == DirectiveType::kNoEscape ? "//goescape:noescape" : "//goescape:ignore r";
  return result;
}

}  // namespace

TEST_CASE("what a change introduced fails the gate") {
  const Report report =
      SampleReport().package("a").finding(3, "F", "x").finding(5, "", "y").finding(7, "G", "z").take();
  const Diff diff = introducing({0, 1});
  const GateResult result = judged(input_of(report, &diff));
  CHECK(result.failed);
  CHECK(result.introduced == 2);
  CHECK(told(result) == Strings{"new_escape a/x.go:3: new heap decision in F: moved to heap: x",
                                "new_escape a/x.go:5: new heap decision: moved to heap: y"});
  CHECK(result.violations[1].findings == std::vector<FindingIndex>{static_cast<FindingIndex>(1)});
}

TEST_CASE("a change that introduces nothing passes") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").take();
  const Diff diff;
  const GateResult result = judged(input_of(report, &diff));
  CHECK_FALSE(result.failed);
  CHECK(result.violations.empty());
  CHECK(result.notices.empty());
}

TEST_CASE("without a base every heap decision is new") {
  const Report report =
      SampleReport().package("a").finding(3, "F", "x").finding(4, "F", "p", Kind::kLeakingParam).take();
  CHECK(judged(input_of(report)).violations.size() == 1);
}

TEST_CASE("hidden categories are gated only when they are asked for") {
  const Report report =
      SampleReport().package("a").finding(3, "F", "x", Kind::kMovedToHeap, Category::kGenerated).take();
  CHECK_FALSE(judged(input_of(report)).failed);
  GatePolicy policy;
  policy.included = all_categories();
  CHECK(judged(input_of(report), policy).failed);
}

TEST_CASE("suppressed decisions pass and are counted") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").suppressed().take();
  const GateResult result = judged(input_of(report));
  CHECK_FALSE(result.failed);
  CHECK(result.introduced == 1);
  CHECK(result.suppressed == 1);
}

TEST_CASE("--max-new lets so many pass and tells them all the same") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").finding(4, "F", "y").take();
  GatePolicy policy;
  policy.max_new = 1;
  CHECK(judged(input_of(report), policy).failed);
  policy.max_new = 2;
  const GateResult result = judged(input_of(report), policy);
  CHECK_FALSE(result.failed);
  CHECK(result.violations.size() == 2);
  CHECK(result.max_new == 2);
  policy.budgets = {{"a", 1}};
  CHECK(judged(input_of(report), policy).failed);
}

TEST_CASE("--advisory judges as always and is passed on") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").take();
  GatePolicy policy;
  policy.advisory = true;
  const GateResult result = judged(input_of(report), policy);
  CHECK(result.failed);
  CHECK(result.advisory);
}

TEST_CASE("--hot lets only new escapes in hot code count") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").package("b").finding(3, "F", "y").take();
  GatePolicy policy;
  policy.hot = {"b/..."};
  const GateResult result = judged(input_of(report), policy);
  CHECK(told(result) == Strings{"new_escape b/x.go:3: new heap decision in F: moved to heap: y"});
  CHECK(result.not_hot == 1);
  CHECK(result.introduced == 2);
}

TEST_CASE("--hot-share lets only new escapes with that share of the bytes count") {
  Report report = SampleReport().package("a").finding(3, "F", "x").finding(4, "F", "y").finding(5, "F", "z").take();
  report.profile_values = {{100, 1, 0.01}, {99, 1, 0.0099}};
  report.findings[0].profile = 0;
  report.findings[1].profile = 1;
  GatePolicy policy;
  CHECK(judged(input_of(report), policy).violations.size() == 3);
  policy.hot_share = 0.01;
  const GateResult result = judged(input_of(report), policy);
  CHECK(told(result) == Strings{"new_escape a/x.go:3: new heap decision in F: moved to heap: x",
                                "new_escape a/x.go:5: new heap decision in F: moved to heap: z"});
  CHECK(result.cold == 1);
  CHECK(result.introduced == 3);
}

TEST_CASE("--hot that names nothing fails instead of looking at nothing") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").take();
  GatePolicy policy;
  policy.hot = {"bb/..."};
  const GateResult result = judged(input_of(report), policy);
  CHECK(result.failed);
  CHECK(told(result) == Strings{"unanalysed :0: --hot bb/... names no package that was compiled, nor a file or a "
                                "function of one"});
}

TEST_CASE("the baseline accepts what it holds") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").finding(4, "F", "y").take();
  const Baseline baseline = baseline_of(SampleReport().package("a").finding(30, "F", "x").take());
  const GateResult result = judged(input_of(report, nullptr, &baseline));
  CHECK(result.accepted == 1);
  CHECK(result.accepted_findings == std::vector{FindingIndex{0}});
  CHECK(told(result) == Strings{"new_escape a/x.go:4: new heap decision in F: moved to heap: y"});
  CHECK(notices(result).empty());
}

TEST_CASE("a twin in front of an accepted decision is new although it has the other's id") {
  const Baseline baseline = baseline_of(SampleReport().package("a").finding(3, "F", "x").take());
  const Report twins = SampleReport().package("a").finding(3, "F", "x").finding(9, "F", "x").take();
  SECTION("compared with a base") {
    const Diff diff = introducing({0});
    const GateResult result = judged(input_of(twins, &diff, &baseline));
    CHECK(result.accepted == 0);
    CHECK(result.accepted_findings.empty());
    REQUIRE(result.violations.size() == 1);
    CHECK(result.violations[0].line == 3);
  }
  SECTION("without one") {
    const GateResult result = judged(input_of(twins, nullptr, &baseline));
    CHECK(result.accepted == 1);
    CHECK(result.violations.size() == 1);
  }
  SECTION("accepted with a second entry") {
    const Baseline both = baseline_of(twins);
    const Diff diff = introducing({0});
    CHECK(judged(input_of(twins, &diff, &both)).accepted == 1);
  }
  SECTION("the old one needs no entry when it is suppressed") {
    const Report now = SampleReport().package("a").finding(3, "F", "x").finding(9, "F", "x").suppressed().take();
    const Baseline first = baseline_of(now);
    const Diff diff = introducing({0});
    CHECK(judged(input_of(now, &diff, &first)).accepted == 1);
  }
}

TEST_CASE("a new decision that the base had in its baseline all along is accepted") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").take();
  const Baseline baseline = baseline_of(report);
  const Diff diff = introducing({0});
  CHECK_FALSE(judged(input_of(report, &diff, &baseline)).failed);
}

TEST_CASE("baseline entries that no longer occur are told in one sentence") {
  SampleReport old;
  old.package("a");
  for (const char* const expression : {"a", "b", "c", "d", "e"}) {
    old.finding(3, "F", expression);
  }
  const Report before = old.take();
  const Baseline baseline = baseline_of(before);
  const GateResult one = judged(input_of(SampleReport()
                                             .package("a")
                                             .finding(1, "F", "a")
                                             .finding(2, "F", "b")
                                             .finding(3, "F", "c")
                                             .finding(4, "F", "d")
                                             .take(),
                                         nullptr, &baseline));
  CHECK(notices(one) ==
        Strings{"the baseline accepts 1 decision that no longer occurs (example.com/m/a F moved_to_heap "
                "e); goescape baseline prune takes it out"});
  const Report empty = SampleReport().package("a").take();
  const GateResult all = judged(input_of(empty, nullptr, &baseline));
  REQUIRE(all.notices.size() == 1);
  CHECK(all.notices[0].sentence.find("5 decisions that no longer occur (") != std::string::npos);
  CHECK(all.notices[0].sentence.find("; and 2 more); goescape baseline prune takes them out") != std::string::npos);
  CHECK_FALSE(all.failed);
}

TEST_CASE("another release uses the old entries and says so, and nothing is called stale") {
  const Baseline baseline =
      baseline_of(SampleReport().package("a").finding(1, "F", "x").finding(2, "F", "gone").take());
  const Report report = SampleReport().package("a").finding(1, "F", "x").go("go1.27.1").take();
  const GateResult result = judged(input_of(report, nullptr, &baseline));
  CHECK_FALSE(result.failed);
  REQUIRE(result.notices.size() == 1);
  CHECK(result.notices[0].sentence.starts_with("the baseline has no section for go1.27 linux/amd64"));
}

TEST_CASE("budgets count what is visible and not suppressed, new or old") {
  const Report report = SampleReport()
                            .package("a")
                            .finding(3, "F", "x")
                            .finding(4, "G", "y")
                            .finding(5, "G", "s")
                            .suppressed()
                            .finding(6, "G", "g", Kind::kMovedToHeap, Category::kGenerated)
                            .take();
  const Diff diff;
  GatePolicy policy;
  policy.budgets = {{"a/...", 1}, {"a", 2}, {"a.G", 0}};
  const GateResult result = judged(input_of(report, &diff), policy);
  CHECK(result.failed);
  CHECK(told(result) == Strings{"budget a/x.go:3: a/... holds 2 heap decisions, and its budget is 1",
                                "budget a/x.go:4: a.G holds 1 heap decision, and its budget is 0"});
  CHECK(result.violations[0].findings.size() == 2);
  CHECK(result.violations[0].subject == "a/...");
}

TEST_CASE("a budget on what was not compiled fails") {
  const Report report = SampleReport().package("a").package("b", PackageStatus::kFailed).take();
  GatePolicy policy;
  policy.budgets = {{"c/...", 5}, {"b", 5}};
  const GateResult result = judged(input_of(report), policy);
  CHECK(result.failed);
  REQUIRE(result.violations.size() == 2);
  CHECK(told(result)[0] ==
        "unanalysed :0: the budget c/... names no package that was compiled, nor a file or a function of one");
}

TEST_CASE("a budget on a function without decisions asks the sources for it") {
  const Report report = SampleReport().package("a").take();
  GatePolicy policy;
  policy.budgets = {{"a.F", 0}};
  GateInput input = input_of(report);
  SECTION("nobody knows") {
    const GateResult result = judged(input, policy);
    CHECK_FALSE(result.failed);
    CHECK(notices(result) == Strings{"nothing tells whether there is a function a.F, which the budget is about"});
  }
  Directives directives;
  directives.functions_known = true;
  input.directives = &directives;
  SECTION("it is there") {
    directives.functions = {{"example.com/m/a", "F"}};
    const GateResult result = judged(input, policy);
    CHECK_FALSE(result.failed);
    CHECK(result.notices.empty());
  }
  SECTION("it is not") {
    CHECK(told(judged(input, policy)) ==
          Strings{"unanalysed :0: the budget a.F names a function that the compiled files do not declare"});
  }
}

TEST_CASE("a file that is named and not there is not gated, and so fails") {
  const Report report = SampleReport().package("a").take();
  Directives directives;
  directives.functions_known = true;
  directives.files = {"a/y.go"};
  GateInput input = input_of(report);
  input.directives = &directives;
  GatePolicy policy;
  policy.budgets = {{"a/y.go", 0}};
  policy.hot = {"a/y.go"};
  CHECK_FALSE(judged(input, policy).failed);
  policy.budgets = {{"a/z.go", 0}};
  policy.hot = {"a/z.go", "a.Z"};
  CHECK(told(judged(input, policy)) ==
        Strings{"unanalysed :0: the budget a/z.go names a file that was not compiled",
                "unanalysed :0: --hot a/z.go names a file that was not compiled",
                "unanalysed :0: --hot a.Z names a function that the compiled files do not declare"});
}

TEST_CASE("what was not compiled or understood leaves the gate undecided") {
  Report report = SampleReport().package("a").finding(3, "F", "x").take();
  Diff diff;
  GateInput input = input_of(report, &diff);
  const auto undecided = [&] {
    const GateResult result = judged(input);
    return !result.complete && !result.failed;
  };
  CHECK_FALSE(undecided());
  diff.undecided = 1;
  CHECK(undecided());
  diff.undecided = 0;
  report.unrecognized.about_heap = 1;
  CHECK(undecided());
  report.unrecognized.about_heap = 0;
  input.part = true;
  CHECK(undecided());
  input.part = false;
  report.failures.push_back({"example.com/m/b", "no"});
  CHECK(undecided());
}

TEST_CASE("what generated and vendored files bring is told") {
  const Category category = GENERATE(Category::kGenerated, Category::kVendor);
  const Report report = SampleReport().package("a").finding(3, "F", "x", Kind::kMovedToHeap, category).take();
  const Diff diff = introducing({0});
  GatePolicy policy;
  const GateResult result = judged(input_of(report, &diff), policy);
  CHECK_FALSE(result.failed);
  CHECK(notices(result) == Strings{"1 heap decision introduced in generated or vendored files, which the gate does not "
                                   "look at; --include generated,vendor gates them, too"});
  policy.included = all_categories();
  CHECK(judged(input_of(report, &diff), policy).failed);
  CHECK(judged(input_of(report, &diff), policy).notices.empty());
}

TEST_CASE("assertions hold for old decisions, too") {
  const Report report =
      SampleReport().package("a").finding(3, "F", "x").finding(5, "F", "y").finding(9, "G", "z").take();
  Directives directives;
  directives.list = {directive(DirectiveType::kNoEscape, 2, 6), directive(DirectiveType::kNoEscape, 9, 9),
                     directive(DirectiveType::kNoEscape, 7, 8)};
  directives.list[0].function = "F";
  const Diff diff;
  GateInput input = input_of(report, &diff);
  input.directives = &directives;
  const GateResult result = judged(input);
  CHECK(result.failed);
  CHECK(told(result) ==
        Strings{"assertion a/x.go:2: 2 heap decisions in F, where //goescape:noescape asserts that there is none",
                "assertion a/x.go:9: 1 heap decision in line 9, where //goescape:noescape asserts that there is none"});
  CHECK(result.violations[0].findings.size() == 2);
}

TEST_CASE("an assertion leaves out what is suppressed, and checkescape what is exempt") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").suppressed().finding(5, "F", "y").take();
  Directives directives;
  directives.list = {directive(DirectiveType::kNoEscape, 2, 6), directive(DirectiveType::kExempt, 5, 5)};
  const Diff diff;
  GateInput input = input_of(report, &diff);
  input.directives = &directives;
  CHECK(judged(input).failed);
  directives.list[0].checkescape = true;
  CHECK_FALSE(judged(input).failed);
}

TEST_CASE("an assertion that nobody held against anything fails") {
  const Report report = SampleReport().package("a").take();
  Directives directives;
  GateInput input = input_of(report);
  input.directives = &directives;
  SECTION("in a file that was not compiled") {
    directives.list = {directive(DirectiveType::kNoEscape, 2, 6, FileState::kNotCompiled)};
    const GateResult result = judged(input);
    CHECK(result.failed);
    CHECK(told(result) == Strings{"unanalysed a/x.go:2: the file was not compiled (a build tag or the platform leaves "
                                  "it out), so nobody can tell whether //goescape:noescape holds"});
  }
  SECTION("in a comment that cannot be understood") {
    directives.problems = {{"a/x.go", 7, true, "// goescape:noescape", "it is wrong"}};
    CHECK(told(judged(input)) == Strings{"unanalysed a/x.go:7: it is wrong"});
  }
  SECTION("where nobody knows, it is said") {
    directives.list = {directive(DirectiveType::kNoEscape, 2, 6, FileState::kUnknown)};
    const GateResult result = judged(input);
    CHECK_FALSE(result.failed);
    CHECK(result.notices.size() == 1);
  }
}

TEST_CASE("suppressions that are no good are told") {
  const Report report = SampleReport().package("a").package("b", PackageStatus::kFailed).take();
  Directives directives;
  directives.list = {directive(DirectiveType::kIgnore, 2, 2), directive(DirectiveType::kIgnore, 3, 3),
                     directive(DirectiveType::kIgnore, 4, 4, FileState::kNotCompiled),
                     directive(DirectiveType::kIgnore, 5, 5), directive(DirectiveType::kNoEscape, 6, 6)};
  directives.list[3].package = "example.com/m/b";
  directives.problems = {{"a/x.go", 9, false, "//goescape:ignore", "it needs a reason"}};
  GateInput input = input_of(report);
  input.directives = &directives;
  input.suppressions = {0, 2, 0, 0, 0};
  input.untrusted = {directive(DirectiveType::kIgnore, 11, 11)};
  const GateResult result = judged(input);
  CHECK_FALSE(result.failed);
  CHECK(notices(result) ==
        Strings{"it needs a reason",
                "`//goescape:ignore r` suppresses nothing: there is no heap decision in line 2; take it out",
                "`//goescape:ignore r` does not stand in the base, so it does not count here"});
  CHECK(result.notices[1].line == 2);
}

TEST_CASE("violations are told by rule") {
  const Report report = SampleReport().package("a").finding(3, "F", "x").take();
  Directives directives;
  directives.list = {directive(DirectiveType::kNoEscape, 3, 3)};
  GateInput input = input_of(report);
  input.directives = &directives;
  GatePolicy policy;
  policy.budgets = {{"zz", 0}, {"a", 0}};
  std::vector<GateRule> rules;
  for (const Violation& each : judged(input, policy).violations) {
    rules.push_back(each.rule);
  }
  CHECK(rules ==
        std::vector<GateRule>{GateRule::kNewEscape, GateRule::kBudget, GateRule::kAssertion, GateRule::kUnanalysed});
}

TEST_CASE("a report that does not list its heap decisions is not judged") {
  Report report = SampleReport().package("a").finding(3, "F", "x").take();
  report.findings.clear();
  const Result<GateResult> result = run_gate(input_of(report), {});
  REQUIRE_FALSE(result);
  CHECK(result.error().failure == Failure::kInput);
}

}  // namespace goescape::test
