// Two small reports and what lies between their sources, for tests of matching.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compare/compare.h"
#include "compare/matching.h"
#include "model/report.h"
#include "model/source_changes.h"

namespace goescape::test {

// A decision of one report; the package's folder is what follows "example.com/m" in its import path.
struct At {
  std::string file;
  std::uint32_t line = 1;
  std::string function = "F";
  std::string expression = "x";
  std::string package = "example.com/m";
  Kind kind = Kind::kEscapesToHeap;
  std::uint32_t column = 2;
  bool inlined = false;
};

inline std::string folder_of_package(std::string_view import_path) {
  constexpr std::string_view kModule = "example.com/m/";
  return import_path.starts_with(kModule) ? std::string(import_path.substr(kModule.size())) : ".";
}

// A report of these decisions, in the order that reports have.
inline Report report_of(std::vector<At> all, const std::vector<std::string>& empty_packages = {}) {
  std::stable_sort(all.begin(), all.end(), [](const At& a, const At& b) {
    return std::tie(a.package, a.file, a.line, a.column, a.kind) <
           std::tie(b.package, b.file, b.line, b.column, b.kind);
  });
  std::map<std::string, std::size_t> packages;
  for (const At& at : all) {
    packages[at.package];
  }
  for (const std::string& package : empty_packages) {
    packages[package];
  }
  Report report;
  report.toolchain.go_version = "go1.26.8";
  for (auto& [import_path, index] : packages) {
    index = report.packages.size();
    Package package;
    package.import_path = report.strings.intern(import_path);
    package.dir = report.strings.intern(folder_of_package(import_path));
    report.packages.push_back(package);
  }
  for (const At& at : all) {
    Finding finding;
    finding.kind = at.kind;
    finding.package = static_cast<PackageIndex>(packages.at(at.package));
    finding.file = report.strings.intern(at.file);
    finding.line = at.line;
    finding.column = at.column;
    finding.function = report.strings.intern(at.function);
    finding.expression = report.strings.intern(at.expression);
    finding.origin = at.inlined ? report.strings.intern("callee") : StringId::kEmpty;
    ++report.packages[static_cast<std::size_t>(finding.package)].counts[static_cast<std::size_t>(at.kind)];
    report.findings.push_back(finding);
  }
  return report;
}

// What is known of two revisions when these files differ; every other file is the same.
inline SourceChanges changes_in(std::vector<FileChange> files) { return {true, std::move(files)}; }

// A finding as text: "a.go:3 F x".
inline std::string place(const Report& report, FindingIndex index) {
  const Finding& finding = report.findings[static_cast<std::size_t>(index)];
  return std::string(report.text(finding.file)) + ":" + std::to_string(finding.line) + " " +
         std::string(report.text(finding.function)) + " " + std::string(report.text(finding.expression));
}

// What a difference says, as text that tests can compare.
struct Told {
  std::vector<std::string> introduced;
  std::vector<std::string> fixed;
  std::vector<std::string> moved;  // "same_line a.go:3 F x -> a.go:5 G x"
  std::uint64_t unchanged = 0;
};

inline Told tell(const Report& old_report, const Report& new_report, const SourceChanges& changes) {
  const Diff diff = compare_reports(old_report, new_report, changes);
  Told told;
  for (const IntroducedFinding& introduced : diff.introduced) {
    told.introduced.push_back(place(new_report, introduced.finding));
  }
  for (const FindingIndex fixed : diff.fixed) {
    told.fixed.push_back(place(old_report, fixed));
  }
  for (const FindingPair& pair : diff.moved) {
    told.moved.push_back(std::string(name(pair.step)) + " " + place(old_report, pair.old_finding) + " -> " +
                         place(new_report, pair.new_finding));
  }
  told.unchanged = diff.unchanged;
  return told;
}

// The pairs of one step, taken alone.
inline std::vector<std::string> pairs_of(void (*step)(Matching&), const Report& old_report, const Report& new_report,
                                         const SourceChanges& changes) {
  Matching matching = begin_matching(old_report, new_report, changes);
  step(matching);
  std::vector<std::string> result;
  for (const FindingPair& pair : matching.pairs) {
    result.push_back(std::string(name(pair.step)) + " " + place(old_report, pair.old_finding) + " -> " +
                     place(new_report, pair.new_finding));
  }
  std::sort(result.begin(), result.end());
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace goescape::test
