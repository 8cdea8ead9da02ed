#include "resolve/filter.h"

#include <fmt/core.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace goescape {
namespace {

using Patterns = std::vector<std::unique_ptr<RE2>>;

// `...` in a package pattern matches anything; a trailing `/...` also matches the package itself (go help packages).
std::string package_expression(const std::string& pattern) {
  std::string expression = RE2::QuoteMeta(pattern);
  constexpr std::string_view kBelow = R"(\/\.\.\.)";
  if (expression.ends_with(kBelow)) {
    expression.replace(expression.size() - kBelow.size(), kBelow.size(), "(/.*)?");
  }
  RE2::GlobalReplace(&expression, R"(\\\.\\\.\\\.)", ".*");
  return expression;
}

std::string glob_expression(const std::string& pattern) {
  std::string expression = RE2::QuoteMeta(pattern);
  RE2::GlobalReplace(&expression, R"(\\\*)", ".*");
  RE2::GlobalReplace(&expression, R"(\\\?)", ".");
  return expression;
}

template <typename Translate>
Patterns compile(const std::vector<std::string>& texts, Translate translate) {
  Patterns patterns;
  for (const std::string& text : texts) {
    patterns.push_back(std::make_unique<RE2>(translate(text), RE2::Latin1));
  }
  return patterns;
}

bool passes(const Patterns& patterns, std::string_view text) {
  const re2::StringPiece piece(text.data(), text.size());
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(), [&](const auto& each) { return RE2::FullMatch(piece, *each); });
}

struct Filter {
  Patterns packages;
  Patterns files;
  Patterns functions;
  std::unique_ptr<RE2> match;

  [[nodiscard]] bool passes_finding(const Report& report, const Finding& finding) const {
    const std::string_view message = report.text(finding.message);
    return passes(packages, report.text(report.package_of(finding).import_path)) &&
           passes(files, report.text(finding.file)) && passes(functions, report.text(finding.function)) &&
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

void remove_packages(Report& report, const Patterns& patterns) {
  std::vector<PackageIndex> moved_to(report.packages.size());
  std::vector<Package> left;
  for (std::size_t index = 0; index < report.packages.size(); ++index) {
    moved_to[index] = static_cast<PackageIndex>(left.size());
    if (passes(patterns, report.text(report.packages[index].import_path))) {
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
  Filter filter{compile(options.packages, package_expression), compile(options.files, glob_expression),
                compile(options.functions, glob_expression), nullptr};
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
  KindCounts listed{};
  for (const Finding& finding : report.findings) {
    ++listed[static_cast<std::size_t>(finding.kind)];
  }
  const KindCounts counted = totals(report);
  KindSet unlisted;
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    unlisted.set(kind, counted[kind] > listed[kind]);
  }
  return unlisted;
}

void keep_kinds(Report& report, const KindSet& kinds) {
  std::erase_if(report.findings,
                [&](const Finding& finding) { return !kinds.test(static_cast<std::size_t>(finding.kind)); });
}

}  // namespace goescape
