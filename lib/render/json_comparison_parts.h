// The objects of goescape.diff/1 that more than one format writes. Each stands on one line.
#pragma once

#include "model/diff.h"
#include "model/gate.h"
#include "render/json_writer.h"

namespace goescape {

// The members that a finding has besides its own where it was introduced: whether its code changed, and the blame
// where there is one.
void write_introduced_members(JsonWriter& json, const IntroducedFinding& introduced);

// The members of a pair: the step that matched it and the finding on both sides.
void write_moved_members(JsonWriter& json, const Comparison& comparison, const FindingPair& pair);

// A package of both sides with its counts and what changed of them.
void write_package(JsonWriter& json, const PackageDelta& package);

// The members of a rule that is broken but the findings that break it.
void write_violation_members(JsonWriter& json, const Violation& violation);

// A rule that is broken, with the findings of the new report that break it.
void write_violation(JsonWriter& json, const Report& new_report, const Violation& violation);

void write_notice(JsonWriter& json, const GateNotice& notice);

// Whether the gate failed, and its counts.
void write_gate_members(JsonWriter& json, const GateResult& gate);

}  // namespace goescape
