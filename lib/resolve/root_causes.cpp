#include "resolve/root_causes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/cause.h"
#include "resolve/call_name.h"
#include "resolve/step_text.h"

namespace goescape {
namespace {

struct Group {
  std::uint64_t values = 0;
  std::uint64_t bytes = 0;
  std::set<PackageIndex> packages;
};

bool is_cause(const Report& report, const Finding& finding, Cause cause) {
  return report.text(finding.cause) == info(cause).name;
}

// A function of the package itself is spelled without it.
std::string function_with_package(std::string_view callee, std::string_view import_path) {
  const auto name = callee == "panic" ? std::nullopt : function_name(callee);
  if (!name) {
    return std::string(callee);
  }
  return (name->package.empty() ? std::string(usual_package_name(import_path)) : name->package) + "." + name->function;
}

std::tuple<std::uint64_t, std::uint64_t, std::uint64_t> weight(const RootCause& cause) {
  return {cause.bytes, cause.values, cause.packages};
}

}  // namespace

EscapeSink escape_sink(const Report& report, const Finding& finding) {
  const Destination into = is_heap_decision(finding.kind) ? destination(report, finding) : Destination{};
  if (into.name.empty()) {
    return {into.type, "", ""};
  }
  const std::string_view path = report.text(report.package_of(finding).import_path);
  if (into.type != DestinationType::kCall || is_cause(report, finding, Cause::kPassedToFunctionValue) ||
      is_cause(report, finding, Cause::kAppended) || is_cause(report, finding, Cause::kPutIntoSlice)) {
    return {into.type, into.name, std::string(path)};
  }
  if (is_cause(report, finding, Cause::kPassedToInterfaceMethod)) {
    return {into.type, "." + std::string(selected(into.name).back()), ""};
  }
  return {into.type, function_with_package(into.name, path), ""};
}

std::vector<RootCause> root_causes(const Report& report, const std::function<bool(const Finding&)>& counts) {
  std::map<EscapeSink, Group> groups;
  for (const Finding& finding : report.findings) {
    EscapeSink sink = counts(finding) ? escape_sink(report, finding) : EscapeSink{};
    if (sink.name.empty()) {
      continue;
    }
    Group& group = groups[std::move(sink)];
    const ProfileValue* const profile = report.profile_of(finding);
    ++group.values;
    group.bytes += profile == nullptr ? 0 : profile->bytes;
    group.packages.insert(finding.package);
  }
  std::vector<RootCause> causes;
  causes.reserve(groups.size());
  for (const auto& [sink, group] : groups) {
    causes.push_back({sink, group.values, group.packages.size(), group.bytes});
  }
  std::stable_sort(causes.begin(), causes.end(),
                   [](const RootCause& a, const RootCause& b) { return weight(a) > weight(b); });
  return causes;
}

}  // namespace goescape
