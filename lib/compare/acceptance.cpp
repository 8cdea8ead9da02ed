#include "compare/acceptance.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "compare/identity.h"
#include "util/hash.h"

namespace goescape {
namespace {

// Decisions that are equal but for their ordinal.
struct Equals {
  std::uint64_t entries = 0;            // Ids of theirs that the section holds.
  std::uint64_t old = 0;                // Those that the base has, too, and that need an entry.
  std::vector<std::size_t> candidates;  // Indexes into `candidates`.
};

const Finding& finding_at(const Report& report, FindingIndex index) {
  return report.findings[static_cast<std::size_t>(index)];
}

// Everything that makes decisions equal but the expression, whose normal form takes a while: a first sieve.
std::uint64_t coarse_key(const Finding& finding) {
  const std::string key = std::to_string(static_cast<std::uint32_t>(finding.package)) + ' ' +
                          std::to_string(static_cast<std::uint32_t>(finding.function)) + ' ' +
                          std::to_string(static_cast<unsigned>(finding.kind));
  return hash_bytes(key);
}

std::string exact_key(const Report& report, const Finding& finding) {
  std::string key = std::to_string(static_cast<std::uint32_t>(finding.package)) + ' ' +
                    std::to_string(static_cast<std::uint32_t>(finding.function)) + ' ' +
                    std::to_string(static_cast<unsigned>(finding.kind)) + ' ';
  return key += normalised_expression(report.text(finding.expression));
}

bool holds(const BaselineSection& section, std::uint64_t id) {
  const auto place =
      std::lower_bound(section.entries.begin(), section.entries.end(), id,
                       [](const BaselineEntry& entry, std::uint64_t wanted) { return entry.id < wanted; });
  return place != section.entries.end() && place->id == id;
}

using Groups = std::unordered_map<std::string, Equals>;

Groups groups_of(const Report& report, const std::vector<FindingIndex>& candidates) {
  Groups groups;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    groups[exact_key(report, finding_at(report, candidates[index]))].candidates.push_back(index);
  }
  return groups;
}

}  // namespace

std::vector<bool> accepted_by(const BaselineSection& section, const Report& report,
                              const std::vector<FindingIndex>& candidates, const std::vector<bool>& introduced,
                              CategorySet included) {
  Groups groups = groups_of(report, candidates);
  std::unordered_set<std::uint64_t> coarse;
  for (const FindingIndex candidate : candidates) {
    coarse.insert(coarse_key(finding_at(report, candidate)));
  }
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    if (!coarse.contains(coarse_key(finding))) {
      continue;
    }
    if (const auto group = groups.find(exact_key(report, finding)); group != groups.end()) {
      group->second.entries += holds(section, finding.fingerprint) ? 1 : 0;
      const bool needs_entry = !introduced[index] && !finding.suppressed && is_visible(report, finding, included);
      group->second.old += needs_entry ? 1 : 0;
    }
  }
  std::vector<bool> accepted(candidates.size());
  for (auto& [key, equals] : groups) {
    std::uint64_t left = equals.entries - std::min(equals.entries, equals.old);
    std::stable_partition(equals.candidates.begin(), equals.candidates.end(), [&](std::size_t index) {
      return holds(section, finding_at(report, candidates[index]).fingerprint);
    });
    for (const std::size_t index : equals.candidates) {
      accepted[index] = left > 0;
      left -= left > 0 ? 1 : 0;
    }
  }
  return accepted;
}

}  // namespace goescape
