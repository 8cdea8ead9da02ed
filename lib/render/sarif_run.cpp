#include "render/sarif_run.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "model/visibility.h"

namespace goescape {
namespace {

// Gathers entries and puts them in order.
class Entries {
 public:
  // `package` is that of the finding; violations are of none.
  void add(SarifClass is, std::size_t index, PackageIndex package = {}) {
    ++sizes_[{is, package}];
    candidates_.push_back({{is, static_cast<std::uint32_t>(index)}, package, 0});
  }

  [[nodiscard]] std::vector<SarifEntry> in_order() {
    for (Candidate& candidate : candidates_) {
      candidate.size = sizes_[{candidate.entry.is, candidate.package}];
    }
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& left, const Candidate& right) {
      return left.entry.is != right.entry.is ? left.entry.is < right.entry.is : left.size > right.size;
    });
    std::vector<SarifEntry> entries;
    entries.reserve(candidates_.size());
    for (const Candidate& candidate : candidates_) {
      entries.push_back(candidate.entry);
    }
    return entries;
  }

 private:
  struct Candidate {
    SarifEntry entry;
    PackageIndex package;
    std::uint32_t size;  // How many entries of this class the package has.
  };

  std::vector<Candidate> candidates_;
  std::map<std::pair<SarifClass, PackageIndex>, std::uint32_t> sizes_;
};

SarifClass class_of(const Finding& finding) {
  if (!is_heap_decision(finding.kind)) {
    return SarifClass::kOther;
  }
  return finding.suppressed ? SarifClass::kSuppressed : SarifClass::kPresent;
}

FindingIndex index_of(const Report& report, const ShownFinding& shown) {
  return static_cast<FindingIndex>(shown.finding - report.findings.data());
}

std::vector<bool> marked(const Report& report, const std::vector<FindingIndex>& findings) {
  std::vector<bool> marks(report.findings.size());
  for (const FindingIndex index : findings) {
    marks[static_cast<std::size_t>(index)] = true;
  }
  return marks;
}

// Which findings of the new report `check` holds against the change.
std::vector<bool> new_escapes(const SarifRun& run) {
  std::vector<FindingIndex> found;
  if (run.gate != nullptr) {
    for (const ShownFinding& shown : shown_findings(*run.comparison, run.gate)) {
      if (shown.is_new_escape) {
        found.push_back(index_of(*run.report, shown));
      }
    }
  }
  return marked(*run.report, found);
}

void add_introduced(Entries& entries, const SarifRun& run) {
  const std::vector<bool> failing = new_escapes(run);
  const std::vector<IntroducedFinding>& introduced = run.comparison->diff->introduced;
  for (std::size_t index = 0; index < introduced.size(); ++index) {
    const auto at = static_cast<std::size_t>(introduced[index].finding);
    const Finding& finding = run.report->findings[at];
    SarifClass is = finding.suppressed || run.accepted[at] ? SarifClass::kLetPass : SarifClass::kIntroduced;
    is = failing[at] ? SarifClass::kFailing : is;
    entries.add(is, index, finding.package);
  }
}

// New escapes stand as introduced findings. One that does not, because it names none, must not be lost.
void add_violations(Entries& entries, const SarifRun& run) {
  std::vector<FindingIndex> introduced;
  introduced.reserve(run.comparison->diff->introduced.size());
  for (const IntroducedFinding& each : run.comparison->diff->introduced) {
    introduced.push_back(each.finding);
  }
  const std::vector<bool> told = marked(*run.report, introduced);
  for (std::size_t index = 0; index < run.gate->violations.size(); ++index) {
    const Violation& violation = run.gate->violations[index];
    const bool is_told = !violation.findings.empty() &&
                         std::all_of(violation.findings.begin(), violation.findings.end(),
                                     [&](FindingIndex finding) { return told[static_cast<std::size_t>(finding)]; });
    if (violation.rule != GateRule::kNewEscape || !is_told) {
      entries.add(SarifClass::kViolation, index);
    }
  }
}

// What is shown of the report, as far as it is `among`.
void add_shown(Entries& entries, const SarifRun& run, const RenderOptions& options, const std::vector<bool>& among) {
  for (const ShownFinding& shown : shown_findings(*run.report, options)) {
    if (const auto index = static_cast<std::size_t>(index_of(*run.report, shown)); among[index]) {
      entries.add(class_of(*shown.finding), index, shown.finding->package);
    }
  }
}

void add_others(Entries& entries, const SarifRun& run, const RenderOptions& options) {
  const Diff& diff = *run.comparison->diff;
  for (std::size_t index = 0; index < diff.moved.size(); ++index) {
    entries.add(SarifClass::kMoved, index, new_finding(*run.comparison, diff.moved[index].new_finding).package);
  }
  if (run.gate == nullptr) {
    for (const FindingIndex index : diff.fixed) {
      entries.add(SarifClass::kFixed, static_cast<std::size_t>(index), old_finding(*run.comparison, index).package);
    }
  }
  add_shown(entries, run, options, marked(*run.report, diff.unchanged_findings));
}

bool any_suppressed(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [](const Finding& each) { return each.suppressed; });
}

}  // namespace

SarifRun sarif_run(const Report& report, const RenderOptions& options) {
  SarifRun run;
  run.report = &report;
  run.view = &options.place.in_repository;
  run.repository_url = options.place.repository_url;
  run.tells_suppressions = any_suppressed(report);
  Entries entries;
  add_shown(entries, run, options, std::vector<bool>(report.findings.size(), true));
  run.entries = entries.in_order();
  return run;
}

SarifRun sarif_run(const Comparison& comparison, const GateResult* gate, const RenderOptions& options) {
  SarifRun run;
  run.report = comparison.new_report;
  run.comparison = &comparison;
  run.gate = gate;
  run.view = &options.place.in_repository;
  run.old_view = &options.old_place.in_repository;
  run.repository_url = options.place.repository_url;
  run.tells_suppressions =
      gate != nullptr || any_suppressed(*comparison.new_report) || any_suppressed(*comparison.old_report);
  run.accepted = marked(*run.report, gate == nullptr ? std::vector<FindingIndex>() : gate->accepted_findings);
  Entries entries;
  if (gate != nullptr) {
    run.levels.emplace(*gate);
    add_violations(entries, run);
  }
  add_introduced(entries, run);
  add_others(entries, run, options);
  run.entries = entries.in_order();
  return run;
}

}  // namespace goescape
