#include "compare/merge_reports.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <deque>
#include <map>
#include <numeric>
#include <set>

#include "compare/identity.h"
#include "compare/merge_shards.h"
#include "compare/report_union.h"
#include "model/variant.h"

namespace goescape {
namespace {

struct ToolchainOrder {
  bool operator()(const Toolchain& a, const Toolchain& b) const { return comes_before(a, b); }
};
using VariantSetOfAll = std::set<Toolchain, ToolchainOrder>;
using ShardGroups = std::map<Toolchain, std::vector<MergeInput>, ToolchainOrder>;

// An empty text is not known, and agrees with any.
Result<void> take_agreed(const std::string& said, const std::string& noun, const std::string& name, std::string& agreed,
                         std::string& agreed_by) {
  if (!said.empty() && !agreed.empty() && said != agreed) {
    return fail(Failure::kInput, fmt::format("{} is of the {} {} and {} of {}: only reports of one {} can be merged; "
                                             "goescape diff compares others",
                                             agreed_by, noun, agreed, name, said, noun));
  }
  if (agreed.empty() && !said.empty()) {
    agreed = said;
    agreed_by = name;
  }
  return {};
}

Result<Module> common_module(const std::vector<MergeInput>& inputs) {
  Module common;
  std::string path_by;
  std::string revision_by;
  for (const MergeInput& each : inputs) {
    const Module& module = each.report->module;
    if (auto taken = take_agreed(module.path, "module", each.name, common.path, path_by); !taken) {
      return tl::unexpected(taken.error());
    }
    if (auto taken = take_agreed(module.revision, "revision", each.name, common.revision, revision_by); !taken) {
      return tl::unexpected(taken.error());
    }
    common.dirty = common.dirty || module.dirty;
  }
  return common;
}

Result<void> check_no_profile(const std::vector<MergeInput>& inputs) {
  for (const MergeInput& each : inputs) {
    if (each.report->profile) {
      return fail(Failure::kInput, fmt::format("{} holds a profile, which cannot be merged: merge reports without, and "
                                               "join it to the result with goescape report --from FILE --profile FILE",
                                               each.name));
    }
  }
  return {};
}

// How much a report tells. Uniting it with another one makes none of these less, and all stay only where the other has
// nothing that it has not.
struct Extent {
  std::uint64_t packages = 0;
  std::uint64_t failed = 0;
  std::uint64_t counted = 0;
  std::uint64_t findings = 0;
  std::uint64_t failures = 0;
  std::uint64_t not_understood = 0;

