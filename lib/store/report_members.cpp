#include "store/report_members.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <optional>

namespace goescape {
namespace {

using nlohmann::json;

std::optional<Category> category_from_name(std::string_view text) {
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    if (text == name(static_cast<Category>(index))) {
      return static_cast<Category>(index);
    }
  }
  return std::nullopt;
}

Category read_category(const JsonObject& object) {
  const std::string_view text = object.text("category");
  const std::optional<Category> category = category_from_name(text);
  if (!category) {
    object.complain("category", fmt::format("is {:?}, which this goescape does not know", text));
  }
  return category.value_or(Category::kModule);
}

KindCounts read_counts(const JsonObject& object) {
  KindCounts counts{};
  for (const auto& [key, value] : object.members().items()) {
    if (const std::optional<Kind> kind = kind_from_name(key)) {
      counts[static_cast<std::size_t>(*kind)] = object.count(key.c_str());
    }
  }
  return counts;
}

// Whether the first ones are more of any kind.
bool counts_more(const KindCounts& counts, const KindCounts& others) {
  return !std::equal(counts.begin(), counts.end(), others.begin(), std::less_equal<>());
}

std::uint64_t read_fingerprint(const JsonObject& object) {
  constexpr std::string_view kVersion = "v1:";
  constexpr std::size_t kDigits = 16;
  const std::string_view text = object.text("id");
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const bool has_form = text.starts_with(kVersion) && text.size() == kVersion.size() + kDigits;
  if (!has_form || std::from_chars(text.data() + kVersion.size(), end, value, 16).ptr != end) {
    object.complain("id", "is not v1: and 16 hexadecimal digits");
  }
  return value;
}

std::vector<std::string> read_texts(const JsonObject& object, const char* key) {
  std::vector<std::string> texts;
  for (const json& each : object.list(key)) {
    if (const auto* const text = each.get_ptr<const std::string*>()) {
      texts.push_back(*text);
    } else {
      object.complain(key, "holds something that is not text");
    }
  }
  return texts;
}

FlowStep read_reason(const JsonObject& object, StringPool& strings) {
  FlowStep reason;
  reason.type = FlowStep::Type::kReason;
  reason.to = strings.intern(object.text("expression"));
  reason.from = strings.intern(object.text("reason"));
  reason.file = strings.intern(object.text("file"));
  reason.line = object.count("line");
  reason.column = object.count("column");
  return reason;
}

void read_flow(const JsonObject& object, Report& report, Finding& finding) {
  finding.flow_begin = static_cast<std::uint32_t>(report.flow_steps.size());
  for (std::size_t index = 0; index < object.list("flow").size(); ++index) {
    const JsonObject step = object.element("flow", index);
    FlowStep assign;
    assign.to = report.strings.intern(step.text("to"));
    assign.from = report.strings.intern(step.text("from"));
    assign.derefs = static_cast<std::int8_t>(step.number("derefs", -1, std::numeric_limits<std::int8_t>::max()));
    // Reasons that no assignment stands before are written under a nameless one.
    const bool nameless = index == 0 && assign.to == StringId::kEmpty && assign.from == StringId::kEmpty;
    if (!nameless || step.list("via").empty()) {
      report.flow_steps.push_back(assign);
    }
    for (std::size_t via = 0; via < step.list("via").size(); ++via) {
      report.flow_steps.push_back(read_reason(step.element("via", via), report.strings));
    }
  }
  finding.flow_count = static_cast<std::uint32_t>(report.flow_steps.size()) - finding.flow_begin;
}

AllocationVerdict read_verdict(const JsonObject& object) {
  const std::string_view text = object.text("verdict");
  for (std::size_t index = 0; index < kVerdictCount; ++index) {
    if (text == name(static_cast<AllocationVerdict>(index))) {
      return static_cast<AllocationVerdict>(index);
    }
  }
  object.complain("verdict", fmt::format("is {:?}, which this goescape does not know", text));
  return AllocationVerdict::kUnknown;
}

std::uint64_t read_number(const JsonObject& object, const char* key) {
  return static_cast<std::uint64_t>(object.number(key, 0, std::numeric_limits<std::int64_t>::max()));
}

void read_allocation(const JsonObject& object, Report& report, Finding& finding) {
  Allocation allocation;
  allocation.verdict = read_verdict(object);
  allocation.conditional = object.flag("conditional");
  allocation.reason = report.strings.intern(object.text("reason"));
  allocation.type = report.strings.intern(object.text("type"));
  allocation.bytes = read_number(object, "bytes");
  allocation.size_class = object.count("size_class");
  allocation.pointer_free = object.flag("pointer_free");
  allocation.call_begin = static_cast<std::uint32_t>(report.allocation_calls.size());
  for (const std::string& call : read_texts(object, "calls")) {
    report.allocation_calls.push_back(report.strings.intern(call));
  }
  allocation.call_count = static_cast<std::uint32_t>(report.allocation_calls.size()) - allocation.call_begin;
  finding.allocation = static_cast<std::uint32_t>(report.allocations.size());
  report.allocations.push_back(allocation);
}

void read_profile_value(const JsonObject& object, Report& report, Finding& finding) {
  finding.profile = static_cast<std::uint32_t>(report.profile_values.size());
  report.profile_values.push_back({read_number(object, "bytes"), read_number(object, "objects"), object.share("share"),
                                   object.count("shared_by", 1)});
}

ProfileSite read_site(const JsonObject& object, StringPool& strings) {
  ProfileSite site;
  site.category = read_category(object);
  site.package = strings.intern(object.text("package"));
  site.file = strings.intern(object.text("file"));
  site.line = object.count("line");
  site.function = strings.intern(object.text("function"));
  site.bytes = read_number(object, "bytes");
  site.objects = read_number(object, "objects");
  return site;
}

ProfileBenchmark read_benchmark(const JsonObject& object, StringPool& strings) {
  ProfileBenchmark benchmark;
  benchmark.package = strings.intern(object.text("package"));
  benchmark.name = strings.intern(object.text("name"));
  benchmark.runs = object.count("runs", 1);
  benchmark.bytes_per_op = object.amount("bytes_per_op");
  benchmark.allocs_per_op = object.amount("allocs_per_op");
  benchmark.findings = object.count("findings");
  return benchmark;
}

}  // namespace

