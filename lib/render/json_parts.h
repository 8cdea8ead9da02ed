// The objects of goescape.report/1 that more than one format, or goescape.diff/1 too, writes. Each stands on one line
// unless said otherwise.
#pragma once

#include "model/report.h"
#include "render/json_writer.h"
#include "render/sink.h"
#include "resolve/root_causes.h"

namespace goescape {

// One finding.
void write_finding(JsonWriter& json, const Report& report, const Finding& finding);

// The members of a finding, for an object that has more.
void write_finding_members(JsonWriter& json, const Report& report, const Finding& finding);

// One package with its counts.
void write_package(JsonWriter& json, const Report& report, const Package& package);

// Counts by kind: the kinds that occur, in the order of kKinds.
void write_counts(JsonWriter& json, const KindCounts& counts);
void write_counts(JsonWriter& json, const KindTotals& counts);

// How much there is: packages, those that failed, counts, heap decisions and findings.
void write_totals(JsonWriter& json, const Report& report);

// The members of the top level that tell what was compiled and what could not be.
void write_tool(JsonWriter& json);
void write_toolchain(JsonWriter& json, const Toolchain& toolchain);
void write_variant(JsonWriter& json, std::string_view name, const Toolchain& toolchain);
void write_shard(JsonWriter& json, const Shard& shard);
void write_module(JsonWriter& json, const Module& module);
void write_failure(JsonWriter& json, const Report& report, const PackageFailure& failure);
void write_root_cause(JsonWriter& json, const RootCause& cause);
void write_profile(JsonWriter& json, const Report& report, const Profile& profile);
void write_unrecognized(JsonWriter& json, const Unrecognized& unrecognized);

// "ok" or "failed".
std::string_view name(PackageStatus status);

// How far members of the top level and elements of its arrays are indented.
inline constexpr unsigned kTopIndent = 2;
inline constexpr unsigned kElementIndent = 4;

// Starts a member of the top level, on a line of its own.
void top_key(JsonWriter& json, std::string_view key);

// An array of the top level, one element per line, handed to the stream as it grows.
template <typename Elements, typename WriteElement>
void write_lines(JsonWriter& json, Sink& sink, const Elements& elements, WriteElement&& write_element) {
  json.begin_array();
  for (const auto& element : elements) {
    json.new_element_line(kElementIndent);
    write_element(element);
    sink.relieve();
  }
  if (!elements.empty()) {
    json.new_end_line(kTopIndent);
  }
  json.end_array();
}

}  // namespace goescape
