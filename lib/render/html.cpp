// A page for browsers that needs nothing but itself: the report as data, and the scripts of lib/render/html/ that show
// it. Its Content-Security-Policy lets it run these scripts and do nothing else.
#include "render/allocation_wording.h"
#include "render/formats.h"
#include "render/html_data.h"
#include "render/html_page.h"
#include "render/html_sources.h"
#include "render/json_parts.h"
#include "render/profile_words.h"
#include "render/trend.h"
#include "render/wording.h"

namespace goescape {
namespace {

void write_included(JsonWriter& json, CategorySet included) {
  json.begin_array();
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    if (included.test(category)) {
      json.value(name(static_cast<Category>(category)));
    }
  }
  json.end_array();
}

void write_head(JsonWriter& json, const Report& report, const RenderOptions& options) {
  json.member("schema", "goescape.html/1");
  json.member("kind", "report");
  json.key("tool");
  write_tool(json);
  write_html_build(json, report);
  json.member("root", common_root(report));
  json.member("headline", headline(summarize(report, options)));
  json.member("state", "plain");
  json.key("included");
  write_included(json, options.include);
  json.key("alerts");
  json.begin_array();
  write_html_alerts(json, report, "");
  json.end_array();
}

// The sums of the profiles, what they are in words, and what each finding has, in the order of the findings.
void write_profile(HtmlDataBlock& block, const Report& report, const RenderOptions& options) {
  JsonWriter& json = block.json();
  json.begin_object();
  json.member("bytes", report.profile->bytes);
  json.member("total", profile_sentences(report, options).total);
  json.key("values");
  json.begin_array();
  for (const Finding& finding : report.findings) {
    const ProfileValue* const found = report.profile_of(finding);
    const ProfileValue value = found == nullptr ? ProfileValue{} : *found;
    json.begin_array();
    json.value(value.bytes);
    json.value(value.objects);
    json.value(std::uint64_t{value.shared_by});
    json.end_array();
    block.relieve();
  }
  json.end_array();
  json.end_object();
}

// What the generated code does, in sentences, and of each finding its verdict and what the text formats say of it, in
// the order of the findings.
void write_allocations(HtmlDataBlock& block, const Report& report, const RenderOptions& options) {
  JsonWriter& json = block.json();
  json.begin_object();
  json.key("sentences");
  json.begin_array();
  for (const std::string& sentence :
       {verdicts_sentence(report, options.include), silent_sentence(report, options.include)}) {
    if (!sentence.empty()) {
      json.value(sentence);
    }
  }
  json.end_array();
  write_html_table(block, "values", report.findings, [&](JsonWriter& row, HtmlTexts& texts, const Finding& finding) {
    const Allocation* const allocation = report.allocation_of(finding);
    row.begin_array();
    row.value(texts.number(allocation == nullptr ? "" : name(allocation->verdict)));
    row.value(texts.number(allocation_remark(report, finding)));
    row.end_array();
  });
  json.end_object();
}

// The newest points come last.
void write_trend(HtmlDataBlock& block, const Trend& trend) {
  JsonWriter& json = block.json();
  json.begin_object();
  json.member("packages", trend.packages);
  json.member("platform", trend.platform);
  json.member("selection", trend.selection);
  json.key("points");
  json.begin_array();
  for (const TrendPoint& point : trend.points) {
    json.begin_array();
    json.value(point.commit);
    json.value(date_of(point.author_time));
    json.value(point.subject);
    json.value(point.go_version);
    json.value(std::uint64_t{heap_decisions(point.counts)});
    json.end_array();
    block.relieve();
  }
  json.end_array();
  json.end_object();
}

void write_report(Sink& sink, const Report& report, const RenderOptions& options) {
  HtmlDataBlock block(sink, "report");
  JsonWriter& json = block.json();
  json.begin_object();
  write_head(json, report, options);
  json.key("packages");
  json.begin_array();
  for (const Package& package : report.packages) {
    write_package(json, report, package);
    block.relieve();
  }
  json.end_array();
  json.key("columns");
  write_html_columns(json);
  write_html_table(block, "findings", report.findings, [&](JsonWriter& row, HtmlTexts& texts, const Finding& finding) {
    write_html_finding(row, texts, report, finding, {});
  });
  if (options.trend != nullptr) {
    json.key("trend");
    write_trend(block, *options.trend);
  }
  if (report.profile) {
    json.key("profile");
    write_profile(block, report, options);
  }
  if (!report.allocations.empty()) {
    json.key("allocations");
    write_allocations(block, report, options);
  }
  json.end_object();
}

void write_flows(Sink& sink, const Report& report) {
  HtmlDataBlock block(sink, "flows");
  block.json().begin_object();
  write_html_table(block, "flows", report.findings, [&](JsonWriter& row, HtmlTexts& texts, const Finding& finding) {
    write_html_flow(row, texts, report, finding);
  });
  block.json().end_object();
}

void write_sources(Sink& sink, const Report& report, const RenderOptions& options) {
  HtmlSources sources;
  for (const Finding& finding : report.findings) {
    if (finding.category != Category::kSynthetic && is_visible(report, finding, options.include)) {
      sources.add(false, report.text(finding.file));
    }
  }
  sources.write(sink, options);
}

}  // namespace

void render_html(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  sink.text() += kHtmlHead;
  write_report(sink, report, options);
  sink.text() += kHtmlScripts;
  write_flows(sink, report);
  write_sources(sink, report, options);
  sink.text() += kHtmlEnd;
}

}  // namespace goescape
