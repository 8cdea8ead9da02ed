#include "compare/merge_shards.h"

#include <fmt/core.h>

#include <algorithm>

#include "compare/identity.h"
#include "compare/report_union.h"
#include "compare/same_findings.h"
#include "model/variant.h"
#include "resolve/filter.h"

namespace goescape {
namespace {

Report united(const std::vector<MergeInput>& shards) {
  ReportUnion uniting(variants_of(*shards.front().report));
  for (const MergeInput& each : shards) {
    uniting.add(*each.report);
  }
  return uniting.finish();
}

void count_all(Report& report) {
  for (Package& package : report.packages) {
    package.counts = {};
    package.other_categories = {};
  }
  for (const Finding& finding : report.findings) {
    add_to_counts(report.packages[static_cast<std::size_t>(finding.package)], finding.kind, finding.category);
  }
}

// One finding for each decision.
void make_whole(Report& report, const KindSet& kinds) {
  unite_findings(report, Occurrences::kSum, false);
  count_all(report);
  set_fingerprints(report);
  keep_kinds(report, kinds);
}

// Of one that is not whole: a decision counts once, though there is a finding for each package that printed it.
void take_counts(const Report& whole, Report& report) {
  for (std::size_t index = 0; index < report.packages.size(); ++index) {
    report.packages[index].counts = whole.packages[index].counts;
    report.packages[index].other_categories = whole.packages[index].other_categories;
  }
}

Result<Shard> common_shard(const std::vector<MergeInput>& shards) {
  Shard common = *shards.front().report->shard;
  for (const MergeInput& each : shards) {
    const Shard& shard = *each.report->shard;
    if (shard.count != common.count) {
      return fail(Failure::kInput,
                  fmt::format("{} is a shard of {} and {} one of {}: only shards of one division can be merged",
                              shards.front().name, common.count, each.name, shard.count));
    }
    if (shard.kinds != common.kinds) {
      return fail(Failure::kInput, fmt::format("{} and {} are shards that were made with different --kinds",
                                               shards.front().name, each.name));
    }
    common.numbers.insert(common.numbers.end(), shard.numbers.begin(), shard.numbers.end());
  }
  std::sort(common.numbers.begin(), common.numbers.end());
  common.numbers.erase(std::unique(common.numbers.begin(), common.numbers.end()), common.numbers.end());
  return common;
}

}  // namespace

Report without_shard(const Report& shard) {
  Report whole = united({MergeInput{&shard, {}}});
  whole.module = shard.module;
  make_whole(whole, shard.shard ? shard.shard->kinds : KindSet().set());
  return whole;
}

Result<Report> merge_shards(const std::vector<MergeInput>& shards) {
  auto common = common_shard(shards);
  if (!common) {
    return tl::unexpected(common.error());
  }
  Report report = united(shards);
  if (common->numbers.size() == common->count) {
    make_whole(report, common->kinds);
    return report;
  }
  report.shard = *std::move(common);
  take_counts(without_shard(report), report);
  set_fingerprints(report);
  return report;
}

}  // namespace goescape
