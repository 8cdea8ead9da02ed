#include "history_build.h"

#include <fmt/core.h>

#include <algorithm>

#include "capture/toolchain_key.h"
#include "commit_run.h"
#include "util/hash.h"

namespace goescape {

std::vector<std::string> recorded_patterns(const CaptureOptions& capture, const Repository& repository) {
  std::vector<std::string> patterns = relative_patterns(capture.patterns, capture.directory, repository);
  if (patterns.empty()) {
    patterns.emplace_back("./...");
  }
  return patterns;
}

std::string digest_of_facts(std::vector<std::string> facts) {
  std::sort(facts.begin(), facts.end());
  std::string text;
  for (const std::string& fact : facts) {
    text += fmt::format("{}:{}", fact.size(), fact);
  }
  return fmt::format("{:016x}", hash_bytes(text));
}

Result<HistoryBuild> history_build(const CaptureOptions& capture) {
  auto repository = find_repository(capture.directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  CaptureOptions settled = capture;
  settled.patterns = recorded_patterns(capture, *repository);
  const auto toolchain = toolchain_key(settled);
  if (!toolchain) {
    return tl::unexpected(toolchain.error());
  }
  std::vector<std::string> facts{"folder=" + repository->subfolder};
  for (const auto& [name, value] : *toolchain) {
    facts.push_back(fmt::format("{}={}", name, value));
  }
  return HistoryBuild{*std::move(repository), digest_of_facts(std::move(facts))};
}

}  // namespace goescape
