#include "render/sarif_result.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "render/change_wording.h"
#include "render/sarif_flow.h"
#include "render/sarif_location.h"
#include "render/sarif_rules.h"
#include "render/sarif_text.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

// A finding with all that a comparison says about it. The report is the one that holds it.
struct Told {
  const Report& report;
  const Viewpoint* view;  // ModulePlace::in_repository of the report.
  const Finding& finding;
  const IntroducedFinding* introduced = nullptr;
  const Finding* old = nullptr;  // Of one that moved: where it was, in the old report.
  const FindingPair* pair = nullptr;
};

Told told(const SarifRun& run, const SarifEntry& entry) {
  const Report& report = *run.report;
  switch (entry.is) {
    case SarifClass::kFailing:
    case SarifClass::kIntroduced:
    case SarifClass::kLetPass: {
      const IntroducedFinding& introduced = run.comparison->diff->introduced[entry.index];
      return {report, run.view, new_finding(*run.comparison, introduced.finding), &introduced};
    }
    case SarifClass::kMoved: {
      const FindingPair& pair = run.comparison->diff->moved[entry.index];
      return {report,
              run.view,
              new_finding(*run.comparison, pair.new_finding),
              nullptr,
              &old_finding(*run.comparison, pair.old_finding),
              &pair};
    }
    case SarifClass::kFixed:
      return {*run.comparison->old_report, run.old_view, run.comparison->old_report->findings[entry.index]};
    default:
      return {report, run.view, report.findings[entry.index]};
  }
}

std::string_view level_of(const SarifRun& run, SarifClass is, GateRule rule) {
  switch (is) {
    case SarifClass::kViolation:
    case SarifClass::kFailing:
      return run.levels->of(rule) == Level::kFailing ? "error" : "warning";
    case SarifClass::kIntroduced:
      return "warning";
    case SarifClass::kOther:
      return run.comparison == nullptr ? "none" : "note";
    default:
      return "note";
  }
}

std::string_view baseline_state(SarifClass is) {
  switch (is) {
    case SarifClass::kMoved:
      return "updated";
    case SarifClass::kFixed:
      return "absent";
    case SarifClass::kPresent:
    case SarifClass::kSuppressed:
    case SarifClass::kOther:
      return "unchanged";
    default:
      return "new";
  }
}

// How bad it is; `rule` is the one that is broken, if any. Other kinds than heap decisions report no problem, which
// goes with no level.
void write_head(JsonWriter& json, const SarifRun& run, SarifClass is, GateRule rule = GateRule::kNewEscape) {
  const std::string_view level = level_of(run, is, rule);
  if (level == "none") {
    json.member("kind", "informational");
  }
  json.member("level", level);
  if (run.comparison != nullptr) {
    json.member("baselineState", baseline_state(is));
  }
}

void write_message(JsonWriter& json, std::string_view text) {
  json.key("message");
  json.begin_object();
  json.member("text", text);
  json.end_object();
}

// What the compiler says, with the rest in parentheses; then what brought it or where it was, with a link to the only
// related location.
std::string message_of(const Told& told) {
  const std::string remarks = change_remarks(told.report, told.finding);
  std::string text = escaped(told.report.text(told.finding.message));
  text = sarif_text(remarks.empty() ? text : fmt::format("{} ({})", text, remarks)) + ".";
  if (told.introduced != nullptr && told.introduced->blame) {
    const Blame& blame = *told.introduced->blame;
    text += fmt::format(" {}", sarif_text(escaped(blame.sentence)));
    text += blame.file.empty() ? "." : fmt::format(" ({}).", sarif_link(place(blame.file, blame.line), 1));
  }
  return text;
}

void write_logical_location(JsonWriter& json, const Told& told) {
  const std::string_view function = told.report.text(told.finding.function);
  const std::string_view package = told.report.text(told.report.package_of(told.finding).import_path);
  json.key("logicalLocations");
  json.begin_array();
  json.begin_object();
  json.member("name", function.empty() ? package : function);
  json.member("fullyQualifiedName", function.empty() ? std::string(package) : fmt::format("{}.{}", package, function));
  json.member("kind", function.empty() ? "package" : "function");
  json.end_object();
  json.end_array();
}

void write_locations(JsonWriter& json, const Told& told) {
  json.key("locations");
  json.begin_array();
  json.begin_object();
  write_physical_location(json, sarif_place(told.view, told.report, told.finding));
  write_logical_location(json, told);
  json.end_object();
  json.end_array();
}

void write_old_place(JsonWriter& json, const SarifRun& run, const Finding& finding) {
  const Report& report = *run.comparison->old_report;
  std::string text = "it was here before: " + place(report, finding);
  if (finding.function != StringId::kEmpty) {
    text += ", in " + escaped(report.text(finding.function));
  }
  write_noted_location(json, sarif_place(run.old_view, report, finding), text, 1);
}

