// One result of a SARIF run.
#pragma once

#include "render/json_writer.h"
#include "render/sarif_run.h"

namespace goescape {

// GitHub shows no more thread flow locations of a result.
inline constexpr std::size_t kMaxFlowLocations = 1000;
// GitHub keeps no more locations of a result.
inline constexpr std::size_t kMaxRelatedLocations = 100;

// Writes one entry of `run` as an object on one line.
void write_sarif_result(JsonWriter& json, const SarifRun& run, const SarifEntry& entry);

}  // namespace goescape
