// goescape.diff/1, described by docs/diff.schema.json: what changed, and for `check` the verdict of the gate. One
// finding, one pair, one package per line, as in goescape.report/1.
#include "render/formats.h"
#include "render/json_comparison_parts.h"
#include "render/json_parts.h"
#include "render/sink.h"

namespace goescape {
namespace {

template <typename Elements, typename WriteElement>
void write_inline(JsonWriter& json, const Elements& elements, WriteElement&& write_element) {
  json.begin_array();
  for (const auto& element : elements) {
    write_element(element);
  }
  json.end_array();
}

// What was compared, and what of it is not known.
void write_side(JsonWriter& json, const Report& report, std::string_view name) {
  json.begin_object();
  json.member("name", name);
  json.key("module");
  write_module(json, report.module);
  json.key("toolchain");
  write_toolchain(json, report.toolchain);
  json.key("unrecognized");
  write_unrecognized(json, report.unrecognized);
  json.key("failures");
  write_inline(json, report.failures, [&](const PackageFailure& failure) { write_failure(json, report, failure); });
  json.end_object();
}

void write_setting(JsonWriter& json, const SettingChange& change) {
  json.begin_object();
  json.member("name", change.name);
  json.member("old", change.old_value);
  json.member("new", change.new_value);
  json.end_object();
}

void write_introduced(JsonWriter& json, const Comparison& comparison, const IntroducedFinding& introduced) {
  json.begin_object();
  write_finding_members(json, *comparison.new_report, new_finding(comparison, introduced.finding));
  write_introduced_members(json, introduced);
  json.end_object();
}

void write_moved(JsonWriter& json, const Comparison& comparison, const FindingPair& pair) {
  json.begin_object();
  write_moved_members(json, comparison, pair);
  json.end_object();
}

void write_gate(JsonWriter& json, const Report& new_report, const GateResult& gate) {
  json.begin_object();
  write_gate_members(json, gate);
  json.key("violations");
  write_inline(json, gate.violations, [&](const Violation& each) { write_violation(json, new_report, each); });
  json.key("notices");
  write_inline(json, gate.notices, [&](const GateNotice& each) { write_notice(json, each); });
  json.end_object();
}

void write_head(JsonWriter& json, const Comparison& comparison) {
  top_key(json, "schema");
  json.value("goescape.diff/1");
  top_key(json, "tool");
  write_tool(json);
  top_key(json, "old");
  write_side(json, *comparison.old_report, comparison.old_name);
  top_key(json, "new");
  write_side(json, *comparison.new_report, comparison.new_name);
  const std::vector<SettingChange>& changes = comparison.diff->toolchain_changes;
  top_key(json, "toolchain_changed");
  json.value(!changes.empty());
  top_key(json, "toolchain_changes");
  write_inline(json, changes, [&](const SettingChange& change) { write_setting(json, change); });
}

}  // namespace

void render_json_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& /*options*/,
                            std::ostream& out) {
  const Diff& diff = *comparison.diff;
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  write_head(json, comparison);
  top_key(json, "introduced");
  write_lines(json, sink, diff.introduced, [&](const auto& each) { write_introduced(json, comparison, each); });
  top_key(json, "fixed");
  write_lines(json, sink, diff.fixed,
              [&](FindingIndex index) { write_finding(json, *comparison.old_report, old_finding(comparison, index)); });
  top_key(json, "moved");
  write_lines(json, sink, diff.moved, [&](const auto& each) { write_moved(json, comparison, each); });
  top_key(json, "unchanged");
  json.value(diff.unchanged);
  top_key(json, "undecided");
  json.value(diff.undecided);
  top_key(json, "packages");
  write_lines(json, sink, diff.packages, [&](const auto& each) { write_package(json, each); });
  if (gate != nullptr) {
    top_key(json, "gate");
    write_gate(json, *comparison.new_report, *gate);
  }
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

}  // namespace goescape
