#include "baseline_place.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base_tree.h"
#include "capture/go_mod.h"
#include "default_file.h"
#include "resolve/path_text.h"
#include "store/baseline_file.h"
#include "store/config.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

Result<std::optional<Baseline>> parsed(const Result<std::optional<BaseFile>>& file) {
  if (!file) {
    return tl::unexpected(file.error());
  }
  if (!*file) {
    return std::optional<Baseline>();
  }
  auto baseline = parse_baseline((*file)->text, (*file)->name);
  if (!baseline) {
    return tl::unexpected(baseline.error());
  }
  return std::optional(*std::move(baseline));
}

Result<std::optional<Baseline>> loaded(const std::string& path) {
  auto baseline = load_baseline(path);
  if (!baseline) {
    return tl::unexpected(baseline.error());
  }
  return std::optional(*std::move(baseline));
}

// Where in `root` the path, which is absolute, goes on once it has come into that folder. Links from there on are not
// followed: the change may have brought them.
std::optional<std::string> below_root(const fs::path& path, const std::string& root) {
  fs::path walked;
  for (auto part = path.begin(); part != path.end(); ++part) {
    walked /= *part;
    std::error_code error;
    fs::path real = fs::weakly_canonical(walked, error);
    if (real == root || is_below(real.string(), root)) {
      std::for_each(std::next(part), path.end(), [&](const fs::path& each) { real /= each; });
      return real.lexically_relative(root).string();
    }
  }
  return std::nullopt;
}

// The baseline of the revision, or a file outside of the repository, which no change can reach; nothing when the
// revision has none.
Result<std::optional<Baseline>> baseline_of_revision(const std::string& named, const Repository& repository,
                                                     const Revision& revision) {
  if (named.empty()) {
    return parsed(find_base_file(repository, revision, kBaselineFileName));
  }
  std::error_code error;
  const fs::path path = fs::absolute(named, error).lexically_normal();
  const auto below = below_root(path, repository.root);
  return below ? parsed(read_base_file(repository, revision, *below)) : loaded(path.string());
}

}  // namespace

std::string default_baseline_file(const std::string& directory) { return default_file(directory, kBaselineFileName); }

Coverage coverage_of(const BuildOptions& options) {
  const auto& patterns = options.capture.patterns;
  const bool everything = patterns.empty() || (patterns.size() == 1 && patterns.front() == "./...");
  const auto module = find_go_mod(options.capture.directory);
  std::error_code error;
  const bool at_root = module && fs::equivalent(module->dir, options.capture.directory, error);
  return options.from.empty() && everything && at_root ? Coverage::kWholeModule : Coverage::kListedPackages;
}

Result<std::optional<Baseline>> baseline_for_check(const std::string& named, const std::string& directory,
                                                   const std::optional<Revision>& trusted) {
  if (trusted) {
    const auto repository = find_repository(directory);
    return repository ? baseline_of_revision(named, *repository, *trusted) : tl::unexpected(repository.error());
  }
  const std::string path = named.empty() ? find_file_upward(directory, kBaselineFileName) : named;
  if (path.empty()) {
    return std::optional<Baseline>();
  }
  std::error_code error;
  if (!fs::exists(path, error)) {
    return fail(Failure::kUsage,
                fmt::format("there is no baseline file {}; write it with goescape baseline write", path));
  }
  return loaded(path);
}

}  // namespace goescape
