// JSON Lines (https://jsonlines.org): the findings of goescape.report/1, one per line; of a comparison what changed,
// told apart by the member `change`, and for `check` the objects of its gate.
#include "render/formats.h"
#include "render/json_comparison_parts.h"
#include "render/json_parts.h"
#include "render/sink.h"

namespace goescape {
namespace {

// Writes one object per line.
class Lines {
 public:
  explicit Lines(std::ostream& out) : sink_(out) {}

  // `write_members` is handed the writer inside of the object.
  template <typename WriteMembers>
  void line(WriteMembers&& write_members) {
    JsonWriter json(sink_.text());
    json.begin_object();
    write_members(json);
    json.end_object();
    sink_.text() += '\n';
    sink_.relieve();
  }

 private:
  Sink sink_;
};

void write_changes(Lines& lines, const Comparison& comparison) {
  for (const IntroducedFinding& introduced : comparison.diff->introduced) {
    lines.line([&](JsonWriter& json) {
      json.member("change", "introduced");
      write_finding_members(json, *comparison.new_report, new_finding(comparison, introduced.finding));
      write_introduced_members(json, introduced);
    });
  }
  for (const FindingIndex index : comparison.diff->fixed) {
    lines.line([&](JsonWriter& json) {
      json.member("change", "fixed");
      write_finding_members(json, *comparison.old_report, old_finding(comparison, index));
    });
  }
  for (const FindingPair& pair : comparison.diff->moved) {
    lines.line([&](JsonWriter& json) {
      json.member("change", "moved");
      write_moved_members(json, comparison, pair);
    });
  }
}

// {"violation": …}, {"notice": …}, and the verdict last: {"gate": …}.
void write_gate(Lines& lines, const Report& new_report, const GateResult& gate) {
  for (const Violation& violation : gate.violations) {
    lines.line([&](JsonWriter& json) {
      json.key("violation");
      write_violation(json, new_report, violation);
    });
  }
  for (const GateNotice& notice : gate.notices) {
    lines.line([&](JsonWriter& json) {
      json.key("notice");
      write_notice(json, notice);
    });
  }
  lines.line([&](JsonWriter& json) {
    json.key("gate");
    json.begin_object();
    write_gate_members(json, gate);
    json.end_object();
  });
}

}  // namespace

void render_jsonl(const Report& report, const RenderOptions& /*options*/, std::ostream& out) {
  Lines lines(out);
  for (const Finding& finding : report.findings) {
    lines.line([&](JsonWriter& json) { write_finding_members(json, report, finding); });
  }
}

void render_jsonl_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& /*options*/,
                             std::ostream& out) {
  Lines lines(out);
  write_changes(lines, comparison);
  if (gate != nullptr) {
    write_gate(lines, *comparison.new_report, *gate);
  }
}

}  // namespace goescape
