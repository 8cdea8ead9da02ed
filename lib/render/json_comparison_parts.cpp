#include "render/json_comparison_parts.h"

#include "render/json_parts.h"

namespace goescape {
namespace {

// The kinds whose counts differ, new minus old.
void write_delta(JsonWriter& json, const PackageDelta& package) {
  json.begin_object();
  for (const KindInfo& row : kKinds) {
    const auto kind = static_cast<std::size_t>(row.kind);
    const std::int64_t delta = std::int64_t{package.new_counts[kind]} - std::int64_t{package.old_counts[kind]};
    if (delta != 0) {
      json.member(row.name, delta);
    }
  }
  json.end_object();
}

std::string_view status_name(const std::optional<PackageStatus>& status) { return status ? name(*status) : "absent"; }

}  // namespace

void write_package(JsonWriter& json, const PackageDelta& package) {
  const auto old_heap = static_cast<std::int64_t>(heap_decisions(package.old_counts));
  const auto new_heap = static_cast<std::int64_t>(heap_decisions(package.new_counts));
  json.begin_object();
  json.member("import_path", package.import_path);
  json.member("old_status", status_name(package.old_status));
  json.member("new_status", status_name(package.new_status));
  json.key("old");
  write_counts(json, package.old_counts);
  json.key("new");
  write_counts(json, package.new_counts);
  json.key("delta");
  write_delta(json, package);
  json.key("heap");
  json.begin_object();
  json.member("old", old_heap);
  json.member("new", new_heap);
  json.member("delta", new_heap - old_heap);
  json.end_object();
  json.end_object();
}

void write_introduced_members(JsonWriter& json, const IntroducedFinding& introduced) {
  json.member("code_changed", introduced.code_changed);
  if (introduced.blame) {
    const Blame& blame = *introduced.blame;
    json.key("blame");
    json.begin_object();
    json.member("reason", name(blame.reason));
    json.member("subject", blame.subject);
    json.member("file", blame.file);
    json.member("line", std::uint64_t{blame.line});
    json.member("sentence", blame.sentence);
    json.end_object();
  }
}

void write_moved_members(JsonWriter& json, const Comparison& comparison, const FindingPair& pair) {
  json.member("step", name(pair.step));
  json.key("old");
  write_finding(json, *comparison.old_report, old_finding(comparison, pair.old_finding));
  json.key("new");
  write_finding(json, *comparison.new_report, new_finding(comparison, pair.new_finding));
}

void write_violation_members(JsonWriter& json, const Violation& violation) {
  json.member("rule", name(violation.rule));
  json.member("subject", violation.subject);
  json.member("file", violation.file);
  json.member("line", std::uint64_t{violation.line});
  json.member("sentence", violation.sentence);
}

void write_violation(JsonWriter& json, const Report& new_report, const Violation& violation) {
  json.begin_object();
  write_violation_members(json, violation);
  json.key("findings");
  json.begin_array();
  for (const FindingIndex index : violation.findings) {
    write_finding(json, new_report, new_report.findings[static_cast<std::size_t>(index)]);
  }
  json.end_array();
  json.end_object();
}

void write_notice(JsonWriter& json, const GateNotice& notice) {
  json.begin_object();
  json.member("file", notice.file);
  json.member("line", std::uint64_t{notice.line});
  json.member("sentence", notice.sentence);
  json.end_object();
}

void write_gate_members(JsonWriter& json, const GateResult& gate) {
  json.member("failed", gate.failed);
  json.member("advisory", gate.advisory);
  json.member("complete", gate.complete);
  json.member("max_new", gate.max_new);
  json.member("introduced", gate.introduced);
  json.member("accepted", gate.accepted);
  json.member("suppressed", gate.suppressed);
  json.member("not_hot", gate.not_hot);
  json.member("cold", gate.cold);
}

}  // namespace goescape
