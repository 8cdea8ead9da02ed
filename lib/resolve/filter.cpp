#include "resolve/filter.h"

#include <fmt/core.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "resolve/name_patterns.h"

namespace goescape {
namespace {

struct Filter {
  NamePatterns packages;
  NamePatterns files;
  NamePatterns functions;
  std::unique_ptr<RE2> match;

  [[nodiscard]] bool passes_finding(const Report& report, const Finding& finding) const {
    const std::string_view message = report.text(finding.message);
    return packages.passes(report.text(report.package_of(finding).import_path)) &&
           files.passes(report.text(finding.file)) && functions.passes(report.text(finding.function)) &&
           (match == nullptr || RE2::PartialMatch(re2::StringPiece(message.data(), message.size()), *match));
  }
};

void recount(Report& report) {
  for (Package& package : report.packages) {
    package.counts = {};
    package.other_categories = {};
  }
  for (const Finding& finding : report.findings) {
    add_to_counts(report.packages[static_cast<std::size_t>(finding.package)], finding.kind, finding.category);
  }
}

void remove_packages(Report& report, const NamePatterns& patterns) {
  std::vector<PackageIndex> moved_to(report.packages.size());
  std::vector<Package> left;
  for (std::size_t index = 0; index < report.packages.size(); ++index) {
    moved_to[index] = static_cast<PackageIndex>(left.size());
    if (patterns.passes(report.text(report.packages[index].import_path))) {
      left.push_back(report.packages[index]);
    }
  }
  report.packages = std::move(left);
  for (Finding& finding : report.findings) {
    finding.package = moved_to[static_cast<std::size_t>(finding.package)];
  }
}

}  // namespace

Result<void> apply_filter(Report& report, const FilterOptions& options) {
  if (options.empty()) {
    return {};
  }
  Filter filter{NamePatterns::of_packages(options.packages), NamePatterns::globs(options.files),
                NamePatterns::globs(options.functions), nullptr};
  if (!options.match.empty()) {
    RE2::Options quiet(RE2::Latin1);
    quiet.set_log_errors(false);
    filter.match = std::make_unique<RE2>(options.match, quiet);
    if (!filter.match->ok()) {
      return fail(Failure::kUsage, fmt::format("--match {}: {}", options.match, filter.match->error()));
    }
  }
  if (!options.only_packages() && (unlisted_kinds(report) & heap_kinds()).any()) {
    return fail(Failure::kInput,
                "the saved report counts heap decisions that it does not list, so --file, --function "
                "and --match would hide them; save it again with --kinds all");
  }
  std::erase_if(report.findings, [&](const Finding& finding) { return !filter.passes_finding(report, finding); });
  remove_packages(report, filter.packages);
  if (!options.only_packages()) {
    recount(report);
  }
  return {};
}

KindSet unlisted_kinds(const Report& report) {
  std::vector<KindCounts> listed(report.packages.size());
  for (const Finding& finding : report.findings) {
    ++listed[static_cast<std::size_t>(finding.package)][static_cast<std::size_t>(finding.kind)];
  }
  KindSet unlisted;
  for (std::size_t package = 0; package < listed.size(); ++package) {
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      unlisted[kind] = unlisted[kind] || report.packages[package].counts[kind] > listed[package][kind];
    }
  }
  return unlisted;
}

void keep_kinds(Report& report, const KindSet& kinds) {
  std::erase_if(report.findings,
                [&](const Finding& finding) { return !kinds.test(static_cast<std::size_t>(finding.kind)); });
}

}  // namespace goescape
