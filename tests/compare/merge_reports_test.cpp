#include "compare/merge_reports.h"

#include "catch.h"
#include "compare/merge_shards.h"
#include "render/report_builder.h"
#include "resolve/collector.h"

namespace goescape::test {
namespace {

// A report of one package with a finding for each line.
Report report_on(const std::string& goos, const std::vector<std::uint32_t>& lines) {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  for (const std::uint32_t line : lines) {
    FindingSpec spec;
    spec.line = line;
    builder.finding(package, spec);
  }
  builder.report().toolchain.goos = goos;
  builder.report().toolchain.goarch = "amd64";
  return std::move(builder.report());
}

std::string refusal(const Report& a, const Report& b) {
  const auto merged = merge_reports({{&a, "a.json"}, {&b, "b.json"}});
  REQUIRE_FALSE(merged);
  CHECK(merged.error().failure == Failure::kInput);
  return merged.error().message;
}

Report shard_of(std::uint32_t number, std::uint32_t count) {
  Report report = report_on("linux", {number});
  report.shard = Shard{count, {number}, heap_kinds()};
  return report;
}

}  // namespace

TEST_CASE("what is in both reports is in all variants, the rest in its own", "[compare][merge]") {
  const Report linux_report = report_on("linux", {1, 2});
  const Report windows = report_on("windows", {2, 3});
  const auto merged = merge_reports({{&windows, "w"}, {&linux_report, "l"}});
  REQUIRE(merged);
  REQUIRE(merged->variants.size() == 2);
  CHECK(merged->variants[0].goos == "linux");
  CHECK(merged->toolchain.goos.empty());
  CHECK(merged->toolchain.goarch == "amd64");
  REQUIRE(merged->findings.size() == 3);
  CHECK(merged->findings[0].variants == 0b01);
  CHECK(merged->findings[1].variants == 0);
  CHECK(merged->findings[2].variants == 0b10);
  CHECK(heap_decisions(merged->packages[0].counts) == 3);
}

TEST_CASE("of one finding the most occurrences and the worse verdict are believed", "[compare][merge]") {
  Report first = report_on("linux", {1});
  first.findings[0].occurrences = 3;
  first.findings[0].allocation = 0;
  first.allocations.push_back({AllocationVerdict::kNoAllocation});
  Report second = report_on("windows", {1});
  second.findings[0].occurrences = 2;
  second.findings[0].suppressed = true;
  second.findings[0].allocation = 0;
  second.allocations.push_back({AllocationVerdict::kAllocates});
  const auto merged = merge_reports({{&first, "a"}, {&second, "b"}});
  REQUIRE(merged);
  CHECK(merged->findings[0].occurrences == 3);
  CHECK(merged->findings[0].suppressed);
  CHECK(merged->allocation_of(merged->findings[0])->verdict == AllocationVerdict::kAllocates);
}

TEST_CASE("what failed in one variant says so", "[compare][merge]") {
  const Report fine = report_on("linux", {});
  Report broken = report_on("windows", {});
  broken.packages[0].status = PackageStatus::kFailed;
  broken.failures.push_back({"example.com/m", "undefined: x"});
  broken.unrecognized = {2, 1, {"x"}};
  const auto merged = merge_reports({{&fine, "a"}, {&broken, "b"}});
  REQUIRE(merged);
  CHECK(merged->packages[0].status == PackageStatus::kFailed);
  REQUIRE(merged->failures.size() == 1);
  CHECK(merged->failures[0].variants == 0b10);
  CHECK(merged->unrecognized.about_heap == 1);
}

TEST_CASE("reports of other code are not merged", "[compare][merge]") {
  const Report one = report_on("linux", {});
  Report other = report_on("linux", {});
  other.module.path = "example.com/other";
  CHECK(refusal(one, other) ==
        "a.json is of the module example.com/m and b.json of example.com/other: only reports of one module can be "
        "merged; goescape diff compares others");
  Report older = report_on("linux", {});
  older.module.revision = "11";
  Report newer = report_on("linux", {});
  newer.module.revision = "22";
  CHECK(refusal(older, newer).find("only reports of one revision") != std::string::npos);
  CHECK(merge_reports({{&one, "a"}, {&newer, "b"}})->module.revision == "22");
}

TEST_CASE("profiles stay out", "[compare][merge]") {
  const Report plain = report_on("linux", {});
  Report profiled = report_on("linux", {});
  profiled.profile.emplace();
  CHECK(refusal(plain, profiled).find("b.json holds a profile") == 0);
}

TEST_CASE("more variants than a set has bits are refused", "[compare][merge]") {
  std::vector<Report> reports;
  std::vector<MergeInput> inputs;
  for (std::size_t number = 0; number <= kMostVariants; ++number) {
    reports.push_back(report_on("os" + std::to_string(number), {}));
  }
  for (const Report& report : reports) {
    inputs.push_back({&report, "r"});
  }
  REQUIRE_FALSE(merge_reports(inputs));
  inputs.pop_back();
  const auto merged = merge_reports(inputs);
  REQUIRE(merged);
  CHECK(merged->variants.size() == kMostVariants);
}

TEST_CASE("shards that are missing are named", "[compare][merge]") {
  const Report shard = shard_of(2, 4);
  const Report windows = report_on("windows", {});
  CHECK(refusal(shard, windows) ==
        "of the 4 shards that a.json is one of, these are missing: 1, 3, 4; put all of them together before they are "
        "merged with anything else");
}

TEST_CASE("a shard beside a whole report that lacks what it has is not dropped", "[compare][merge]") {
  const Report whole = report_on("linux", {1, 2});
  const Report known = shard_of(2, 2);
  CHECK(merge_reports({{&whole, "whole"}, {&known, "shard"}})->findings.size() == 2);
  const std::string missing =
      "of the 2 shards that b.json is one of, these are missing: 1; put all of them together before they are merged "
      "with "
      "anything else";
  Report finding = shard_of(2, 2);
  finding.findings[0].line = 7;
  CHECK(refusal(whole, finding) == missing);
  Report failure = shard_of(2, 2);
  failure.failures.push_back({"example.com/m", "undefined: x"});
  CHECK(refusal(whole, failure) == missing);
  Report failed = shard_of(2, 2);
  failed.packages[0].status = PackageStatus::kFailed;
  CHECK(refusal(whole, failed) == missing);
  Report lines = shard_of(2, 2);
  lines.unrecognized = {1, 1, {"x"}};
  CHECK(refusal(whole, lines) == missing);
}

TEST_CASE("a merged package counts no less than its files of other categories", "[compare][merge]") {
  const auto counted = [](const std::string& goos, Category category) {
    Report report = report_on(goos, {});
    Package& package = report.packages[0];
    for (int count = 0; count < 5; ++count) {
      add_to_counts(package, Kind::kDoesNotEscape, category);
    }
    return report;
  };
  const Report linux_report = counted("linux", Category::kGenerated);
  const Report windows = counted("windows", Category::kVendor);
  const auto merged = merge_reports({{&linux_report, "a"}, {&windows, "b"}});
  REQUIRE(merged);
  CHECK(merged->packages[0].counts[static_cast<std::size_t>(Kind::kDoesNotEscape)] == 10);
  CHECK(own_counts(merged->packages[0]) == KindCounts{});
}

TEST_CASE("of many shards that are missing the first ten are named", "[compare][merge]") {
  CHECK(missing_shards({2, {1}, {}}) == "2");
  CHECK(missing_shards({11, {2}, {}}) == "1, 3, 4, 5, 6, 7, 8, 9, 10, 11");
  CHECK(missing_shards({kMostShards, {2, 1000}, {}}) == "1, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 988 more");
}

TEST_CASE("shards of different divisions and kinds do not fit together", "[compare][merge]") {
  CHECK(refusal(shard_of(1, 2), shard_of(2, 3)) ==
        "a.json is a shard of 2 and b.json one of 3: only shards of one division can be merged");
  Report all_kinds = shard_of(2, 2);
  all_kinds.shard->kinds.set();
  CHECK(refusal(shard_of(1, 2), all_kinds).find("different --kinds") != std::string::npos);
}

TEST_CASE("a shard taken for a whole report has each decision once", "[compare][merge]") {
  Report shard = shard_of(1, 2);
  Finding repeated = shard.findings[0];
  repeated.compiled_in = shard.strings.intern("example.com/m/b");
  shard.findings.push_back(repeated);
  const Report whole = without_shard(shard);
  REQUIRE(whole.findings.size() == 1);
  CHECK(whole.findings[0].occurrences == 2);
  CHECK(whole.findings[0].compiled_in == StringId::kEmpty);
  CHECK_FALSE(whole.shard);
}

}  // namespace goescape::test
