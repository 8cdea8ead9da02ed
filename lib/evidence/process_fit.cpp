#include "evidence/process_fit.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace goescape {
namespace {

FitPoint point(std::string_view what, std::string process, std::string report) {
  const bool unknown = process.empty() || report.empty();
  const Agreement agreement = process == report ? Agreement::kSame : Agreement::kDiffers;
  return {what, std::move(process), std::move(report), unknown ? Agreement::kUnknown : agreement};
}

// "go1.26.8" of "go1.26.8 X:synchashtriemap".
std::string release(std::string_view version) { return std::string(version.substr(0, version.find(' '))); }

std::string platform(std::string_view goos, std::string_view goarch) {
  return goos.empty() || goarch.empty() ? std::string() : std::string(goos).append("/").append(goarch);
}

FitPoint revision_point(const GoBuildInfo& build, const Report& report) {
  FitPoint revision = point("revision", std::string(build.setting("vcs.revision")), report.module.revision);
  const bool changed = build.setting("vcs.modified") == "true" || report.module.dirty;
  if (changed && revision.agreement == Agreement::kSame) {
    revision.agreement = Agreement::kUnknown;
  }
  return revision;
}

bool allocates(const Report& report, const Finding& finding) {
  const Allocation* const allocation = report.allocation_of(finding);
  return allocation != nullptr && allocation->verdict == AllocationVerdict::kAllocates;
}

// Those with most decisions, ties by name.
std::vector<HeapFunction> heaviest(const Report& report, bool verified, std::size_t most) {
  std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> counts;
  for (const Finding& finding : report.findings) {
    if (is_heap_decision(finding.kind) && finding.category == Category::kModule &&
        (!verified || allocates(report, finding))) {
      ++counts[{report.text(report.package_of(finding).import_path), report.text(finding.function)}];
    }
  }
  std::vector<HeapFunction> functions;
  functions.reserve(counts.size());
  for (const auto& [key, count] : counts) {
    functions.push_back({std::string(key.first), std::string(key.second), count});
  }
  std::sort(functions.begin(), functions.end(), [](const HeapFunction& a, const HeapFunction& b) {
    return std::tie(b.decisions, a.package, a.function) < std::tie(a.decisions, b.package, b.function);
  });
  functions.resize(std::min(functions.size(), most));
  return functions;
}

}  // namespace

std::string_view name(Agreement agreement) {
  switch (agreement) {
    case Agreement::kSame:
      return "same";
    case Agreement::kDiffers:
      return "differs";
    case Agreement::kUnknown:
      break;
  }
  return "unknown";
}

bool ProcessFit::agrees() const {
  return std::none_of(points.begin(), points.end(),
                      [](const FitPoint& each) { return each.agreement == Agreement::kDiffers; });
}

ProcessFit fit_of(const GoBuildInfo& build, const Report& report, std::size_t most) {
  ProcessFit fit;
  fit.points = {point("module", build.main.path, report.module.path),
                point("go_version", release(build.go_version), release(report.toolchain.go_version)),
                revision_point(build, report),
                point("platform", platform(build.setting("GOOS"), build.setting("GOARCH")),
                      platform(report.toolchain.goos, report.toolchain.goarch))};
  fit.verified = !report.allocations.empty();
  if (fit.agrees()) {
    fit.functions = heaviest(report, fit.verified, most);
  }
  return fit;
}

}  // namespace goescape
