#include "render/profile_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr double kMost = 0.8;  // What "80% of the bytes" are.

std::string share_words(double share) { return fmt::format("{:.1f}%", share * 100); }

double share_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::uint64_t bytes_of(const Report& report, const Finding& finding) {
  const ProfileValue* const value = report.profile_of(finding);
  return value == nullptr ? 0 : value->bytes;
}

void sort_by_bytes(std::vector<const Finding*>& findings, const Report& report) {
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding* a, const Finding* b) { return bytes_of(report, *a) > bytes_of(report, *b); });
}

// How many of the first findings it takes to hold so many bytes; 0: all of them do not.
std::size_t findings_holding(const Report& report, const std::vector<const Finding*>& hot, double wanted) {
  double sum = 0;
  for (std::size_t index = 0; index < hot.size(); ++index) {
    sum += report.profile_of(*hot[index])->portion();
    if (sum >= wanted) {
      return index + 1;
    }
  }
  return 0;
}

std::string mostly_words(const Report& report, const std::vector<const Finding*>& hot) {
  const auto total = static_cast<double>(report.profile->bytes);
  double held = 0;
  for (const Finding* const finding : hot) {
    held += report.profile_of(*finding)->portion();
  }
  const auto first = [&](std::size_t count) -> std::string {
    if (count == 1) {
      return hot.size() == 1 ? "this finding" : "the first of these findings";
    }
    return count == hot.size() ? fmt::format("these {} findings", grouped(count))
                               : fmt::format("the first {} of these findings", grouped(count));
  };
  if (const std::size_t count = findings_holding(report, hot, kMost * total); count != 0) {
    return fmt::format("80% of the bytes come from {}", first(count));
  }
  const std::size_t count = findings_holding(report, hot, kMost * held);
  return fmt::format("80% of what findings hold, which is {} of all, comes from {}", share_words(held / total),
                     first(count));
}

}  // namespace

std::string byte_size(double bytes) {
  static constexpr std::array<std::string_view, 6> kUnits{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  constexpr double kStep = 1024;
  if (bytes < kStep) {
    return fmt::format("{:.0f} B", bytes);
  }
  std::size_t unit = 0;
  for (bytes /= kStep; bytes >= kStep && unit + 1 < kUnits.size(); bytes /= kStep) {
    ++unit;
  }
  return fmt::format("{:.1f} {}", bytes, kUnits[unit]);
}

std::vector<std::string> with_bytes(std::vector<std::string> cells, const Report& report, double bytes) {
  if (report.profile) {
    cells.push_back(byte_size(bytes));
  }
  return cells;
}

std::vector<const Finding*> visible_findings(const Report& report, const RenderOptions& options) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : report.findings) {
    if (is_visible(report, finding, options.include)) {
      findings.push_back(&finding);
    }
  }
  if (options.sort == SortKey::kProfile) {
    sort_by_bytes(findings, report);
  }
  return findings;
}

std::vector<const Finding*> hot_findings(const Report& report, const RenderOptions& options) {
  std::vector<const Finding*> hot;
  for (const Finding& finding : report.findings) {
    if (bytes_of(report, finding) != 0 && is_visible(report, finding, options.include)) {
      hot.push_back(&finding);
    }
  }
  sort_by_bytes(hot, report);
  return hot;
}

std::string other_sources_sentence(const Profile& profile) {
  const ProfileFit& fit = profile.fit;
  return fit.other_sources()
             ? fmt::format(
                   "the profiles do not fit the sources: of {} in the module, {} not where they say ({}); they "
                   "were taken from other sources, and values may be missing or stand at wrong lines",
                   counted(fit.places, "place"),
                   fit.misplaced == 1 ? "1 is" : fmt::format("{} are", grouped(fit.misplaced)), escaped(fit.example))
             : "";
}

ProfileSentences profile_sentences(const Report& report, const RenderOptions& options) {
  ProfileSentences sentences;
  const Profile& profile = *report.profile;
  sentences.warning = other_sources_sentence(profile);
  if (profile.bytes == 0) {
    sentences.total = profile.benchmarks.empty() ? "the profiles hold no allocations" : "";
    return sentences;
  }
  sentences.total = fmt::format("the profiles hold {} in {}, {} of it where findings stand",
                                byte_size(static_cast<double>(profile.bytes)), counted(profile.objects, "object"),
                                share_words(share_of(profile.matched_bytes, profile.bytes)));
  if (const std::vector<const Finding*> hot = hot_findings(report, options); !hot.empty()) {
    sentences.mostly = mostly_words(report, hot);
  }
  if (const std::uint64_t rest = profile.bytes - profile.matched_bytes; rest != 0) {
    sentences.rest = fmt::format("{} ({}) were allocated at {} without a finding, first those in the module's own code",
                                 byte_size(static_cast<double>(rest)), share_words(share_of(rest, profile.bytes)),
                                 counted(profile.unmatched.size(), "place"));
  }
  return sentences;
}

std::vector<std::string> hot_numbers(const ProfileValue& value) {
  return {byte_size(static_cast<double>(value.bytes)), share_words(value.share), grouped(value.objects)};
}

std::vector<std::string> site_numbers(const Profile& profile, const ProfileSite& site) {
  return {byte_size(static_cast<double>(site.bytes)), share_words(share_of(site.bytes, profile.bytes)),
          grouped(site.objects)};
}

std::vector<std::string> benchmark_numbers(const ProfileBenchmark& benchmark) {
  return {fmt::format("{:.0f}", benchmark.bytes_per_op), fmt::format("{:.0f}", benchmark.allocs_per_op),
          grouped(benchmark.findings)};
}

std::string place(const Report& report, const ProfileSite& site) {
  const StringId where = site.file == StringId::kEmpty ? site.package : site.file;
  if (where == StringId::kEmpty) {
    return "unknown";
  }
  const std::string text(report.text(where));
  return site.line == 0 ? text : fmt::format("{}:{}", text, site.line);
}

std::string hot_words(const Report& report, const Finding& finding) {
  const std::uint32_t shared_by = report.profile_of(finding)->shared_by;
  const std::string message(report.text(finding.message));
  return shared_by == 1 ? message : fmt::format("{} (one of {} that share this)", message, shared_by);
}

}  // namespace goescape
