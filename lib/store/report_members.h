// The members of goescape.report/1 (docs/report.schema.json) as parts of a report. What is wrong with one is said
// through its JsonObject.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "store/json_object.h"

namespace goescape {

Toolchain read_toolchain(const JsonObject& object);
Shard read_shard(const JsonObject& object);
Module read_module(const JsonObject& object);
Unrecognized read_unrecognized(const JsonObject& object);
PackageFailure read_failure(const JsonObject& object);

// These two intern their strings in `strings`.
Profile read_profile(const JsonObject& object, StringPool& strings);
Package read_package(const JsonObject& object, StringPool& strings);

// The names in the member "variants" of a finding, a package or a failure; none where it is not there.
std::vector<std::string> read_variant_names(const JsonObject& object);

// Interns its strings in `report` and puts its flow there; the finding itself is returned, without its package, which
// is an index and cannot be known before all packages are.
Finding read_finding(const JsonObject& object, Report& report);

}  // namespace goescape
