// Comma-separated values (RFC 4180): a header row, then a row per finding, lines ended by CR LF. A comparison has the
// same columns between one that tells the change and some about it.
#include <fmt/core.h>

#include <iterator>
#include <set>
#include <string>

#include "render/csv_text.h"
#include "render/formats.h"
#include "render/sink.h"

namespace goescape {
namespace {

constexpr std::string_view kColumns =
    "id,kind,category,package,file,line,column,function,expression,message,cause,origin,occurrences,suppressed,"
    "allocation,allocation_reason,allocated_type,allocated_bytes,profile_bytes,profile_objects";

// Empty where nobody asked for them.
void append_evidence(std::string& out, const Report& report, const Finding& finding) {
  if (const Allocation* const allocation = report.allocation_of(finding)) {
    fmt::format_to(std::back_inserter(out), ",{},", name(allocation->verdict));
    append_csv_text(out, report.text(allocation->reason));
    out += ',';
    append_csv_text(out, report.text(allocation->type));
    fmt::format_to(std::back_inserter(out), ",{}", allocation->bytes);
  } else {
    out += ",,,,";
  }
  if (const ProfileValue* const value = report.profile_of(finding)) {
    fmt::format_to(std::back_inserter(out), ",{},{}", value->bytes, value->objects);
  } else {
    out += ",,";
  }
}

// The columns of a finding, without the end of the row.
void append_finding(std::string& out, const Report& report, const Finding& finding) {
  fmt::format_to(std::back_inserter(out), "{},{},{},", finding_id(finding), info(finding.kind).name,
                 name(finding.category));
  append_csv_text(out, report.text(report.package_of(finding).import_path));
  out += ',';
  append_csv_text(out, report.text(finding.file));
  fmt::format_to(std::back_inserter(out), ",{},{}", finding.line, finding.column);
  for (const StringId text : {finding.function, finding.expression, finding.message, finding.cause, finding.origin}) {
    out += ',';
    append_csv_text(out, report.text(text));
  }
  fmt::format_to(std::back_inserter(out), ",{},{}", finding.occurrences, finding.suppressed);
  append_evidence(out, report, finding);
}

// The last columns of a comparison.
struct ChangeColumns {
  std::string_view code_changed = {};  // "true", "false"; empty where nothing was introduced.
  std::string_view blame = {};
  std::string_view step = {};  // Of a finding that moved.
  std::string_view rule = {};  // Of the gate, where it is broken.
};

void end_row(Sink& sink, const ChangeColumns& columns) {
  for (const std::string_view text : {columns.code_changed, columns.blame, columns.step, columns.rule}) {
    sink.text() += ',';
    append_csv_text(sink.text(), text);
  }
  sink.text() += "\r\n";
  sink.relieve();
}

void append_change(Sink& sink, std::string_view change, const Report& report, const Finding& finding,
                   const ChangeColumns& columns) {
  sink.text() += change;
  sink.text() += ',';
  append_finding(sink.text(), report, finding);
  end_row(sink, columns);
}

// A rule that is broken elsewhere than by a new finding: its place and its sentence, the other columns are empty.
void append_violation(Sink& sink, const Violation& violation) {
  std::string& out = sink.text();
  out += "violation,,,,,";
  append_csv_text(out, violation.file);
  fmt::format_to(std::back_inserter(out), ",{},0,,", violation.line);
  append_csv_text(out, violation.subject);
  out += ',';
  append_csv_text(out, violation.sentence);
  out += ",,,0,false,,,,,,";
  end_row(sink, {.rule = name(violation.rule)});
}

// The introduced findings that the gate fails on.
std::set<FindingIndex> new_escapes(const GateResult* gate) {
  std::set<FindingIndex> findings;
  if (gate != nullptr) {
    for (const Violation& violation : gate->violations) {
      if (violation.rule == GateRule::kNewEscape) {
        findings.insert(violation.findings.begin(), violation.findings.end());
      }
    }
  }
  return findings;
}

}  // namespace

void render_csv(const Report& report, const RenderOptions& /*options*/, std::ostream& out) {
  Sink sink(out);
  sink.text() += fmt::format("{}\r\n", kColumns);
  for (const Finding& finding : report.findings) {
    append_finding(sink.text(), report, finding);
    sink.text() += "\r\n";
    sink.relieve();
  }
}

void render_csv_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& /*options*/,
                           std::ostream& out) {
  const Report& old_report = *comparison.old_report;
  const Report& new_report = *comparison.new_report;
  const std::set<FindingIndex> failing = new_escapes(gate);
  Sink sink(out);
  sink.text() += fmt::format("change,{},code_changed,blame,step,rule\r\n", kColumns);
  for (const IntroducedFinding& each : comparison.diff->introduced) {
    ChangeColumns columns;
    columns.code_changed = each.code_changed ? "true" : "false";
    columns.blame = each.blame ? std::string_view(each.blame->sentence) : "";
    columns.rule = failing.count(each.finding) != 0 ? name(GateRule::kNewEscape) : "";
    append_change(sink, "introduced", new_report, new_finding(comparison, each.finding), columns);
  }
  for (const FindingIndex index : comparison.diff->fixed) {
    append_change(sink, "fixed", old_report, old_finding(comparison, index), {});
  }
  for (const FindingPair& pair : comparison.diff->moved) {
    append_change(sink, "moved", new_report, new_finding(comparison, pair.new_finding), {.step = name(pair.step)});
  }
  if (gate != nullptr) {
    for (const Violation& violation : gate->violations) {
      if (violation.rule != GateRule::kNewEscape) {
        append_violation(sink, violation);
      }
    }
  }
}

}  // namespace goescape