  bool operator==(const Extent&) const = default;
};

// What is in several variants is told once for each.
Extent extent_of(const Report& report) {
  const VariantSet all = all_variants(report);
  const auto variants = [all](const auto& list) {
    std::uint64_t sum = 0;
    for (const auto& each : list) {
      sum += static_cast<std::uint64_t>(std::popcount(each.variants == 0 ? all : each.variants));
    }
    return sum;
  };
  Extent extent;
  extent.packages = variants(report.packages);
  extent.findings = variants(report.findings);
  extent.failures = variants(report.failures);
  extent.not_understood = report.unrecognized.count + report.unrecognized.about_heap;
  for (const Package& package : report.packages) {
    extent.failed += package.status == PackageStatus::kFailed ? 1 : 0;
    extent.counted = std::accumulate(package.counts.begin(), package.counts.end(), extent.counted);
  }
  return extent;
}

Extent extent_of_union(const Report& whole, const Report* other) {
  ReportUnion uniting(variants_of(whole));
  uniting.add(whole);
  if (other != nullptr) {
    uniting.add(*other);
  }
  return extent_of(uniting.finish());
}

// Whether a whole report has all that the shard has: the same build, and every package, decision and failure.
bool covers(const Report& whole, const Report& shard) {
  const std::vector<Toolchain> variants = variants_of(whole);
  const bool same_build = std::any_of(variants.begin(), variants.end(),
                                      [&](const Toolchain& each) { return is_same(each, shard.toolchain); });
  if (!same_build) {
    return false;
  }
  const Report folded = without_shard(shard);
  return extent_of_union(whole, nullptr) == extent_of_union(whole, &folded);
}

// The inputs divided into whole reports and shards, and the shards put together.
struct Sorted {
  std::vector<const Report*> whole;
  std::deque<Report> made;  // Of shards; does not move.
  // Of these, which are not whole: the index, and the name of the first of their shards.
  std::vector<std::pair<std::size_t, std::string>> partial;
};

Result<Sorted> sort_inputs(const std::vector<MergeInput>& inputs) {
  Sorted sorted;
  ShardGroups shards;
  for (const MergeInput& each : inputs) {
    if (each.report->shard) {
      shards[each.report->toolchain].push_back(each);
    } else {
      sorted.whole.push_back(each.report);
    }
  }
  for (const auto& [toolchain, group] : shards) {
    auto merged = merge_shards(group);
    if (!merged) {
      return tl::unexpected(merged.error());
    }
    const Report& made = sorted.made.emplace_back(*std::move(merged));
    if (made.shard) {
      sorted.partial.emplace_back(sorted.made.size() - 1, group.front().name);
    } else {
      sorted.whole.push_back(&made);
    }
  }
  // What was made of a shard once is in the whole report already.
  std::erase_if(sorted.partial, [&](const auto& shard) {
    return std::any_of(sorted.whole.begin(), sorted.whole.end(),
                       [&](const Report* whole) { return covers(*whole, sorted.made[shard.first]); });
  });
  return sorted;
}

Result<void> check_complete(const Sorted& sorted) {
  if (sorted.partial.empty() || (sorted.partial.size() == 1 && sorted.whole.empty())) {
    return {};
  }
  const auto& [index, name] = sorted.partial.front();
  const Shard& shard = *sorted.made[index].shard;
  return fail(Failure::kInput,
              fmt::format("of the {} shards that {} is one of, these are missing: {}; put all of them together "
                          "before they are merged with anything else",
                          shard.count, name, missing_shards(shard)));
}

void count_at_least_listed(Report& report) {
  std::vector<Package> listed = report.packages;
  for (Package& package : listed) {
    package.counts = {};
    package.other_categories = {};
  }
  for (const Finding& finding : report.findings) {
    add_to_counts(listed[static_cast<std::size_t>(finding.package)], finding.kind, finding.category);
  }
  const auto raise = [](const KindCounts& least, KindCounts& counts) {
    std::transform(counts.begin(), counts.end(), least.begin(), counts.begin(),
                   [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
  };
  for (std::size_t index = 0; index < listed.size(); ++index) {
    raise(listed[index].counts, report.packages[index].counts);
    for (std::size_t category = 0; category < kCategoryCount; ++category) {
      raise(listed[index].other_categories[category], report.packages[index].other_categories[category]);
    }
    raise(counts_elsewhere(report.packages[index]), report.packages[index].counts);
  }
}

Result<Report> unite(const std::vector<const Report*>& whole) {
  VariantSetOfAll variants;
  for (const Report* each : whole) {
    for (Toolchain& variant : variants_of(*each)) {
      variants.insert(std::move(variant));
    }
  }
  if (variants.size() > kMostVariants) {
    return fail(Failure::kInput, fmt::format("the reports are of {} platforms and builds; {} can be merged at most",
                                             variants.size(), kMostVariants));
  }
  ReportUnion uniting({variants.begin(), variants.end()});
  for (const Report* each : whole) {
    uniting.add(*each);
  }
  Report report = uniting.finish();
  count_at_least_listed(report);
  set_fingerprints(report);
  return report;
}

}  // namespace

Result<Report> merge_reports(const std::vector<MergeInput>& inputs) {
  auto module = common_module(inputs);
  if (!module) {
    return tl::unexpected(module.error());
  }
  if (auto checked = check_no_profile(inputs); !checked) {
    return tl::unexpected(checked.error());
  }
  auto sorted = sort_inputs(inputs);
  if (!sorted) {
    return tl::unexpected(sorted.error());
  }
  if (auto checked = check_complete(*sorted); !checked) {
    return tl::unexpected(checked.error());
  }
  auto merged = sorted->partial.empty() ? unite(sorted->whole) : Result<Report>(std::move(sorted->made.front()));
  if (merged) {
    merged->module = *std::move(module);
  }
  return merged;
}

}  // namespace goescape
