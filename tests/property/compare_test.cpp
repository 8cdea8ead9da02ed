// Matching on random sources and random edits, where it is known what became of every line.
#include "compare/compare.h"

#include "catch.h"
#include "random_sources.h"

namespace goescape::test {
namespace {

struct Case {
  std::vector<SourceFile> before;
  std::vector<SourceFile> after;
  Report old_report;
  Report new_report;
  SourceChanges changes;
};

Case random_case(std::uint32_t seed, Edit edit, bool unlike) {
  RandomSources sources(seed);
  Case result;
  result.before = sources.files();
  result.after = sources.edited(result.before, edit, unlike);
  result.old_report = compiled(result.before, packages_of(result.before));
  result.new_report = compiled(result.after, packages_of(result.after));
  result.changes = changes_between(result.before, result.after);
  return result;
}

std::string place_of(const Report& report, FindingIndex index) {
  const Finding& finding = report.findings[static_cast<std::size_t>(index)];
  return std::string(report.text(finding.file)) + ":" + std::to_string(finding.line);
}

void check_exact(const Case& sample) {
  const Diff diff = compare_reports(sample.old_report, sample.new_report, sample.changes);
  std::multiset<std::string> introduced;
  for (const IntroducedFinding& finding : diff.introduced) {
    introduced.insert(place_of(sample.new_report, finding.finding));
    CHECK(finding.code_changed);
  }
  std::multiset<std::string> fixed;
  for (const FindingIndex index : diff.fixed) {
    fixed.insert(place_of(sample.old_report, index));
  }
  CHECK(introduced == only_in(sample.after, sample.before));
  CHECK(fixed == only_in(sample.before, sample.after));
}

void check_mirror(const Case& sample, const SourceChanges& changes) {
  const Diff there = compare_reports(sample.old_report, sample.new_report, changes);
  const Diff back = compare_reports(sample.new_report, sample.old_report, inverted(changes));
  std::vector<FindingIndex> introduced;
  for (const IntroducedFinding& finding : there.introduced) {
    introduced.push_back(finding.finding);
  }
  CHECK(introduced == back.fixed);
  introduced.clear();
  for (const IntroducedFinding& finding : back.introduced) {
    introduced.push_back(finding.finding);
  }
  CHECK(introduced == there.fixed);
  CHECK(there.unchanged == back.unchanged);
  std::set<std::tuple<FindingIndex, FindingIndex, MatchStep>> pairs;
  for (const FindingPair& pair : there.moved) {
    pairs.insert({pair.old_finding, pair.new_finding, pair.step});
  }
  std::set<std::tuple<FindingIndex, FindingIndex, MatchStep>> turned;
  for (const FindingPair& pair : back.moved) {
    turned.insert({pair.new_finding, pair.old_finding, pair.step});
  }
  CHECK(pairs == turned);
}

void check_sums(const Case& sample, const SourceChanges& changes) {
  const Diff diff = compare_reports(sample.old_report, sample.new_report, changes);
  const std::size_t pairs = diff.unchanged + diff.moved.size();
  CHECK(diff.introduced.size() + pairs == sample.new_report.findings.size());
  CHECK(diff.unchanged_findings.size() == diff.unchanged);
  CHECK(std::is_sorted(diff.unchanged_findings.begin(), diff.unchanged_findings.end()));
  std::set<FindingIndex> told(diff.unchanged_findings.begin(), diff.unchanged_findings.end());
  for (const IntroducedFinding& introduced : diff.introduced) {
    told.insert(introduced.finding);
  }
  for (const FindingPair& pair : diff.moved) {
    told.insert(pair.new_finding);
  }
  CHECK(told.size() == sample.new_report.findings.size());
  CHECK(diff.fixed.size() + pairs == sample.old_report.findings.size());
  CHECK(std::is_sorted(diff.fixed.begin(), diff.fixed.end()));
  CHECK(std::is_sorted(diff.introduced.begin(), diff.introduced.end(),
                       [](const auto& a, const auto& b) { return a.finding < b.finding; }));
  CHECK(std::is_sorted(diff.moved.begin(), diff.moved.end(),
                       [](const auto& a, const auto& b) { return a.new_finding < b.new_finding; }));
}

constexpr std::uint32_t kSeeds = 400;

}  // namespace

TEST_CASE("what was inserted is introduced, like old decisions or not", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    check_exact(random_case(seed, Edit::kInsert, seed % 2 == 0));
  }
}

TEST_CASE("what was deleted is fixed", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    check_exact(random_case(seed, Edit::kDelete, false));
  }
}

TEST_CASE("what was inserted and deleted is told apart when it is unlike", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    check_exact(random_case(seed, Edit::kBoth, true));
  }
}

TEST_CASE("comparing backwards turns everything around", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const Case sample = random_case(seed, Edit::kBoth, false);
    check_mirror(sample, sample.changes);
    check_mirror(sample, {});
  }
}

TEST_CASE("every decision is in one part of the difference", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const Case sample = random_case(seed, Edit::kBoth, false);
    check_sums(sample, sample.changes);
    check_sums(sample, {});
  }
}

TEST_CASE("a report does not differ from itself", "[property]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const Case sample = random_case(seed, Edit::kBoth, false);
    for (const bool known : {true, false}) {
      SourceChanges none;
      none.known = known;
      const Diff diff = compare_reports(sample.old_report, sample.old_report, none);
      CHECK(diff.introduced.empty());
      CHECK(diff.fixed.empty());
      CHECK(diff.moved.empty());
      CHECK(diff.unchanged == sample.old_report.findings.size());
    }
  }
}

}  // namespace goescape::test
