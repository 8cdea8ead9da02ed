// The verdict of the gate: what `check` fails on and what it only mentions. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/diff.h"

namespace goescape {

// The rule that a violation breaks.
enum class GateRule : std::uint8_t {
  kNewEscape,   // A heap decision that the base does not have, neither accepted nor suppressed.
  kBudget,      // More heap decisions in a package or function than the configuration allows.
  kAssertion,   // A heap decision where the source asserts that there is none.
  kUnanalysed,  // An assertion, or a budget, on code that the compiler did not see: nobody can call it kept.
};

// The name of a rule in JSON: new_escape, budget, assertion, unanalysed.
std::string_view name(GateRule rule);

struct Violation {
  GateRule rule = GateRule::kNewEscape;
  std::vector<FindingIndex> findings;  // In the new report: the findings that break it; may be empty.
  std::string subject;                 // kBudget: the pattern; kAssertion, kUnanalysed: the comment or the pattern.
  std::string file;                    // Where the rule is broken, or the assertion stands, as Finding::file.
  std::uint32_t line = 0;
  std::string sentence;  // What is wrong, for people.
};

// What does not fail the gate and should be put in order: a suppression that suppresses nothing or gives no reason, a
// baseline entry that no longer occurs, a baseline that was made by another Go release.
struct GateNotice {
  std::string file;  // Empty: it belongs to no place.
  std::uint32_t line = 0;
  std::string sentence;
};

struct GateResult {
  bool failed = false;    // Whether rules were broken beyond what --max-new allows; advisory or not.
  bool advisory = false;  // --advisory: told, but not by the exit code.
  // False: a package or a line of the compiler is left of which nobody can tell whether it breaks a rule. A gate that
  // is neither failed nor complete has not passed.
  bool complete = true;
  std::uint64_t max_new = 0;
  std::vector<Violation> violations;  // By rule, then in the order of the new report.
  std::vector<GateNotice> notices;
  std::uint64_t introduced = 0;  // What the diff introduced in code that the gate looks at.
  std::uint64_t accepted = 0;    // Of these, by the baseline.
  std::uint64_t suppressed = 0;  // Of these, by a comment in the source.
  std::uint64_t not_hot = 0;     // Of these, outside of --hot.
  std::uint64_t cold = 0;        // Of these, with less than --hot-share of the bytes in the profiles.
  // Which ones the baseline accepts, in the order of the new report: as many as `accepted`.
  std::vector<FindingIndex> accepted_findings;
};

}  // namespace goescape
