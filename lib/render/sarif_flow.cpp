#include "render/sarif_flow.h"

#include <algorithm>
#include <span>

#include "render/flow_wording.h"
#include "render/sarif_location.h"
#include "render/sarif_text.h"

namespace goescape {
namespace {

bool has_place(const FlowStep& step) { return step.file != StringId::kEmpty && step.line != 0; }

// The step that tells where `steps[at]` happens: itself, or of an assignment its first reason with a place.
const FlowStep* placed(std::span<const FlowStep> steps, std::size_t at) {
  const bool is_assign = steps[at].type == FlowStep::Type::kAssign;
  std::size_t candidate = at + (is_assign ? 1 : 0);
  while (candidate < steps.size() && steps[candidate].type == FlowStep::Type::kReason) {
    if (has_place(steps[candidate])) {
      return &steps[candidate];
    }
    if (!is_assign) {
      break;
    }
    ++candidate;
  }
  return nullptr;
}

// A flow with what its steps are written from.
struct Flow {
  const Report& report;
  std::span<const FlowStep> steps;
  const Viewpoint* view;
  SarifPlace otherwise;  // Where a step without a place stands.
};

void write_step(JsonWriter& json, const Flow& flow, std::size_t at) {
  const FlowStep& step = flow.steps[at];
  json.begin_object();
  json.key("location");
  json.begin_object();
  json.key("message");
  json.begin_object();
  json.member("text", sarif_text(flow_sentence(flow.report, step)));
  json.end_object();
  const FlowStep* const at_step = placed(flow.steps, at);
  write_physical_location(json, at_step == nullptr ? flow.otherwise
                                                   : SarifPlace{flow.view, flow.report.text(at_step->file),
                                                                at_step->line, at_step->column});
  json.end_object();
  json.member("nestingLevel", std::uint64_t{step.type == FlowStep::Type::kAssign ? 0U : 1U});
  json.end_object();
}

}  // namespace

void write_code_flows(JsonWriter& json, const Report& report, const Finding& finding, const Viewpoint* view,
                      std::size_t limit) {
  const auto steps = std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  if (steps.empty()) {
    return;
  }
  const Flow flow{report, steps, view, sarif_place(view, report, finding)};
  json.key("codeFlows");
  json.begin_array();
  json.begin_object();
  json.key("threadFlows");
  json.begin_array();
  json.begin_object();
  json.key("locations");
  json.begin_array();
  for (std::size_t at = 0; at < std::min(steps.size(), limit) - 1; ++at) {
    write_step(json, flow, at);
  }
  write_step(json, flow, steps.size() - 1);
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_array();
}

}  // namespace goescape
