// Hand-built reports for tests of what comes out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape::test {

// Where and what a finding is; everything but the kind may be left out.
struct FindingSpec {
  Kind kind = Kind::kEscapesToHeap;
  std::string_view file = "a.go";
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string_view function = "F";
  std::string_view message = "x escapes to heap";
  std::string_view cause = {};
  Category category = Category::kModule;
};

// Builds a report whose counts fit its findings. Packages are to be added in the order of their import paths.
class ReportBuilder {
 public:
  explicit ReportBuilder(std::string_view module_path = "example.com/m") { report_.module.path = module_path; }

  PackageIndex package(std::string_view import_path, Category category = Category::kModule, bool compiled = true) {
    Package package;
    package.import_path = report_.strings.intern(import_path);
    package.dir = report_.strings.intern(".");
    package.category = category;
    package.compiled = compiled;
    report_.packages.push_back(package);
    return static_cast<PackageIndex>(report_.packages.size() - 1);
  }

  // Adds a finding and counts it.
  Finding& finding(PackageIndex index, const FindingSpec& spec) {
    Finding finding;
    finding.fingerprint = 0x1000 + report_.findings.size();
    finding.kind = spec.kind;
    finding.category = spec.category;
    finding.package = index;
    finding.file = report_.strings.intern(spec.file);
    finding.line = spec.line;
    finding.column = spec.column;
    finding.function = report_.strings.intern(spec.function);
    finding.expression = report_.strings.intern("x");
    finding.message = report_.strings.intern(spec.message);
    finding.cause = report_.strings.intern(spec.cause);
    count(index, spec.kind, spec.category, 1);
    return report_.findings.emplace_back(finding);
  }

  // Counts `number` decisions that the report holds no findings of.
  void count(PackageIndex index, Kind kind, Category category, std::uint32_t number) {
    Package& package = report_.packages[static_cast<std::size_t>(index)];
    package.counts[static_cast<std::size_t>(kind)] += number;
    if (category != package.category) {
      package.other_categories[static_cast<std::size_t>(category)][static_cast<std::size_t>(kind)] += number;
    }
  }

  // Gives a finding its flow.
  void flow(Finding& finding, const std::vector<FlowStep>& steps) {
    finding.flow_begin = static_cast<std::uint32_t>(report_.flow_steps.size());
    finding.flow_count = static_cast<std::uint32_t>(steps.size());
    report_.flow_steps.insert(report_.flow_steps.end(), steps.begin(), steps.end());
  }

  // Gives a finding what the generated code and a profile say of it.
  void evidence(Finding& finding, Allocation allocation, const std::vector<std::string_view>& calls,
                const ProfileValue& profile) {
    allocation.call_begin = static_cast<std::uint32_t>(report_.allocation_calls.size());
    allocation.call_count = static_cast<std::uint32_t>(calls.size());
    for (const std::string_view call : calls) {
      report_.allocation_calls.push_back(text(call));
    }
    finding.allocation = static_cast<std::uint32_t>(report_.allocations.size());
    finding.profile = static_cast<std::uint32_t>(report_.profile_values.size());
    report_.allocations.push_back(allocation);
    report_.profile_values.push_back(profile);
  }

  StringId text(std::string_view text) { return report_.strings.intern(text); }

  // The report so far, to change what has no function here.
  Report& report() { return report_; }

 private:
  Report report_;
};

}  // namespace goescape::test
