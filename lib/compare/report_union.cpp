#include "compare/report_union.h"

#include <algorithm>
#include <span>

#include "compare/same_findings.h"
#include "model/variant.h"

namespace goescape {
namespace {

// As many as a report shows of lines that were not understood.
constexpr std::size_t kMostSamples = 10;

void take_most(const KindCounts& others, KindCounts& counts) {
  std::transform(counts.begin(), counts.end(), others.begin(), counts.begin(),
                 [](std::uint32_t a, std::uint32_t b) { return std::max(a, b); });
}

VariantSet translated(VariantSet set, const std::vector<VariantSet>& places) {
  VariantSet result = 0;
  for (std::size_t index = 0; index < places.size(); ++index) {
    const bool in = set == 0 || (set >> index & 1U) != 0;
    result |= in ? places[index] : 0;
  }
  return result;
}

}  // namespace

ReportUnion::ReportUnion(std::vector<Toolchain> variants) {
  report_.toolchain = common_toolchain(variants);
  if (variants.size() > 1) {
    report_.variants = std::move(variants);
  }
}

void ReportUnion::add(const Report& report) {
  const std::vector<VariantSet> places = places_of(report);
  for (const Package& package : report.packages) {
    add_package(report, package, translated(package.variants, places));
  }
  for (const Finding& finding : report.findings) {
    add_finding(report, finding, translated(finding.variants, places));
  }
  for (const PackageFailure& failure : report.failures) {
    failures_[{failure.package, failure.message}] |= translated(failure.variants, places);
  }
  add_unrecognized(report.unrecognized);
}

// Of each variant of `report`, the bit that stands for it here.
std::vector<VariantSet> ReportUnion::places_of(const Report& report) const {
  const std::vector<Toolchain> own = variants_of(report_);
  std::vector<VariantSet> places;
  for (const Toolchain& each : variants_of(report)) {
    const auto place = std::lower_bound(own.begin(), own.end(), each, comes_before);
    places.push_back(VariantSet{1} << static_cast<std::size_t>(place - own.begin()));
  }
  return places;
}

void ReportUnion::add_package(const Report& report, const Package& package, VariantSet variants) {
  Package copy = package;
  copy.import_path = text(report, package.import_path);
  copy.dir = text(report, package.dir);
  copy.variants = variants;
  const auto added = packages_.try_emplace(std::string(report.text(package.import_path)),
                                           static_cast<PackageIndex>(report_.packages.size()));
  if (added.second) {
    report_.packages.push_back(copy);
    return;
  }
  Package& known = report_.packages[static_cast<std::size_t>(added.first->second)];
  known.dir = std::min(known.dir, copy.dir, [&](StringId a, StringId b) { return report_.text(a) < report_.text(b); });
  known.category = std::min(known.category, copy.category);
  known.status = std::max(known.status, copy.status);
  known.compiled = known.compiled || copy.compiled;
  known.variants |= variants;
  take_most(copy.counts, known.counts);
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    take_most(copy.other_categories[category], known.other_categories[category]);
  }
}

void ReportUnion::add_finding(const Report& report, const Finding& finding, VariantSet variants) {
  Finding copy = finding;
  copy.package = packages_.find(report.text(report.package_of(finding).import_path))->second;
  copy.variants = variants;
  for (StringId Finding::*const member : {&Finding::file, &Finding::function, &Finding::expression, &Finding::message,
                                          &Finding::cause, &Finding::origin, &Finding::compiled_in}) {
    copy.*member = text(report, finding.*member);
  }
  add_flow(report, finding, copy);
  add_allocation(report, finding, copy);
  copy.profile = kNoEvidence;
  report_.findings.push_back(copy);
}

void ReportUnion::add_flow(const Report& report, const Finding& finding, Finding& copy) {
  copy.flow_begin = static_cast<std::uint32_t>(report_.flow_steps.size());
  for (FlowStep step : std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count)) {
    step.to = text(report, step.to);
    step.from = text(report, step.from);
    step.file = text(report, step.file);
    report_.flow_steps.push_back(step);
  }
}

void ReportUnion::add_allocation(const Report& report, const Finding& finding, Finding& copy) {
  const Allocation* const known = report.allocation_of(finding);
  if (known == nullptr) {
    return;
  }
  Allocation allocation = *known;
  allocation.type = text(report, known->type);
  allocation.reason = text(report, known->reason);
  allocation.call_begin = static_cast<std::uint32_t>(report_.allocation_calls.size());
  for (const StringId call : report.calls_of(*known)) {
    report_.allocation_calls.push_back(text(report, call));
  }
  copy.allocation = static_cast<std::uint32_t>(report_.allocations.size());
  report_.allocations.push_back(allocation);
}

void ReportUnion::add_unrecognized(const Unrecognized& unrecognized) {
  Unrecognized& known = report_.unrecognized;
  known.count = std::max(known.count, unrecognized.count);
  known.about_heap = std::max(known.about_heap, unrecognized.about_heap);
  known.samples.insert(known.samples.end(), unrecognized.samples.begin(), unrecognized.samples.end());
  std::sort(known.samples.begin(), known.samples.end());
  known.samples.erase(std::unique(known.samples.begin(), known.samples.end()), known.samples.end());
  known.samples.resize(std::min(known.samples.size(), kMostSamples));
  known.count = std::max<std::uint64_t>(known.count, known.samples.size());
}

Report ReportUnion::finish() {
  sort_packages();
  unite_findings(report_, Occurrences::kMost, true);
  for (const auto& [failure, variants] : failures_) {
    report_.failures.push_back({failure.first, failure.second, variants});
  }
  normalise_variants();
  return std::move(report_);
}

void ReportUnion::sort_packages() {
  std::vector<Package> sorted;
  std::vector<PackageIndex> moved_to(report_.packages.size());
  for (const auto& [path, index] : packages_) {
    moved_to[static_cast<std::size_t>(index)] = static_cast<PackageIndex>(sorted.size());
    sorted.push_back(report_.packages[static_cast<std::size_t>(index)]);
  }
  report_.packages = std::move(sorted);
  for (Finding& finding : report_.findings) {
    finding.package = moved_to[static_cast<std::size_t>(finding.package)];
  }
}

// What is in all variants is in no particular ones.
void ReportUnion::normalise_variants() {
  const VariantSet all = all_variants(report_);
  const auto normalise = [all](auto& each) { each.variants = each.variants == all ? 0 : each.variants; };
  std::for_each(report_.packages.begin(), report_.packages.end(), normalise);
  std::for_each(report_.findings.begin(), report_.findings.end(), normalise);
  std::for_each(report_.failures.begin(), report_.failures.end(), normalise);
}

}  // namespace goescape
