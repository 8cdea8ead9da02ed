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

void write_step(JsonWriter& json, const Report& report, std::span<const FlowStep> steps, std::size_t at) {
  json.begin_object();
  json.key("location");
  json.begin_object();
  json.key("message");
  json.begin_object();
  json.member("text", sarif_text(flow_sentence(report, steps[at])));
  json.end_object();
  if (const FlowStep* const place = placed(steps, at); place != nullptr) {
    write_physical_location(json, {report.text(place->file), place->line, place->column});
  }
  json.end_object();
  json.member("nestingLevel", std::uint64_t{steps[at].type == FlowStep::Type::kAssign ? 0U : 1U});
  json.end_object();
}

}  // namespace

void write_code_flows(JsonWriter& json, const Report& report, const Finding& finding, std::size_t limit) {
  const auto steps = std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  if (steps.empty()) {
    return;
  }
  json.key("codeFlows");
  json.begin_array();
  json.begin_object();
  json.key("threadFlows");
  json.begin_array();
  json.begin_object();
  json.key("locations");
  json.begin_array();
  for (std::size_t at = 0; at < std::min(steps.size(), limit) - 1; ++at) {
    write_step(json, report, steps, at);
  }
  write_step(json, report, steps, steps.size() - 1);
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_array();
}

}  // namespace goescape
