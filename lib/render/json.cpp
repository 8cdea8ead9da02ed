// goescape.report/1, described by docs/report.schema.json. One package, one finding, one failure per line, so that two
// reports can be compared with line tools.
#include "model/variant.h"
#include "render/formats.h"
#include "render/json_parts.h"
#include "render/sink.h"
#include "render/wording.h"

namespace goescape {
namespace {

// What only a report of several builds has, or one of a part.
void write_parts(JsonWriter& json, Sink& sink, const Report& report) {
  if (!report.variants.empty()) {
    top_key(json, "variants");
    const std::vector<std::string> names = variant_names(report.variants);
    write_lines(json, sink, report.variants,
                [&, next = names.begin()](const Toolchain& variant) mutable { write_variant(json, *next++, variant); });
  }
  if (report.shard) {
    top_key(json, "shard");
    write_shard(json, *report.shard);
  }
}

}  // namespace

void render_json(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.report/1");
  top_key(json, "tool");
  write_tool(json);
  top_key(json, "toolchain");
  write_toolchain(json, report.toolchain);
  write_parts(json, sink, report);
  top_key(json, "module");
  write_module(json, report.module);
  top_key(json, "totals");
  write_totals(json, report);
  top_key(json, "packages");
  write_lines(json, sink, report.packages, [&](const Package& package) { write_package(json, report, package); });
  top_key(json, "findings");
  write_lines(json, sink, report.findings, [&](const Finding& finding) { write_finding(json, report, finding); });
  if (report.profile) {
    top_key(json, "profile");
    write_profile(json, report, *report.profile);
    sink.relieve();
  }
  if (options.root_causes) {
    top_key(json, "root_causes");
    write_lines(json, sink, visible_root_causes(report, options.include),
                [&](const RootCause& cause) { write_root_cause(json, cause); });
  }
  top_key(json, "unrecognized");
  write_unrecognized(json, report.unrecognized);
  top_key(json, "failures");
  write_lines(json, sink, report.failures,
              [&](const PackageFailure& failure) { write_failure(json, report, failure); });
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

}  // namespace goescape
