// The page of a diff or a check: what changed, as data for the scripts of lib/render/html/.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "render/change_wording.h"
#include "render/formats.h"
#include "render/html_data.h"
#include "render/html_page.h"
#include "render/html_sources.h"
#include "render/json_comparison_parts.h"
#include "render/json_parts.h"
#include "render/wording.h"

namespace goescape {
namespace {

// A row of the table of findings.
struct Row {
  const Report* report = nullptr;
  const Finding* finding = nullptr;
  std::string_view change;
  std::string note;
  std::string before;
};

// What changed, and behind that what breaks a rule without having changed.
struct Rows {
  std::vector<Row> rows;
  std::map<FindingIndex, std::uint64_t> of_new;  // Where findings of the new report stand in `rows`.

  void add_new(const Comparison& comparison, FindingIndex index, std::string_view change, std::string note,
               std::string before) {
    if (of_new.try_emplace(index, rows.size()).second) {
      rows.push_back(
          {comparison.new_report, &new_finding(comparison, index), change, std::move(note), std::move(before)});
    }
  }
};

Rows rows_of(const Comparison& comparison, const GateResult* gate) {
  Rows rows;
  for (const IntroducedFinding& introduced : comparison.diff->introduced) {
    rows.add_new(comparison, introduced.finding, "introduced", blame_sentence(introduced), "");
  }
  for (const FindingIndex index : comparison.diff->fixed) {
    rows.rows.push_back({comparison.old_report, &old_finding(comparison, index), "fixed", "", ""});
  }
  for (const FindingPair& pair : comparison.diff->moved) {
    rows.add_new(comparison, pair.new_finding, "moved", std::string(name(pair.step)),
                 place(*comparison.old_report, old_finding(comparison, pair.old_finding)));
  }
  if (gate != nullptr) {
    for (const Violation& violation : gate->violations) {
      for (const FindingIndex index : violation.findings) {
        rows.add_new(comparison, index, "unchanged", "", "");
      }
    }
  }
  return rows;
}

std::string_view state_of(const GateResult* gate) {
  if (gate == nullptr) {
    return "plain";
  }
  if (gate->failed) {
    return gate->advisory ? "unknown" : "bad";
  }
  return gate->complete ? "good" : "unknown";
}

void write_sentences(JsonWriter& json, const std::vector<std::string>& sentences) {
  json.begin_array();
  for (const std::string& sentence : sentences) {
    if (!sentence.empty()) {
      json.value(sentence);
    }
  }
  json.end_array();
}

void write_side(JsonWriter& json, const Report& report, std::string_view name) {
  json.begin_object();
  json.member("name", name);
  write_html_build(json, report);
  json.end_object();
}

void write_head(JsonWriter& json, const Comparison& comparison, const GateResult* gate) {
  const Diff& diff = *comparison.diff;
  json.member("schema", "goescape.html/1");
  json.member("kind", gate == nullptr ? "diff" : "check");
  json.key("tool");
  write_tool(json);
  write_html_build(json, *comparison.new_report);
  json.member("root", common_root(*comparison.new_report));
  json.member("headline", gate == nullptr ? verdict(diff) : gate_verdict(*gate));
  json.member("state", state_of(gate));
  json.key("remarks");
  write_sentences(json, {gate == nullptr ? "" : verdict(diff), gate == nullptr ? "" : gate_counts(*gate)});
  json.key("warnings");
  write_sentences(json, {toolchain_sentence(diff), undecided_sentence(diff)});
  json.member("unchanged", diff.unchanged);
  json.member("undecided", diff.undecided);
  json.key("sides");
  json.begin_array();
  write_side(json, *comparison.old_report, comparison.old_name);
  write_side(json, *comparison.new_report, comparison.new_name);
  json.end_array();
  json.key("alerts");
  json.begin_array();
  write_html_alerts(json, *comparison.old_report, "before: ");
  write_html_alerts(json, *comparison.new_report, gate == nullptr ? "after: " : "");
  json.end_array();
}

// `findings` are rows of the table.
void write_violation(JsonWriter& json, const Rows& rows, const Violation& violation) {
  json.begin_object();
  write_violation_members(json, violation);
  json.key("findings");
  json.begin_array();
  for (const FindingIndex index : violation.findings) {
    json.value(rows.of_new.at(index));
  }
  json.end_array();
  json.end_object();
}

void write_gate(JsonWriter& json, const Rows& rows, const GateResult& gate) {
  json.begin_object();
  write_gate_members(json, gate);
  json.key("ways");
  write_sentences(json, ways_forward(gate));
  json.key("violations");
  json.begin_array();
  for (const Violation& violation : gate.violations) {
    write_violation(json, rows, violation);
  }
  json.end_array();
  json.key("notices");
  json.begin_array();
  for (const GateNotice& notice : gate.notices) {
    write_notice(json, notice);
  }
  json.end_array();
  json.end_object();
}

void write_comparison(Sink& sink, const Comparison& comparison, const GateResult* gate, const Rows& rows) {
  HtmlDataBlock block(sink, "report");
  JsonWriter& json = block.json();
  json.begin_object();
  write_head(json, comparison, gate);
  if (gate != nullptr) {
    json.key("gate");
    write_gate(json, rows, *gate);
  }
  json.key("packages");
  json.begin_array();
  for (const PackageDelta& package : comparison.diff->packages) {
    write_package(json, package);
    block.relieve();
  }
  json.end_array();
  json.key("columns");
  write_html_columns(json);
  write_html_table(block, "findings", rows.rows, [](JsonWriter& out, HtmlTexts& texts, const Row& row) {
    write_html_finding(out, texts, *row.report, *row.finding, {row.change, row.note, row.before});
  });
  json.end_object();
}

void write_flows(Sink& sink, const Rows& rows) {
  HtmlDataBlock block(sink, "flows");
  block.json().begin_object();
  write_html_table(block, "flows", rows.rows, [](JsonWriter& out, HtmlTexts& texts, const Row& row) {
    write_html_flow(out, texts, *row.report, *row.finding);
  });
  block.json().end_object();
}

void write_sources(Sink& sink, const Comparison& comparison, const Rows& rows, const RenderOptions& options) {
  HtmlSources sources;
  for (const Row& row : rows.rows) {
    if (row.finding->category != Category::kSynthetic) {
      sources.add(row.report == comparison.old_report, row.report->text(row.finding->file));
    }
  }
  sources.write(sink, options);
}

}  // namespace

void render_html_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out) {
  const Rows rows = rows_of(comparison, gate);
  Sink sink(out);
  sink.text() += kHtmlHead;
  write_comparison(sink, comparison, gate, rows);
  sink.text() += kHtmlScripts;
  write_flows(sink, rows);
  write_sources(sink, comparison, rows, options);
  sink.text() += kHtmlEnd;
}

}  // namespace goescape
