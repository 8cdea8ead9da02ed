// What stands in a SARIF run, and in which order. See docs/output.md for what the order and the limit are for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/diff.h"
#include "model/gate.h"
#include "model/report.h"
#include "render/renderer.h"
#include "render/shown_findings.h"

namespace goescape {

// What a result is, most important first.
enum class SarifClass : std::uint8_t {
  kViolation,   // A rule of the gate that is broken elsewhere than by one new finding.
  kFailing,     // Introduced, and the gate does not accept it.
  kIntroduced,  // Introduced, else.
  kLetPass,     // Introduced, and suppressed or accepted by the baseline.
  kMoved,       // The same decision elsewhere.
  kFixed,       // Of the old report.
  kPresent,     // A heap decision of a report; of a comparison one that both sides have.
  kSuppressed,  // The same, suppressed in the source.
  kOther,       // Of a report: of a kind that is no heap decision.
};

struct SarifEntry {
  SarifClass is = SarifClass::kPresent;
  // Of kViolation into GateResult::violations, of kFailing, kIntroduced and kLetPass into Diff::introduced, of kMoved
  // into Diff::moved, of kFixed into the findings of the old report, else into those of the new or only one.
  std::uint32_t index = 0;
};

// What a run is written from. Nothing is owned: report, comparison, gate and options must outlive it.
struct SarifRun {
  const Report* report = nullptr;          // The report, or the new side.
  const Comparison* comparison = nullptr;  // Null for a report.
  const GateResult* gate = nullptr;        // Null but for `check`.
  std::optional<ViolationLevels> levels;   // What broken rules mean, where there is a gate.
  const Viewpoint* view = nullptr;         // ModulePlace::in_repository of the report or the new side.
  const Viewpoint* old_view = nullptr;     // The same of the old side.
  std::string_view repository_url;         // ModulePlace::repository_url of the report or the new side.
  std::vector<SarifEntry> entries;         // By class; within one the packages with most entries first, then by place.
  std::vector<bool> accepted;              // By the baseline; indexed as the findings of the report.
  // Whether every result says if it is suppressed: all or none of them must (section 3.27.23).
  bool tells_suppressions = false;
};

// Of a report its shown_findings().
SarifRun sarif_run(const Report& report, const RenderOptions& options);

// Of a comparison everything that changed, and, of what both sides have, what is shown of a report. What is fixed is
// left out of a `check`: GitHub, where that goes, takes a result that is marked as absent for one that is there.
SarifRun sarif_run(const Comparison& comparison, const GateResult* gate, const RenderOptions& options);

}  // namespace goescape
