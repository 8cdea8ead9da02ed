#include "render/html_data.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "render/flow_wording.h"
#include "render/profile_words.h"
#include "render/variant_words.h"
#include "render/wording.h"
#include "resolve/destination.h"

namespace goescape {
namespace {

constexpr std::size_t kPiece = std::size_t{32} * 1024;

// The last four are those of a comparison.
constexpr std::array<std::string_view, 21> kColumns{
    "id",       "kind",       "category",  "package", "file",   "line",        "column",
    "function", "expression", "message",   "cause",   "origin", "occurrences", "suppressed",
    "flow",     "into_type",  "into_name", "only",    "change", "note",        "before"};

void write_alert(JsonWriter& json, std::string_view level, std::string_view title, const std::vector<Failed>& items) {
  if (items.empty()) {
    return;
  }
  json.begin_object();
  json.member("level", level);
  json.member("title", title);
  json.key("items");
  json.begin_array();
  for (const Failed& item : items) {
    json.begin_object();
    json.member("name", item.package);
    json.member("text", item.message);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_assignment(JsonWriter& json, HtmlTexts& texts, const Report& report, const FlowStep& step) {
  std::string words;
  json.begin_array();
  tell_assignment(report, step, [&](std::string_view piece, bool is_name) {
    if (!is_name) {
      words += piece;
      return;
    }
    json.value(texts.number(words));
    json.value(texts.number(piece));
    words.clear();
  });
  if (!words.empty()) {
    json.value(texts.number(words));
  }
  json.end_array();
}

}  // namespace

HtmlDataBlock::HtmlDataBlock(Sink& sink, std::string_view id) : sink_(sink) {
  sink_.text().append(R"(<script type="application/json" id=")").append(id).append(R"(">)");
}

HtmlDataBlock::~HtmlDataBlock() {
  hand_over();
  sink_.text() += "</script>\n";
}

void HtmlDataBlock::relieve() {
  if (text_.size() >= kPiece) {
    hand_over();
  }
}

void HtmlDataBlock::hand_over() {
  std::string_view rest = text_;
  while (!rest.empty()) {
    const std::size_t angle = std::min(rest.find('<'), rest.size());
    sink_.text().append(rest.substr(0, angle)).append(angle == rest.size() ? "" : "\\u003c");
    rest.remove_prefix(std::min(angle + 1, rest.size()));
  }
  text_.clear();
  sink_.relieve();
}

void HtmlTexts::write(HtmlDataBlock& block) const {
  block.json().begin_array();
  for (std::uint32_t number = 0; number < pool_.size(); ++number) {
    block.json().value(pool_[static_cast<StringId>(number)]);
    block.relieve();
  }
  block.json().end_array();
}

void write_html_columns(JsonWriter& json) {
  json.begin_array();
  for (const std::string_view column : kColumns) {
    json.value(column);
  }
  json.end_array();
}

void write_html_finding(JsonWriter& json, HtmlTexts& texts, const Report& report, const Finding& finding,
                        const HtmlChange& change) {
  const auto add = [&](std::string_view text) { json.value(texts.number(text)); };
  json.begin_array();
  add(finding_id(finding));
  add(info(finding.kind).name);
  add(name(finding.category));
  add(report.text(report.package_of(finding).import_path));
  add(report.text(finding.file));
  json.value(std::uint64_t{finding.line});
  json.value(std::uint64_t{finding.column});
  for (const StringId text : {finding.function, finding.expression, finding.message, finding.cause, finding.origin}) {
    add(report.text(text));
  }
  json.value(std::uint64_t{finding.occurrences});
  json.value(std::uint64_t{finding.suppressed});
  json.value(std::uint64_t{finding.flow_count});
  const Destination into = destination(report, finding);
  add(name(into.type));
  add(into.name);
  add(variant_remark(report, finding.variants));
  if (!change.change.empty()) {
    add(change.change);
    add(change.note);
    add(change.before);
  }
  json.end_array();
}

void write_html_flow(JsonWriter& json, HtmlTexts& texts, const Report& report, const Finding& finding) {
  const auto add = [&](std::string_view text) { json.value(texts.number(text)); };
  json.begin_array();
  for (const FlowStep& step : std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count)) {
    json.begin_array();
    if (step.type == FlowStep::Type::kAssign) {
      write_assignment(json, texts, report, step);
    } else {
      add(report.text(step.to));
      add(reason_words(report.text(step.from)));
      add(report.text(step.file));
      json.value(std::uint64_t{step.line});
      json.value(std::uint64_t{step.column});
    }
    json.end_array();
  }
  json.end_array();
}

void write_html_build(JsonWriter& json, const Report& report) {
  const std::vector<BuildFact> facts = build_facts(report);
  json.member("title", common_root(report));
  json.key("facts");
  json.begin_array();
  for (const BuildFact& fact : facts) {
    json.begin_array();
    json.value(fact.label);
    json.value(fact.value);
    json.end_array();
  }
  json.end_array();
}

void write_html_alerts(JsonWriter& json, const Report& report, std::string_view side) {
  const std::vector<Failed> packages = failed_packages(report);
  const std::string before(side);
  write_alert(json, "failure", before + failed_sentence(packages.size()), packages);
  write_alert(json, "failure", before + std::string(kOtherFailures), other_failures(report));
  if (report.profile && report.profile->fit.other_sources()) {
    write_alert(json, "warning", before + other_sources_sentence(*report.profile), {{"", ""}});
  }
  if (const Unrecognized& lines = report.unrecognized; lines.count != 0) {
    std::vector<Failed> samples;
    samples.reserve(lines.samples.size());
    for (const std::string& sample : lines.samples) {
      samples.push_back({"", sample});
    }
    // The sentence has to be seen even where no line was kept.
    samples.resize(std::max<std::size_t>(samples.size(), 1));
    write_alert(json, lines.about_heap != 0 ? "failure" : "warning", before + unrecognized_sentence(lines), samples);
  }
}

}  // namespace goescape
