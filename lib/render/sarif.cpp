// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for code scanning and editors: one
// run with one result per line, the most important first, within what GitHub accepts
// (https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
#include "render/formats.h"
#include "render/json_comparison_parts.h"
#include "render/json_parts.h"
#include "render/sarif_location.h"
#include "render/sarif_notices.h"
#include "render/sarif_result.h"
#include "render/sarif_rules.h"
#include "render/sarif_run.h"
#include "render/sink.h"
#include "render/summary.h"
#include "render/wording.h"

namespace goescape {
namespace {

// GitHub keeps no more results of a run, and chooses by severity alone which ones; of more than 25,000 it takes none.
constexpr std::size_t kMaxResults = 5000;
// GitHub takes no more than 10 MB after gzip, which makes results about a tenth of their size.
constexpr std::size_t kMaxResultBytes = std::size_t{50} * 1000 * 1000;

SarifCut write_results(JsonWriter& json, Sink& sink, const SarifRun& run) {
  SarifCut cut{run.entries.size(), 0};
  std::size_t bytes = 0;
  json.begin_array();
  while (cut.written < cut.total && cut.written < kMaxResults && bytes < kMaxResultBytes) {
    const std::size_t before = sink.text().size();
    json.new_element_line(kElementIndent);
    write_sarif_result(json, run, run.entries[cut.written++]);
    bytes += sink.text().size() - before;
    sink.relieve();
  }
  if (cut.written != 0) {
    json.new_end_line(kTopIndent);
  }
  json.end_array();
  return cut;
}

void write_side(JsonWriter& json, std::string_view key, std::string_view name, const Report& report) {
  json.key(key);
  json.begin_object();
  json.member("name", name);
  json.key("module");
  write_module(json, report.module);
  json.key("toolchain");
  write_toolchain(json, report.toolchain);
  json.end_object();
}

void write_comparison_properties(JsonWriter& json, const SarifRun& run) {
  const Comparison& comparison = *run.comparison;
  write_side(json, "old", comparison.old_name, *comparison.old_report);
  write_side(json, "new", comparison.new_name, *comparison.new_report);
  json.key("totals");
  json.begin_object();
  json.member("introduced", std::uint64_t{comparison.diff->introduced.size()});
  json.member("fixed", std::uint64_t{comparison.diff->fixed.size()});
  json.member("moved", std::uint64_t{comparison.diff->moved.size()});
  json.member("unchanged", comparison.diff->unchanged);
  json.member("undecided", comparison.diff->undecided);
  json.end_object();
  if (run.gate != nullptr) {
    json.key("gate");
    json.begin_object();
    write_gate_members(json, *run.gate);
    json.end_object();
  }
}

void write_report_properties(JsonWriter& json, const Report& report) {
  json.key("module");
  write_module(json, report.module);
  json.key("toolchain");
  write_toolchain(json, report.toolchain);
  json.key("totals");
  write_totals(json, report);
}

// What was compiled, and how much there is, whatever was cut.
void write_properties(JsonWriter& json, const SarifRun& run, const SarifCut& cut) {
  json.begin_object();
  if (run.comparison == nullptr) {
    write_report_properties(json, *run.report);
  } else {
    write_comparison_properties(json, run);
  }
  json.key("results");
  json.begin_object();
  json.member("total", std::uint64_t{cut.total});
  json.member("written", std::uint64_t{cut.written});
  json.end_object();
  json.end_object();
}

// The member versionControlProvenance: where the files are from. They stand below the base that it maps to where the
// repository is known at all.
void write_provenance(JsonWriter& json, const SarifRun& run) {
  if (run.repository_url.empty()) {
    return;
  }
  top_key(json, "versionControlProvenance");
  json.begin_array();
  json.begin_object();
  json.member("repositoryUri", run.repository_url);
  json.member("revisionId", run.report->module.revision);
  json.key("mappedTo");
  json.begin_object();
  json.member("uriBaseId", kRepositoryBase);
  json.end_object();
  json.end_object();
  json.end_array();
}

// Only the properties and the notifications know what was cut, so they follow the results.
void write_log(const SarifRun& run, const std::string& hidden, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "$schema");
  json.value("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  json.member("version", "2.1.0");
  json.key("runs");
  json.begin_array();
  json.begin_object();
  top_key(json, "tool");
  json.begin_object();
  write_driver(json);
  json.end_object();
  json.new_element_line(kTopIndent);
  write_uri_bases(json);
  write_provenance(json, run);
  top_key(json, "columnKind");
  json.value("utf16CodeUnits");
  json.member("defaultSourceLanguage", "go");
  top_key(json, "results");
  const SarifCut cut = write_results(json, sink, run);
  top_key(json, "invocations");
  write_invocations(json, run, cut, hidden);
  top_key(json, "properties");
  write_properties(json, run, cut);
  json.new_end_line(0);
  json.end_object();
  json.end_array();
  json.end_object();
  sink.text() += '\n';
}

}  // namespace

void render_sarif(const Report& report, const RenderOptions& options, std::ostream& out) {
  write_log(sarif_run(report, options), hidden_sentence(summarize(report, options)), out);
}

void render_sarif_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                             std::ostream& out) {
  write_log(sarif_run(comparison, gate, options), "", out);
}

}  // namespace goescape
