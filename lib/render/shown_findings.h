// Which findings the formats for code review and for editors show, and how much each matters. Shared, so that they all
// show the same: of a report what the text format lists with --findings, of a comparison what came with the change.
#pragma once

#include <cstdint>
#include <vector>

#include "model/diff.h"
#include "model/gate.h"
#include "model/report.h"
#include "render/renderer.h"

namespace goescape {

// How much something matters, from little to much. Each format has its own words for these.
enum class Level : std::uint8_t {
  kNote,     // It is there; nobody is asked to do anything.
  kNew,      // The change brought it, or it breaks a rule, and nothing fails for it.
  kFailing,  // The gate fails for it.
  kBroken,   // Something could not be compiled or understood: nobody knows what is missing.
};

struct ShownFinding {
  const Report* report = nullptr;                 // The one that holds it.
  const Finding* finding = nullptr;               // Never nullptr.
  const IntroducedFinding* introduced = nullptr;  // What the diff says of it; nullptr when the diff did not bring it.
  bool is_new_escape = false;     // `check` holds it against the change: a new decision nobody accepted.
  bool breaks_assertion = false;  // `check` holds it against a noescape assertion.
  Level level = Level::kNote;
};

// The findings of a report in visible code (model/visibility.h), in its order, all as notes. Kinds are those that the
// report holds.
std::vector<ShownFinding> shown_findings(const Report& report, const RenderOptions& options);

// Of a diff (`gate` is nullptr) what was introduced, whatever its category, as kNew; what a comment in the source
// suppresses is a note. Of a check the new findings that nobody accepted and those that break an assertion, by what
// ViolationLevels says of these rules; a budget names no finding in particular.
// Each finding occurs once, in the order of the new report. Fixed findings are nowhere any more, so they are no part.
std::vector<ShownFinding> shown_findings(const Comparison& comparison, const GateResult* gate);

// What it means that a rule of the gate is broken: kFailing where the gate fails for it, kNew where it is only told, as
// with --advisory, and for new decisions of which --max-new allows so many.
class ViolationLevels {
 public:
  explicit ViolationLevels(const GateResult& gate);
  [[nodiscard]] Level of(GateRule rule) const { return rule == GateRule::kNewEscape ? new_escape_ : other_; }

 private:
  Level new_escape_ = Level::kNew;
  Level other_ = Level::kNew;
};

}  // namespace goescape
