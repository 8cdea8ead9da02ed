// goescape.proc/1, described by docs/proc.schema.json. One region per line.
#include <fmt/core.h>

#include "render/json_parts.h"
#include "render/process_memory.h"
#include "render/sink.h"

namespace goescape {
namespace {

// Addresses have up to 64 bits, more than a number of JSON holds for most readers.
std::string address(std::uint64_t value) { return fmt::format("0x{:x}", value); }

void write_use(JsonWriter& json, const MappingUse& use) {
  json.member("resident", use.resident);
  json.member("dirty", use.dirty);
  json.member("swapped", use.swapped);
}

void write_process(JsonWriter& json, const ProcessMemory& memory) {
  json.begin_object();
  if (memory.pid != 0) {
    json.member("pid", memory.pid);
  }
  json.member("name", memory.name);
  json.member("program", memory.program);
  json.member("arena_size", memory.arena_size);
  json.end_object();
}

void write_build(JsonWriter& json, const GoBuildInfo& build) {
  json.begin_object();
  json.member("go_version", build.go_version);
  json.member("package", build.package);
  json.key("module");
  json.begin_object();
  json.member("path", build.main.path);
  json.member("version", build.main.version);
  json.end_object();
  json.key("settings");
  json.begin_array();
  for (const auto& [key, value] : build.settings) {
    json.begin_object();
    json.member("key", key);
    json.member("value", value);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_sum(JsonWriter& json, const KindSum& sum, bool use_known) {
  json.member("regions", sum.regions);
  json.member("bytes", sum.size);
  if (use_known) {
    write_use(json, sum.use);
  }
}

void write_growth(JsonWriter& json, const KindSum& now, const KindSum& before, bool use_known) {
  const auto difference = [](std::uint64_t a, std::uint64_t b) { return static_cast<std::int64_t>(a - b); };
  json.key("growth");
  json.begin_object();
  json.member("bytes", difference(now.size, before.size));
  if (use_known) {
    json.member("resident", difference(now.use.resident, before.use.resident));
    json.member("dirty", difference(now.use.dirty, before.use.dirty));
  }
  json.end_object();
}

void write_kinds(JsonWriter& json, Sink& sink, const ShownMemory& shown) {
  const bool use_known = shown.memory.use_known();
  const KindSums sums = sums_by_kind(shown.memory);
  std::vector<RegionKind> kinds;
  for (const RegionKindInfo& row : kRegionKinds) {
    const auto index = static_cast<std::size_t>(row.kind);
    if (sums[index].regions != 0 || (shown.before != nullptr && (*shown.before)[index].regions != 0)) {
      kinds.push_back(row.kind);
    }
  }
  write_lines(json, sink, kinds, [&](RegionKind kind) {
    const auto index = static_cast<std::size_t>(kind);
    json.begin_object();
    json.member("kind", info(kind).name);
    write_sum(json, sums[index], use_known);
    if (shown.before != nullptr) {
      write_growth(json, sums[index], (*shown.before)[index], use_known);
    }
    json.end_object();
  });
}

void write_region(JsonWriter& json, const Region& region) {
  const Mapping& mapping = region.mapping;
  json.begin_object();
  json.member("begin", address(mapping.begin));
  json.member("end", address(mapping.end));
  json.member("bytes", mapping.size());
  if (mapping.use) {
    write_use(json, *mapping.use);
  }
  json.member("permissions", permissions(mapping));
  json.member("kind", info(region.kind).name);
  json.member("evidence", name(region.evidence));
  json.member("what", region.what);
  json.member("name", mapping.name);
  json.member("deleted", mapping.deleted);
  json.member("offset", mapping.offset);
  if (region.arenas_end != 0) {
    json.member("arenas_begin", address(region.arenas_begin));
    json.member("arenas_end", address(region.arenas_end));
  }
  json.key("sections");
  json.begin_array();
  for (const std::string& section : region.sections) {
    json.value(section);
  }
  json.end_array();
  json.end_object();
}

void write_fit(JsonWriter& json, Sink& sink, const ProcessFit& fit) {
  json.begin_object();
  json.member("agrees", fit.agrees());
  json.key("points");
  json.begin_array();
  for (const FitPoint& point : fit.points) {
    json.begin_object();
    json.member("what", point.what);
    json.member("process", point.process);
    json.member("report", point.report);
    json.member("agreement", name(point.agreement));
    json.end_object();
  }
  json.end_array();
  json.member("verified", fit.verified);
  json.key("functions");
  write_lines(json, sink, fit.functions, [&](const HeapFunction& each) {
    json.begin_object();
    json.member("package", each.package);
    json.member("function", each.function);
    json.member("decisions", each.decisions);
    json.end_object();
  });
  json.end_object();
}

}  // namespace

void write_process_memory_json(const ShownMemory& shown, std::ostream& out) {
  const ProcessMemory& memory = shown.memory;
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.proc/1");
  top_key(json, "tool");
  write_tool(json);
  top_key(json, "process");
  write_process(json, memory);
  if (memory.build) {
    top_key(json, "build_info");
    write_build(json, *memory.build);
  }
  top_key(json, "totals");
  json.begin_object();
  write_sum(json, total(sums_by_kind(memory)), memory.use_known());
  json.end_object();
  top_key(json, "kinds");
  write_kinds(json, sink, shown);
  top_key(json, "regions");
  write_lines(json, sink, memory.regions, [&](const Region& region) { write_region(json, region); });
  if (shown.fit != nullptr) {
    top_key(json, "report");
    write_fit(json, sink, *shown.fit);
  }
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

}  // namespace goescape
