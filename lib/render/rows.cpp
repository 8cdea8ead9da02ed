// Rows for databases, as JSON Lines: findings with all that a table of many modules, commits and builds needs to tell
// them apart, and no member that is not a number, a text or a truth value, so that each is a column of Parquet.
// docs/fleet.md has the columns, docs/rows.schema.json their types.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "model/variant.h"
#include "render/formats.h"
#include "render/json_parts.h"
#include "render/sink.h"
#include "resolve/root_causes.h"
#include "util/version.h"

namespace goescape {
namespace {

void write_build(JsonWriter& json, const Module& module, const Toolchain& toolchain) {
  json.member("schema", "goescape.rows/1");
  json.member("tool_version", kVersion);
  json.member("module", module.path);
  json.member("revision", module.revision);
  json.member("dirty", module.dirty);
  json.member("go_version", toolchain.go_version);
  json.member("goos", toolchain.goos);
  json.member("goarch", toolchain.goarch);
  json.member("gcflags", toolchain.gcflags);
  json.member("tags", fmt::format("{}", fmt::join(toolchain.tags, ",")));
  json.member("cgo", toolchain.cgo);
  json.member("race", toolchain.race);
  json.member("tests", toolchain.tests);
}

// `col`, since SQL keeps the word column for itself.
void write_decision(JsonWriter& json, const Report& report, const Finding& finding) {
  json.member("id", finding_id(finding));
  json.member("kind", info(finding.kind).name);
  json.member("category", name(finding.category));
  json.member("package", report.text(report.package_of(finding).import_path));
  json.member("file", report.text(finding.file));
  json.member("line", std::uint64_t{finding.line});
  json.member("col", std::uint64_t{finding.column});
  json.member("function", report.text(finding.function));
  json.member("expression", report.text(finding.expression));
  json.member("message", report.text(finding.message));
  json.member("cause", report.text(finding.cause));
  json.member("origin", report.text(finding.origin));
  json.member("occurrences", std::uint64_t{finding.occurrences});
  json.member("suppressed", finding.suppressed);
}

void write_sink(JsonWriter& json, const EscapeSink& sink) {
  json.member("sink_type", name(sink.type));
  json.member("sink", sink.name);
  json.member("sink_package", sink.package);
}

void write_allocation(JsonWriter& json, const Report& report, const Allocation* allocation) {
  if (allocation == nullptr) {
    for (const char* const column : {"allocation", "allocation_reason", "allocated_type", "allocated_bytes"}) {
      json.member(column, nullptr);
    }
    return;
  }
  json.member("allocation", name(allocation->verdict));
  json.member("allocation_reason", report.text(allocation->reason));
  json.member("allocated_type", report.text(allocation->type));
  json.member("allocated_bytes", allocation->bytes);
}

void write_profile(JsonWriter& json, const ProfileValue* value) {
  if (value == nullptr) {
    for (const char* const column : {"profile_bytes", "profile_objects", "profile_shared_by"}) {
      json.member(column, nullptr);
    }
    return;
  }
  json.member("profile_bytes", value->bytes);
  json.member("profile_objects", value->objects);
  json.member("profile_shared_by", std::uint64_t{value->shared_by});
}

// The rows of one report.
class Rows {
 public:
  Rows(const Report& report, std::ostream& out) : report_(report), builds_(variants_of(report)), sink_(out) {}

  // One for each build that the finding is in. `change` is empty for a report.
  void add(const Finding& finding, std::string_view change = {}) {
    for (std::size_t build = 0; build < builds_.size(); ++build) {
      if (finding.variants == 0 || (finding.variants >> build & 1U) != 0) {
        add(finding, builds_[build], change);
      }
    }
  }

 private:
  void add(const Finding& finding, const Toolchain& build, std::string_view change) {
    JsonWriter json(sink_.text());
    json.begin_object();
    write_build(json, report_.module, build);
    if (!change.empty()) {
      json.member("change", change);
    }
    write_decision(json, report_, finding);
    write_sink(json, escape_sink(report_, finding));
    write_allocation(json, report_, report_.allocation_of(finding));
    write_profile(json, report_.profile_of(finding));
    json.end_object();
    sink_.text() += '\n';
    sink_.relieve();
  }

  const Report& report_;
  std::vector<Toolchain> builds_;
  Sink sink_;
};

}  // namespace

void render_rows(const Report& report, const RenderOptions& /*options*/, std::ostream& out) {
  Rows rows(report, out);
  for (const Finding& finding : report.findings) {
    rows.add(finding);
  }
}

// The verdict of a gate is no row; the exit code tells it.
void render_rows_comparison(const Comparison& comparison, const GateResult* /*gate*/, const RenderOptions& /*options*/,
                            std::ostream& out) {
  {
    Rows rows(*comparison.new_report, out);
    for (const IntroducedFinding& each : comparison.diff->introduced) {
      rows.add(new_finding(comparison, each.finding), "introduced");
    }
  }
  {
    Rows rows(*comparison.old_report, out);
    for (const FindingIndex index : comparison.diff->fixed) {
      rows.add(old_finding(comparison, index), "fixed");
    }
  }
  Rows rows(*comparison.new_report, out);
  for (const FindingPair& pair : comparison.diff->moved) {
    rows.add(new_finding(comparison, pair.new_finding), "moved");
  }
}

}  // namespace goescape
