// The rules of SARIF reports: one for each kind of finding and for each rule of the gate; and what notifications say
// something about. Ids are part of the contract: they stay.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/gate.h"
#include "model/kind.h"
#include "render/json_writer.h"

namespace goescape {

// The members ruleId and ruleIndex of a result.
void write_rule_reference(JsonWriter& json, Kind kind);
void write_rule_reference(JsonWriter& json, GateRule rule);

// What a notification is about.
enum class SarifNotice : std::uint8_t {
  kPackageFailed,  // A package did not compile.
  kRunFailed,      // A part of the run failed.
  kNotUnderstood,  // Lines of the compiler were not understood.
  kUndecided,      // Findings that cannot be compared.
  kOtherBuild,     // The two sides were built differently.
  kResultsCut,     // Results are left out for a limit.
  kHidden,         // Findings are not shown, and not asked for.
  kGate,           // What the gate mentions.
};

// The member descriptor of a notification.
void write_descriptor(JsonWriter& json, SarifNotice notice);

// The member `driver` of `tool`: the program, its rules and its notifications. Always the same.
void write_driver(JsonWriter& json);

}  // namespace goescape
