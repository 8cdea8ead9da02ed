// Merging random reports: neither the order, nor the grouping, nor a report that comes twice changes a byte.
#include "catch.h"
#include "compare/merge_reports.h"
#include "random_builds.h"
#include "render/invariants.h"

namespace goescape::test {
namespace {

constexpr std::uint32_t kSeeds = 300;

using Reports = std::vector<const Report*>;

Report merged(const Reports& reports) {
  std::vector<MergeInput> inputs;
  for (const Report* const report : reports) {
    inputs.push_back({report, "r" + std::to_string(inputs.size())});
  }
  auto result = merge_reports(inputs);
  REQUIRE(result);
  return *std::move(result);
}

std::string bytes(const Report& report) { return rendered("json", report); }

// Some packages, at random.
std::set<std::string> some_packages(RandomBuilds& builds) {
  std::set<std::string> some;
  for (const std::string& name : RandomBuilds::packages()) {
    if (builds.below(2) == 0) {
      some.insert(name);
    }
  }
  return some;
}

// The packages of a random division into parts.
std::vector<std::set<std::string>> parts(RandomBuilds& builds, std::uint32_t count) {
  std::vector<std::set<std::string>> result(count);
  for (const std::string& name : RandomBuilds::packages()) {
    result[builds.below(count)].insert(name);
  }
  return result;
}

std::set<std::string> all_packages() { return {RandomBuilds::packages().begin(), RandomBuilds::packages().end()}; }

std::vector<Report> random_shards(RandomBuilds& builds, std::uint32_t count) {
  std::vector<Report> shards;
  for (const std::set<std::string>& part : parts(builds, count)) {
    Report& shard = shards.emplace_back(builds.report(0, part, true));
    shard.shard = Shard{count, {static_cast<std::uint32_t>(shards.size())}, heap_kinds()};
  }
  return shards;
}

}  // namespace

TEST_CASE("merging is commutative, associative and idempotent", "[property][merge]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomBuilds builds(seed);
    std::vector<Report> reports;
    for (int count = 0; count < 3; ++count) {
      const auto variant = builds.below(static_cast<std::uint32_t>(builds.variants().size()));
      reports.push_back(builds.report(variant, some_packages(builds), false));
    }
    const Report *const a = &reports[0], *const b = &reports[1], *const c = &reports[2];
    const std::string all = bytes(merged({a, b, c}));
    CHECK(bytes(merged({c, a, b})) == all);
    CHECK(bytes(merged({b, a, c})) == all);
    const Report ab = merged({a, b});
    const Report bc = merged({b, c});
    CHECK(bytes(merged({&ab, c})) == all);
    CHECK(bytes(merged({a, &bc})) == all);
    CHECK(bytes(merged({&ab, &bc})) == all);
    CHECK(bytes(merged({a, a, b, c, b})) == all);
  }
}

TEST_CASE("a report merged with itself, or with nothing, is what it was", "[property][merge]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomBuilds builds(seed);
    const Report report = builds.report(0, some_packages(builds), false);
    CHECK(bytes(merged({&report})) == bytes(report));
    CHECK(bytes(merged({&report, &report})) == bytes(report));
  }
}

TEST_CASE("all shards give the report of one run, in whatever order and groups", "[property][merge]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomBuilds builds(seed);
    const std::vector<Report> shards = random_shards(builds, 3);
    const Report whole = builds.report(0, all_packages(), false);
    CHECK(bytes(merged({&shards[2], &shards[0], &shards[1]})) == bytes(whole));
    const Report part = merged({&shards[2], &shards[0]});
    CHECK(part.shard->numbers == std::vector<std::uint32_t>{1, 3});
    const Report other = merged({&shards[0], &shards[1]});
    CHECK(bytes(merged({&part, &shards[1]})) == bytes(whole));
    CHECK(bytes(merged({&part, &other})) == bytes(whole));
    CHECK(bytes(merged({&part, &part})) == bytes(part));
    CHECK(bytes(merged({&whole, &shards[1]})) == bytes(whole));
  }
}

TEST_CASE("a finding is in the variants whose reports have it, and in no others", "[property][merge]") {
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomBuilds builds(seed);
    std::vector<Report> reports;
    Reports inputs;
    for (std::size_t variant = 0; variant < builds.variants().size(); ++variant) {
      reports.push_back(builds.report(variant, all_packages(), false));
    }
    for (const Report& report : reports) {
      inputs.push_back(&report);
    }
    const Report all = merged(inputs);
    std::uint64_t places = 0;
    for (const Finding& finding : all.findings) {
      const auto bits = static_cast<std::uint64_t>(__builtin_popcountll(finding.variants));
      places += bits == 0 ? std::max<std::size_t>(all.variants.size(), 1) : bits;
    }
    std::uint64_t listed = 0;
    std::set<std::string> distinct;
    for (const Report& report : reports) {
      if (distinct.insert(bytes(merged({&report}))).second) {
        listed += report.findings.size();
      }
    }
    CHECK(places == listed);
  }
}

}  // namespace goescape::test
