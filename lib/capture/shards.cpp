#include "capture/shards.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "capture/failures.h"
#include "capture/list_run.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

std::uint64_t bytes_of(const BuildPackage& package, bool tests) {
  std::uint64_t bytes = 0;
  for (const std::string& file : package.files) {
    if (!tests && file.ends_with("_test.go")) {
      continue;
    }
    std::error_code missing;
    const auto size = fs::file_size(fs::path(package.dir) / file, missing);
    bytes += missing ? 0 : size;
  }
  return bytes;
}

Result<void> check_no_files(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    if (pattern.ends_with(".go")) {
      return fail(Failure::kUsage,
                  fmt::format("--shard divides packages, and {} is a file; name its package instead", pattern));
    }
  }
  return {};
}

// What names nothing has no import path of its own.
std::string pattern_of(const ListedPackage& listed) {
  return listed.is_placeholder() && !listed.match.empty() ? listed.match.front() : listed.package.import_path;
}

// Patterns with a wildcard that named nothing.
std::vector<std::string> empty_patterns(const std::vector<std::string>& patterns,
                                        const std::vector<ListedPackage>& packages) {
  std::vector<std::string> empty;
  for (const std::string& pattern : patterns) {
    if (!pattern_failures({pattern}, packages).empty()) {
      empty.push_back(pattern);
    }
  }
  return empty;
}

}  // namespace

std::vector<std::string> patterns_of_shard(std::vector<PackageCost> packages, std::uint32_t shard,
                                           std::uint32_t shards) {
  std::sort(packages.begin(), packages.end(), [](const PackageCost& a, const PackageCost& b) {
    return a.bytes != b.bytes ? a.bytes > b.bytes : a.pattern < b.pattern;
  });
  std::vector<std::uint64_t> loads(shards, 0);
  std::vector<std::string> patterns;
  for (const PackageCost& package : packages) {
    const auto least = std::min_element(loads.begin(), loads.end());
    *least += std::max<std::uint64_t>(package.bytes, 1);
    if (least - loads.begin() == static_cast<std::ptrdiff_t>(shard) - 1) {
      patterns.push_back(package.pattern);
    }
  }
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  return patterns;
}

Result<std::vector<std::string>> shard_patterns(const GoCommand& go, const CaptureOptions& options) {
  if (auto checked = check_no_files(go.patterns); !checked) {
    return tl::unexpected(checked.error());
  }
  ListRequest request;
  request.flags.emplace_back("-find");
  ProcessSet processes;
  auto listed = run_list(go, request, processes, [] { return Result<void>(); }, {});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  if (listed->packages.empty()) {
    return go.patterns;
  }
  std::vector<PackageCost> packages;
  for (const ListedPackage& each : listed->packages) {
    packages.push_back({pattern_of(each), bytes_of(each.package, options.tests)});
  }
  auto patterns = patterns_of_shard(std::move(packages), options.shard, options.shards);
  if (options.shard == 1) {
    const auto empty = empty_patterns(go.patterns, listed->packages);
    patterns.insert(patterns.end(), empty.begin(), empty.end());
  }
  return patterns;
}

}  // namespace goescape
