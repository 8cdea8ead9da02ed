#include "render/json_parts.h"

#include <span>

#include "model/variant.h"
#include "util/version.h"

namespace goescape {
namespace {

void write_reason(JsonWriter& json, const Report& report, const FlowStep& step) {
  json.begin_object();
  json.member("expression", report.text(step.to));
  json.member("reason", report.text(step.from));
  json.member("file", report.text(step.file));
  json.member("line", std::uint64_t{step.line});
  json.member("column", std::uint64_t{step.column});
  json.end_object();
}

// An assignment and the reasons at the beginning of `reasons`; returns how many of them there were.
std::size_t write_step(JsonWriter& json, const Report& report, const FlowStep& assign,
                       std::span<const FlowStep> reasons) {
  json.begin_object();
  json.member("to", report.text(assign.to));
  json.member("from", report.text(assign.from));
  json.member("derefs", std::int64_t{assign.derefs});
  json.key("via");
  json.begin_array();
  std::size_t count = 0;
  while (count < reasons.size() && reasons[count].type == FlowStep::Type::kReason) {
    write_reason(json, report, reasons[count++]);
  }
  json.end_array();
  json.end_object();
  return count;
}

void write_flow(JsonWriter& json, const Report& report, const Finding& finding) {
  const auto steps = std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  json.begin_array();
  for (std::size_t at = 0; at < steps.size();) {
    // Reasons without an assignment before them, as a cut log may leave them, stand under a nameless one.
    const bool is_assign = steps[at].type == FlowStep::Type::kAssign;
    const FlowStep assign = is_assign ? steps[at] : FlowStep{};
    at += is_assign ? 1 : 0;
    at += write_step(json, report, assign, steps.subspan(at));
  }
  json.end_array();
}

void write_allocation(JsonWriter& json, const Report& report, const Allocation& allocation) {
  json.begin_object();
  json.member("verdict", name(allocation.verdict));
  json.member("conditional", allocation.conditional);
  json.member("reason", report.text(allocation.reason));
  json.member("type", report.text(allocation.type));
  json.member("bytes", allocation.bytes);
  json.member("size_class", std::uint64_t{allocation.size_class});
  json.member("pointer_free", allocation.pointer_free);
  json.key("calls");
  json.begin_array();
  for (const StringId call : report.calls_of(allocation)) {
    json.value(report.text(call));
  }
  json.end_array();
  json.end_object();
}

void write_profile_value(JsonWriter& json, const ProfileValue& value) {
  json.begin_object();
  json.member("bytes", value.bytes);
  json.member("objects", value.objects);
  json.member("share", value.share);
  json.member("shared_by", std::uint64_t{value.shared_by});
  json.end_object();
}

void write_site(JsonWriter& json, const Report& report, const ProfileSite& site) {
  json.begin_object();
  json.member("category", name(site.category));
  json.member("package", report.text(site.package));
  json.member("file", report.text(site.file));
  json.member("line", std::uint64_t{site.line});
  json.member("function", report.text(site.function));
  json.member("bytes", site.bytes);
  json.member("objects", site.objects);
  json.end_object();
}

void write_benchmark(JsonWriter& json, const Report& report, const ProfileBenchmark& benchmark) {
  json.begin_object();
  json.member("package", report.text(benchmark.package));
  json.member("name", report.text(benchmark.name));
  json.member("runs", std::uint64_t{benchmark.runs});
  json.member("bytes_per_op", benchmark.bytes_per_op);
  json.member("allocs_per_op", benchmark.allocs_per_op);
  json.member("findings", std::uint64_t{benchmark.findings});
  json.end_object();
}

void write_fit(JsonWriter& json, const ProfileFit& fit) {
  json.begin_object();
  json.member("places", fit.places);
  json.member("misplaced", fit.misplaced);
  json.member("example", fit.example);
  json.member("other_sources", fit.other_sources());
  json.end_object();
}

void write_toolchain_members(JsonWriter& json, const Toolchain& toolchain) {
  json.member("go_version", toolchain.go_version);
  json.member("goos", toolchain.goos);
  json.member("goarch", toolchain.goarch);
  json.member("gcflags", toolchain.gcflags);
  json.key("tags");
  json.begin_array();
  for (const std::string& tag : toolchain.tags) {
    json.value(tag);
  }
  json.end_array();
  json.member("cgo", toolchain.cgo);
  json.member("race", toolchain.race);
  json.member("tests", toolchain.tests);
}

// The names of the variants in the set; nothing where it is all of them.
void write_variants(JsonWriter& json, const Report& report, VariantSet variants) {
  if (variants == 0) {
    return;
  }
  const std::vector<std::string> names = variant_names(report.variants);
  json.key("variants");
  json.begin_array();
  for (std::size_t index = 0; index < names.size(); ++index) {
    if ((variants >> index & 1U) != 0) {
      json.value(names[index]);
    }
  }
  json.end_array();
}

template <typename Counts>
void write_all_counts(JsonWriter& json, const Counts& counts) {
  json.begin_object();
  for (const KindInfo& row : kKinds) {
    if (const std::uint64_t count = counts[static_cast<std::size_t>(row.kind)]; count != 0) {
      json.member(row.name, count);
    }
  }
  json.end_object();
}

}  // namespace

void write_finding(JsonWriter& json, const Report& report, const Finding& finding) {
  json.begin_object();
  write_finding_members(json, report, finding);
  json.end_object();
}

void write_finding_members(JsonWriter& json, const Report& report, const Finding& finding) {
  json.member("id", finding_id(finding));
  json.member("kind", info(finding.kind).name);
  json.member("category", name(finding.category));
  json.member("package", report.text(report.package_of(finding).import_path));
  json.member("file", report.text(finding.file));
  json.member("line", std::uint64_t{finding.line});
  json.member("column", std::uint64_t{finding.column});
  json.member("function", report.text(finding.function));
  json.member("expression", report.text(finding.expression));
  json.member("message", report.text(finding.message));
  json.member("cause", report.text(finding.cause));
  json.key("flow");
  write_flow(json, report, finding);
  json.member("occurrences", std::uint64_t{finding.occurrences});
  json.member("origin", report.text(finding.origin));
  json.member("suppressed", finding.suppressed);
  if (finding.compiled_in != StringId::kEmpty) {
    json.member("compiled_in", report.text(finding.compiled_in));
  }
  write_variants(json, report, finding.variants);
  if (const Allocation* const allocation = report.allocation_of(finding)) {
    json.key("allocation");
    write_allocation(json, report, *allocation);
  }
  if (const ProfileValue* const value = report.profile_of(finding)) {
    json.key("profile");
    write_profile_value(json, *value);
  }
}

void write_package(JsonWriter& json, const Report& report, const Package& package) {
  json.begin_object();
  json.member("import_path", report.text(package.import_path));
  json.member("dir", report.text(package.dir));
  json.member("status", name(package.status));
  json.member("category", name(package.category));
  json.member("compiled", package.compiled);
  json.key("counts");
  write_counts(json, package.counts);
  json.member("heap", std::uint64_t{heap_decisions(package.counts)});
  json.key("other_categories");
  json.begin_object();
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    if (package.other_categories[category] != KindCounts{}) {
      json.key(name(static_cast<Category>(category)));
      write_counts(json, package.other_categories[category]);
    }
  }
  json.end_object();
  write_variants(json, report, package.variants);
  json.end_object();
}

