#include "resolve/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "resolve/silent_packages.h"

namespace goescape {
namespace {

constexpr std::size_t kMostSamples = 10;

bool has_failed(const CollectedSection& section, bool listed_as_failed) {
  return section.failed || listed_as_failed ||
         (section.compiled && section.understood == 0 && section.not_understood != 0);
}

void mark_failed(Report& report, const Collected& collected, std::string_view import_path) {
  for (Package& package : report.packages) {
    if (collected.strings[package.import_path] == import_path) {
      package.status = PackageStatus::kFailed;
    }
  }
}

void add_unrecognized(Unrecognized& unrecognized, const CollectedSection& section) {
  unrecognized.count += section.not_understood;
  unrecognized.about_heap += section.about_heap;
  for (const std::string& line : section.unknown_lines) {
    if (unrecognized.samples.size() < kMostSamples) {
      unrecognized.samples.push_back(line);
    }
  }
}

}  // namespace

void add_failures(const Collected& collected, const BuildInfo& build, Report& report) {
  std::map<std::string, std::string> failures;
  for (const PackageFailure& failure : build.failures) {
    failures[failure.package] = failure.message;
  }
  for (const PackageFailure& failure : silent_packages(collected, build)) {
    failures[failure.package] = failure.message;
  }
  for (const CollectedSection& section : collected.sections) {
    const std::string path(collected.strings[section.import_path]);
    const auto listed = failures.find(path);
    if (!has_failed(section, listed != failures.end() && !path.empty())) {
      add_unrecognized(report.unrecognized, section);
    } else if (listed == failures.end() || listed->second.empty()) {
      failures[path] = fmt::format("{}", fmt::join(section.unknown_lines, "\n"));
    }
  }
  std::sort(report.unrecognized.samples.begin(), report.unrecognized.samples.end());
  for (auto& [package, message] : failures) {
    mark_failed(report, collected, package);
    report.failures.push_back({package, message});
  }
}

}  // namespace goescape