// The place of the blame, or the old one of what moved.
void write_related(JsonWriter& json, const SarifRun& run, const Told& told) {
  const bool has_blame = told.introduced != nullptr && told.introduced->blame && !told.introduced->blame->file.empty();
  if (!has_blame && told.old == nullptr) {
    return;
  }
  json.key("relatedLocations");
  json.begin_array();
  if (has_blame) {
    const Blame& blame = *told.introduced->blame;
    write_noted_location(json, {run.view, blame.file, blame.line}, escaped(blame.sentence), 1);
  } else {
    write_old_place(json, run, *told.old);
  }
  json.end_array();
}

void write_suppressions(JsonWriter& json, const SarifRun& run, bool in_source, bool accepted) {
  if (!run.tells_suppressions) {
    return;
  }
  json.key("suppressions");
  json.begin_array();
  if (in_source) {
    json.begin_object();
    json.member("kind", "inSource");
    json.end_object();
  }
  if (accepted) {
    json.begin_object();
    json.member("kind", "external");
    json.member("justification", "accepted by the baseline");
    json.end_object();
  }
  json.end_array();
}

// What SARIF has no member for, as in the JSON report but for what is empty there.
void write_properties(JsonWriter& json, const Told& told, SarifClass is) {
  const Finding& finding = told.finding;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (!text.empty()) {
      json.member(key, text);
    }
  };
  json.key("properties");
  json.begin_object();
  json.member("category", name(finding.category));
  json.member("package", told.report.text(told.report.package_of(finding).import_path));
  add("expression", told.report.text(finding.expression));
  add("cause", told.report.text(finding.cause));
  add("origin", told.report.text(finding.origin));
  json.member("occurrences", std::uint64_t{finding.occurrences});
  if (told.introduced != nullptr) {
    json.member("codeChanged", told.introduced->code_changed);
  }
  if (told.pair != nullptr) {
    json.member("step", name(told.pair->step));
  }
  if (is == SarifClass::kFailing) {
    json.member("gateRule", name(GateRule::kNewEscape));
  }
  if (finding.flow_count > kMaxFlowLocations) {
    json.member("flowStepsLeftOut", std::uint64_t{finding.flow_count - kMaxFlowLocations});
  }
  json.end_object();
}

void write_finding_result(JsonWriter& json, const SarifRun& run, const SarifEntry& entry) {
  const Told about = told(run, entry);
  const bool accepted =
      entry.is == SarifClass::kLetPass && run.accepted[static_cast<std::size_t>(about.introduced->finding)];
  json.begin_object();
  write_rule_reference(json, about.finding.kind);
  write_head(json, run, entry.is);
  write_message(json, message_of(about));
  write_locations(json, about);
  json.key("partialFingerprints");
  json.begin_object();
  json.member("goescapeId/v1", finding_id(about.finding));
  json.end_object();
  write_code_flows(json, about.report, about.finding, about.view, kMaxFlowLocations);
  write_related(json, run, about);
  write_suppressions(json, run, about.finding.suppressed, accepted);
  write_properties(json, about, entry.is);
  json.end_object();
}

// The findings that break a rule.
void write_breaking(JsonWriter& json, const SarifRun& run, const Violation& violation) {
  const Report& report = *run.report;
  if (violation.findings.empty()) {
    return;
  }
  json.key("relatedLocations");
  json.begin_array();
  for (std::size_t index = 0; index < std::min(violation.findings.size(), kMaxRelatedLocations); ++index) {
    const Finding& finding = report.findings[static_cast<std::size_t>(violation.findings[index])];
    write_noted_location(json, sarif_place(run.view, report, finding), escaped(report.text(finding.message)),
                         index + 1);
  }
  json.end_array();
}

void write_violation_result(JsonWriter& json, const SarifRun& run, const Violation& violation) {
  json.begin_object();
  write_rule_reference(json, violation.rule);
  write_head(json, run, SarifClass::kViolation, violation.rule);
  write_message(json, sarif_text(escaped(violation.sentence)) + ".");
  json.key("locations");
  json.begin_array();
  json.begin_object();
  write_physical_location(json, {run.view, violation.file, violation.file.empty() ? 0 : violation.line, 0});
  json.end_object();
  json.end_array();
  write_breaking(json, run, violation);
  write_suppressions(json, run, false, false);
  json.key("properties");
  json.begin_object();
  json.member("gateRule", name(violation.rule));
  json.member("subject", violation.subject);
  json.member("findings", std::uint64_t{violation.findings.size()});
  json.end_object();
  json.end_object();
}

}  // namespace

void write_sarif_result(JsonWriter& json, const SarifRun& run, const SarifEntry& entry) {
  if (entry.is == SarifClass::kViolation) {
    write_violation_result(json, run, run.gate->violations[entry.index]);
  } else {
    write_finding_result(json, run, entry);
  }
}

}  // namespace goescape