void write_counts(JsonWriter& json, const KindCounts& counts) { write_all_counts(json, counts); }

void write_counts(JsonWriter& json, const KindTotals& counts) { write_all_counts(json, counts); }

void write_totals(JsonWriter& json, const Report& report) {
  std::uint64_t failed = 0;
  for (const Package& package : report.packages) {
    failed += package.status == PackageStatus::kFailed ? 1 : 0;
  }
  const KindTotals counts = totals(report);
  json.begin_object();
  json.member("packages", std::uint64_t{report.packages.size()});
  json.member("failed", failed);
  json.key("counts");
  write_counts(json, counts);
  json.member("heap", std::uint64_t{heap_decisions(counts)});
  json.member("findings", std::uint64_t{report.findings.size()});
  json.end_object();
}

void write_tool(JsonWriter& json) {
  json.begin_object();
  json.member("name", "goescape");
  json.member("version", kVersion);
  json.end_object();
}

void write_toolchain(JsonWriter& json, const Toolchain& toolchain) {
  json.begin_object();
  write_toolchain_members(json, toolchain);
  json.end_object();
}

void write_variant(JsonWriter& json, std::string_view name, const Toolchain& toolchain) {
  json.begin_object();
  json.member("name", name);
  write_toolchain_members(json, toolchain);
  json.end_object();
}