Toolchain read_toolchain(const JsonObject& object) {
  Toolchain toolchain;
  toolchain.go_version = object.text("go_version");
  toolchain.goos = object.text("goos");
  toolchain.goarch = object.text("goarch");
  toolchain.gcflags = object.text("gcflags");
  toolchain.tags = read_texts(object, "tags");
  toolchain.cgo = object.flag("cgo");
  toolchain.race = object.flag("race");
  toolchain.tests = object.members().contains("tests") && object.flag("tests");  // The first reports did not say.
  return toolchain;
}

Shard read_shard(const JsonObject& object) {
  Shard shard;
  shard.count = static_cast<std::uint32_t>(object.number("count", 2, kMostShards));
  for (const json& each : object.list("numbers")) {
    const auto number = each.is_number_unsigned() ? each.get<std::uint64_t>() : 0;
    if (number == 0 || number > shard.count) {
      object.complain("numbers", fmt::format("holds something that is no number from 1 to {}", shard.count));
      return shard;
    }
    shard.numbers.push_back(static_cast<std::uint32_t>(number));
  }
  std::sort(shard.numbers.begin(), shard.numbers.end());
  shard.numbers.erase(std::unique(shard.numbers.begin(), shard.numbers.end()), shard.numbers.end());
  for (const std::string& text : read_texts(object, "kinds")) {
    if (const std::optional<Kind> kind = kind_from_name(text)) {
      shard.kinds.set(static_cast<std::size_t>(*kind));
    } else {
      object.complain("kinds", fmt::format("holds {:?}, which this goescape does not know", text));
    }
  }
  return shard;
}

