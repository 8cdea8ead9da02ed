#include "compare/baseline.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "compare/identity.h"
#include "model/go_version.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kDevelopment = "devel";
constexpr std::size_t kLongestExpression = 100;

// What a report says about the packages of entries.
class Scope {
 public:
  Scope(const Report& report, Coverage coverage) : coverage_(coverage) {
    for (const Package& package : report.packages) {
      packages_.emplace(report.text(package.import_path), &package);
    }
  }

  // Whether an entry of the package that does not occur in the report occurs nowhere.
  [[nodiscard]] bool covers(std::string_view package) const {
    const auto found = packages_.find(package);
    if (found == packages_.end()) {
      return coverage_ == Coverage::kWholeModule;
    }
    return found->second->compiled && found->second->status == PackageStatus::kOk;
  }

 private:
  Coverage coverage_;
  std::unordered_map<std::string_view, const Package*> packages_;
};

BaselineEntry entry_of(const Report& report, const Finding& finding) {
  return {finding.fingerprint, escaped(report.text(report.package_of(finding).import_path)),
          escaped(report.text(finding.function)), std::string(info(finding.kind).name),
          shorten_middle(escaped(normalised_expression(report.text(finding.expression))), kLongestExpression)};
}

// The entries that a baseline of this report has, by id.
std::map<std::uint64_t, BaselineEntry> entries_of(const Report& report, CategorySet included) {
  std::map<std::uint64_t, BaselineEntry> entries;
  for (const Finding& finding : report.findings) {
    if (is_heap_decision(finding.kind) && !finding.suppressed && is_visible(report, finding, included)) {
      entries.try_emplace(finding.fingerprint, entry_of(report, finding));
    }
  }
  return entries;
}

std::vector<BaselineSection>::iterator find_section(Baseline& baseline, const BaselineKey& key) {
  return std::lower_bound(
      baseline.sections.begin(), baseline.sections.end(), key,
      [](const BaselineSection& section, const BaselineKey& wanted) { return section.key < wanted; });
}

// The section of the key, made when there is none.
BaselineSection& section_of(Baseline& baseline, const BaselineKey& key) {
  auto place = find_section(baseline, key);
  if (place == baseline.sections.end() || place->key != key) {
    place = baseline.sections.insert(place, BaselineSection{key, {}});
  }
  return *place;
}

// The minor number of a release, for telling how far two are apart: development versions come after all others.
int release_number(const BaselineKey& key) {
  constexpr int kNewest = 1000;
  return key.go == kDevelopment ? kNewest : go_minor(key.go).value_or(0);
}

bool agree(std::string_view a, std::string_view b) { return a.empty() || b.empty() || a == b; }

bool same_platform(const BaselineKey& a, const BaselineKey& b) {
  return agree(a.goos, b.goos) && agree(a.goarch, b.goarch);
}

// The smaller, the nearer. Where the release is not known, the newest is the nearest.
auto distance(const BaselineKey& key, const BaselineKey& wanted) {
  const int release = release_number(key);
  const int apart = wanted.go.empty() ? 0 : std::abs(release - release_number(wanted));
  return std::make_tuple(key.tags != wanted.tags, apart, -release);
}

std::string names(const std::vector<BaselineSection>& sections) {
  std::vector<std::string> result;
  result.reserve(sections.size());
  for (const BaselineSection& section : sections) {
    result.push_back(name(section.key));
  }
  return fmt::format("{}", fmt::join(result, ", "));
}

}  // namespace

BaselineKey baseline_key(const Toolchain& toolchain) {
  BaselineKey key{"", toolchain.goos, toolchain.goarch, toolchain.tags};
  if (!toolchain.go_version.empty()) {
    const std::optional<int> minor = go_minor(toolchain.go_version);
    key.go = minor ? fmt::format("go1.{}", *minor) : std::string(kDevelopment);
  }
  std::sort(key.tags.begin(), key.tags.end());
  key.tags.erase(std::unique(key.tags.begin(), key.tags.end()), key.tags.end());
  return key;
}

std::string name(const BaselineKey& key) {
  const auto known = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
  std::string text = fmt::format("{} {}/{}", known(key.go), known(key.goos), known(key.goarch));
  if (!key.tags.empty()) {
    text += fmt::format(" tags={}", fmt::join(key.tags, ","));
  }
  return text;
}

BaselineChange write_baseline(Baseline& baseline, const Report& report, CategorySet included, Coverage coverage) {
  BaselineChange change;
  BaselineSection& section = section_of(baseline, baseline_key(report.toolchain));
  std::map<std::uint64_t, BaselineEntry> entries = entries_of(report, included);
  change.added = entries.size();
  const Scope scope(report, coverage);
  for (BaselineEntry& old : section.entries) {
    if (entries.contains(old.id)) {
      ++change.kept;
      --change.added;
    } else if (scope.covers(old.package)) {
      change.dropped.push_back(std::move(old));
    } else {
      ++change.kept;
      entries.emplace(old.id, std::move(old));
    }
  }
  section.entries.clear();
  for (auto& [id, entry] : entries) {
    section.entries.push_back(std::move(entry));
  }
  return change;
}

std::vector<BaselineEntry> stale_entries(const BaselineSection& section, const Report& report, Coverage coverage) {
  std::unordered_set<std::uint64_t> occurring;
  for (const Finding& finding : report.findings) {
    if (is_heap_decision(finding.kind)) {
      occurring.insert(finding.fingerprint);
    }
  }
  const Scope scope(report, coverage);
  std::vector<BaselineEntry> stale;
  for (const BaselineEntry& entry : section.entries) {
    if (!occurring.contains(entry.id) && scope.covers(entry.package)) {
      stale.push_back(entry);
    }
  }
  return stale;
}

BaselineChange prune_baseline(Baseline& baseline, const Report& report, Coverage coverage) {
  BaselineChange change;
  const BaselineKey key = baseline_key(report.toolchain);
  const auto section = find_section(baseline, key);
  if (section == baseline.sections.end() || section->key != key) {
    return change;
  }
  change.dropped = stale_entries(*section, report, coverage);
  std::unordered_set<std::uint64_t> dropped;
  for (const BaselineEntry& entry : change.dropped) {
    dropped.insert(entry.id);
  }
  std::erase_if(section->entries, [&](const BaselineEntry& entry) { return dropped.contains(entry.id); });
  change.kept = section->entries.size();
  return change;
}

BaselineChoice choose_section(const Baseline& baseline, const Toolchain& toolchain) {
  BaselineChoice choice;
  const BaselineKey wanted = baseline_key(toolchain);
  for (const BaselineSection& section : baseline.sections) {
    if (same_platform(section.key, wanted) &&
        (choice.section == nullptr || distance(section.key, wanted) < distance(choice.section->key, wanted))) {
      choice.section = &section;
    }
    if (section.key == wanted) {
      choice.section = &section;
      choice.exact = true;
      return choice;
    }
  }
  if (choice.section != nullptr) {
    choice.sentence = fmt::format(
        "the baseline has no section for {}, so the one for {} is used, and what this build decides otherwise shows as "
        "new; goescape baseline write makes a section of its own",
        name(wanted), name(choice.section->key));
  } else if (!baseline.sections.empty()) {
    choice.sentence = fmt::format(
        "the baseline has no section for {} and accepts nothing, for decisions differ between platforms; it has {}, "
        "and "
        "goescape baseline write adds one",
        name(wanted), names(baseline.sections));
  }
  return choice;
}

}  // namespace goescape