void write_shard(JsonWriter& json, const Shard& shard) {
  json.begin_object();
  json.member("count", std::uint64_t{shard.count});
  json.key("numbers");
  json.begin_array();
  for (const std::uint32_t number : shard.numbers) {
    json.value(std::uint64_t{number});
  }
  json.end_array();
  json.key("kinds");
  json.begin_array();
  for (const KindInfo& row : kKinds) {
    if (shard.kinds.test(static_cast<std::size_t>(row.kind))) {
      json.value(row.name);
    }
  }
  json.end_array();
  json.end_object();
}

void write_module(JsonWriter& json, const Module& module) {
  json.begin_object();
  json.member("path", module.path);
  json.member("revision", module.revision);
  json.member("dirty", module.dirty);
  json.end_object();
}

void write_failure(JsonWriter& json, const Report& report, const PackageFailure& failure) {
  json.begin_object();
  json.member("package", failure.package);
  json.member("message", failure.message);
  write_variants(json, report, failure.variants);
  json.end_object();
}

void write_profile(JsonWriter& json, const Report& report, const Profile& profile) {
  json.begin_object();
  json.member("bytes", profile.bytes);
  json.member("objects", profile.objects);
  json.member("matched_bytes", profile.matched_bytes);
  json.member("matched_objects", profile.matched_objects);
  json.key("fit");
  write_fit(json, profile.fit);
  json.key("benchmarks");
  json.begin_array();
  for (const ProfileBenchmark& benchmark : profile.benchmarks) {
    json.new_element_line(kElementIndent);
    write_benchmark(json, report, benchmark);
  }
  json.end_array();
  json.key("unmatched");
  json.begin_array();
  for (const ProfileSite& site : profile.unmatched) {
    json.new_element_line(kElementIndent);
    write_site(json, report, site);
  }
  json.end_array();
  json.end_object();
}

void write_root_cause(JsonWriter& json, const RootCause& cause) {
  json.begin_object();
  json.member("type", name(cause.sink.type));
  json.member("name", cause.sink.name);
  json.member("package", cause.sink.package);
  json.member("values", cause.values);
  json.member("packages", cause.packages);
  json.member("bytes", cause.bytes);
  json.end_object();
}

void write_unrecognized(JsonWriter& json, const Unrecognized& unrecognized) {
  json.begin_object();
  json.member("count", unrecognized.count);
  json.member("about_heap", unrecognized.about_heap);
  json.key("samples");
  json.begin_array();
  for (const std::string& sample : unrecognized.samples) {
    json.value(sample);
  }
  json.end_array();
  json.end_object();
}

std::string_view name(PackageStatus status) { return status == PackageStatus::kOk ? "ok" : "failed"; }

void top_key(JsonWriter& json, std::string_view key) {
  json.new_element_line(kTopIndent);
  json.key(key);
}

}  // namespace goescape