std::vector<std::string> read_variant_names(const JsonObject& object) {
  return object.members().contains("variants") ? read_texts(object, "variants") : std::vector<std::string>();
}

Module read_module(const JsonObject& object) {
  return {std::string(object.text("path")), std::string(object.text("revision")), object.flag("dirty")};
}

Unrecognized read_unrecognized(const JsonObject& object) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  Unrecognized unrecognized;
  unrecognized.count = static_cast<std::uint64_t>(object.number("count", 0, kMost));
  unrecognized.about_heap = static_cast<std::uint64_t>(object.number("about_heap", 0, kMost));
  unrecognized.samples = read_texts(object, "samples");
  return unrecognized;
}

PackageFailure read_failure(const JsonObject& object) {
  return {std::string(object.text("package")), std::string(object.text("message"))};
}

Profile read_profile(const JsonObject& object, StringPool& strings) {
  Profile profile;
  profile.bytes = read_number(object, "bytes");
  profile.objects = read_number(object, "objects");
  profile.matched_bytes = read_number(object, "matched_bytes");
  profile.matched_objects = read_number(object, "matched_objects");
  const JsonObject fit = object.object("fit");
  profile.fit = {read_number(fit, "places"), read_number(fit, "misplaced"), std::string(fit.text("example"))};
  for (std::size_t index = 0; index < object.list("benchmarks").size(); ++index) {
    profile.benchmarks.push_back(read_benchmark(object.element("benchmarks", index), strings));
  }
  for (std::size_t index = 0; index < object.list("unmatched").size(); ++index) {
    profile.unmatched.push_back(read_site(object.element("unmatched", index), strings));
  }
  return profile;
}

Package read_package(const JsonObject& object, StringPool& strings) {
  Package package;
  package.import_path = strings.intern(object.text("import_path"));
  package.dir = strings.intern(object.text("dir"));
  const std::string_view status = object.text("status");
  if (status != "ok" && status != "failed") {
    object.complain("status", "is neither ok nor failed");
  }
  package.status = status == "failed" ? PackageStatus::kFailed : PackageStatus::kOk;
  package.category = read_category(object);
  package.compiled = object.flag("compiled");
  package.counts = read_counts(object.object("counts"));
  const JsonObject others = object.object("other_categories");
  for (const auto& [key, value] : others.members().items()) {
    if (const std::optional<Category> category = category_from_name(key)) {
      package.other_categories[static_cast<std::size_t>(*category)] = read_counts(others.object(key.c_str()));
    }
  }
  if (counts_more(counts_elsewhere(package), package.counts)) {
    object.complain("other_categories", fmt::format("counts more than counts, for {:?}", object.text("import_path")));
  }
  return package;
}

Finding read_finding(const JsonObject& object, Report& report) {
  Finding finding;
  finding.fingerprint = read_fingerprint(object);
  const std::string_view kind = object.text("kind");
  if (const std::optional<Kind> known = kind_from_name(kind)) {
    finding.kind = *known;
  } else {
    object.complain("kind", fmt::format("is {:?}, which this goescape does not know", kind));
  }
  finding.category = read_category(object);
  finding.file = report.strings.intern(object.text("file"));
  finding.line = object.count("line");
  finding.column = object.count("column");
  finding.function = report.strings.intern(object.text("function"));
  finding.expression = report.strings.intern(object.text("expression"));
  finding.message = report.strings.intern(object.text("message"));
  finding.cause = report.strings.intern(object.text("cause"));
  read_flow(object, report, finding);
  finding.occurrences = object.count("occurrences", 1);
  finding.origin = report.strings.intern(object.text("origin"));
  finding.suppressed = object.flag("suppressed");
  if (object.members().contains("compiled_in")) {
    finding.compiled_in = report.strings.intern(object.text("compiled_in"));
  }
  if (object.members().contains("allocation")) {
    read_allocation(object.object("allocation"), report, finding);
  }
  if (object.members().contains("profile")) {
    read_profile_value(object.object("profile"), report, finding);
  }
  return finding;
}

}  // namespace goescape
