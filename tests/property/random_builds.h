// A random module, what the compiler says of it on several platforms, and the reports of parts of that: put together
// here in the simplest way, to hold merging to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "compare/identity.h"
#include "model/report.h"
#include "resolve/filter.h"

namespace goescape::test {

// A decision as one package's compilation prints it.
struct Printed {
  std::string package;  // Where it stands.
  std::string file;
  std::uint32_t line = 1;
  Kind kind = Kind::kEscapesToHeap;
  std::string message;
  std::uint32_t occurrences = 1;
};

class RandomBuilds {
 public:
  explicit RandomBuilds(std::uint32_t seed) : random_(seed) {
    for (std::uint32_t number = 0, count = 1 + below(3); number < count; ++number) {
      Toolchain toolchain;
      toolchain.go_version = "go1.26.8";
      toolchain.goos = number == 2 ? "windows" : "linux";
      toolchain.goarch = number == 1 ? "arm64" : "amd64";
      toolchain.tests = below(2) == 0;
      variants_.push_back(toolchain);
      sections_.push_back(random_sections());
    }
  }

  [[nodiscard]] const std::vector<Toolchain>& variants() const { return variants_; }
  [[nodiscard]] static const std::vector<std::string>& packages() {
    static const std::vector<std::string> names{"m/a", "m/b", "m/c", "m/d"};
    return names;
  }

  // A random number below a limit, for whoever divides the packages.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  // What a run over some packages reports on one platform: of heap decisions, the rest is counted. As a shard it lists
  // everything, once for each package that printed it.
  [[nodiscard]] Report report(std::size_t variant, const std::set<std::string>& compiled, bool shard) const {
    Report report;
    report.toolchain = variants_[variant];
    report.module.path = "m";
    add_packages(variant, compiled, report);
    add_findings(variant, compiled, shard, report);
    set_fingerprints(report);
    if (!shard) {
      keep_kinds(report, heap_kinds());
    }
    return report;
  }

 private:
  using Sections = std::map<std::string, std::vector<Printed>>;

  // Code of one package is printed in others, too, as that of generic functions is.
  Sections random_sections() {
    Sections sections;
    for (const std::string& section : packages()) {
      std::set<std::tuple<std::string, std::uint32_t, Kind>> known;
      for (std::uint32_t rows = below(8); rows > 0; --rows) {
        Printed printed;
        printed.package = below(3) == 0 ? packages()[below(4)] : section;
        printed.file = printed.package.substr(2) + "/x.go";
        printed.line = 1 + below(5);
        printed.kind = std::vector{Kind::kEscapesToHeap, Kind::kMovedToHeap, Kind::kDoesNotEscape}[below(3)];
        printed.message = "make([]go.shape." + std::string(below(2) == 0 ? "int" : "string") + ", n)";
        printed.occurrences = 1 + below(3);
        if (known.insert({printed.file, printed.line, printed.kind}).second) {
          sections[section].push_back(printed);
        }
      }
    }
    return sections;
  }

  [[nodiscard]] std::vector<Printed> printed_in(std::size_t variant, const std::string& section) const {
    const auto found = sections_[variant].find(section);
    return found == sections_[variant].end() ? std::vector<Printed>() : found->second;
  }

  void add_packages(std::size_t variant, const std::set<std::string>& compiled, Report& report) const {
    std::set<std::string> names = compiled;
    for (const std::string& section : compiled) {
      for (const Printed& printed : printed_in(variant, section)) {
        names.insert(printed.package);
      }
    }
    for (const std::string& name : names) {
      Package package;
      package.import_path = report.strings.intern(name);
      package.dir = report.strings.intern(name.substr(2));
      package.compiled = compiled.count(name) != 0;
      report.packages.push_back(package);
    }
  }

  void add_findings(std::size_t variant, const std::set<std::string>& compiled, bool shard, Report& report) const {
    // By package, file, line and kind, and in a shard by the package that printed it.
    std::map<std::tuple<std::string, std::string, std::uint32_t, Kind, std::string>, Printed> rows;
    for (const std::string& section : compiled) {
      for (const Printed& printed : printed_in(variant, section)) {
        const auto added = rows.try_emplace(
            {printed.package, printed.file, printed.line, printed.kind, shard ? section : std::string()}, printed);
        if (!added.second) {
          added.first->second.occurrences += printed.occurrences;
          added.first->second.message = std::min(added.first->second.message, printed.message);
        }
      }
    }
    std::set<std::tuple<std::string, std::string, std::uint32_t, Kind>> counted;
    for (const auto& [key, printed] : rows) {
      Finding finding = finding_of(printed, report);
      const std::string& section = std::get<4>(key);
      finding.compiled_in = section == printed.package ? StringId::kEmpty : report.strings.intern(section);
      if (counted.insert({printed.package, printed.file, printed.line, printed.kind}).second) {
        add_to_counts(report.packages[static_cast<std::size_t>(finding.package)], finding.kind, finding.category);
      }
      report.findings.push_back(finding);
    }
    const auto order = [&](const Finding& each) {
      return std::tuple(each.package, report.text(each.file), each.line, each.kind, report.text(each.message),
                        report.text(each.compiled_in));
    };
    std::sort(report.findings.begin(), report.findings.end(),
              [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
  }

  static Finding finding_of(const Printed& printed, Report& report) {
    Finding finding;
    finding.kind = printed.kind;
    finding.line = printed.line;
    finding.column = 2;
    finding.occurrences = printed.occurrences;
    finding.file = report.strings.intern(printed.file);
    finding.function = report.strings.intern("F" + std::to_string(printed.line / 3));
    finding.expression = report.strings.intern("make([]T, n)");
    finding.message = report.strings.intern(printed.message);
    for (std::size_t index = 0; index < report.packages.size(); ++index) {
      if (report.text(report.packages[index].import_path) == printed.package) {
        finding.package = static_cast<PackageIndex>(index);
      }
    }
    return finding;
  }

  std::mt19937 random_;
  std::vector<Toolchain> variants_;
  std::vector<Sections> sections_;  // By variant.
};

}  // namespace goescape::test
