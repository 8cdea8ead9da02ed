// Reports written by hand, for tests of baselines and the gate.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "compare/identity.h"
#include "model/report.h"

namespace goescape::test {

inline constexpr std::string_view kSampleModule = "example.com/m";

// A report of the module example.com/m. Packages first, then their findings in the order of reports.
class SampleReport {
 public:
  SampleReport() {
    report_.module.path = kSampleModule;
    report_.toolchain.go_version = "go1.26.1";
    report_.toolchain.goos = "linux";
    report_.toolchain.goarch = "amd64";
  }

  // A package in the folder `dir` of the module, "." for its root.
  SampleReport& package(std::string_view dir, PackageStatus status = PackageStatus::kOk, bool compiled = true) {
    Package package;
    std::string path(kSampleModule);
    path += dir == "." ? "" : "/" + std::string(dir);
    package.import_path = report_.strings.intern(path);
    package.dir = report_.strings.intern(dir);
    package.status = status;
    package.compiled = compiled;
    report_.packages.push_back(package);
    return *this;
  }

  // A finding of the package that was added last, in its file `x.go`.
  SampleReport& finding(std::uint32_t line, std::string_view function, std::string_view expression,
                        Kind kind = Kind::kMovedToHeap, Category category = Category::kModule) {
    Finding finding;
    finding.package = static_cast<PackageIndex>(report_.packages.size() - 1);
    const std::string_view dir = report_.text(report_.packages.back().dir);
    finding.file = report_.strings.intern(dir == "." ? "x.go" : std::string(dir) + "/x.go");
    finding.line = line;
    finding.column = 1;
    finding.kind = kind;
    finding.category = category;
    finding.function = report_.strings.intern(function);
    finding.expression = report_.strings.intern(expression);
    finding.message = report_.strings.intern("moved to heap: " + std::string(expression));
    report_.findings.push_back(finding);
    add_to_counts(report_.packages.back(), kind, category);
    return *this;
  }

  // Turns the finding that was added last into a suppressed one.
  SampleReport& suppressed() {
    report_.findings.back().suppressed = true;
    return *this;
  }

  SampleReport& go(std::string_view version) {
    report_.toolchain.go_version = version;
    return *this;
  }

  // The report with its ids.
  Report take() {
    set_fingerprints(report_);
    return std::move(report_);
  }

 private:
  Report report_;
};

}  // namespace goescape::test
