#include "resolve/report_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"

namespace goescape::test {
namespace {

struct Place {
  std::string package;
  std::string file;
  std::uint32_t line;
  std::string message;
  std::string compiled_in;
};

Report report_of(const std::vector<std::string>& packages, const std::vector<Place>& places) {
  Report report;
  for (const std::string& path : packages) {
    report.packages.emplace_back().import_path = report.strings.intern(path);
  }
  for (const Place& place : places) {
    Finding& finding = report.findings.emplace_back();
    const auto named = std::find(packages.begin(), packages.end(), place.package);
    finding.package = static_cast<PackageIndex>(named - packages.begin());
    finding.file = report.strings.intern(place.file);
    finding.line = place.line;
    finding.message = report.strings.intern(place.message);
    finding.compiled_in = report.strings.intern(place.compiled_in);
  }
  return report;
}

std::vector<std::string> lines_of(const Report& report) {
  std::vector<std::string> lines;
  for (const Finding& finding : report.findings) {
    lines.push_back(std::string(report.text(report.package_of(finding).import_path)) + " " +
                    std::string(report.text(finding.file)) + ":" + std::to_string(finding.line) + " " +
                    std::string(report.text(finding.message)) + " " + std::string(report.text(finding.compiled_in)));
  }
  return lines;
}

}  // namespace

TEST_CASE("report order: packages by their paths, findings by package, file, line, message and where they were made") {
  const std::vector<std::string> expected{"m/a a.go:2 x m/p", "m/a a.go:2 x m/q", "m/a a.go:2 y ",
                                          "m/a a.go:10 x ",   "m/a b.go:1 x ",    "m/b a.go:1 x "};
  const std::vector<Place> places{{"m/b", "a.go", 1, "x", ""},    {"m/a", "b.go", 1, "x", ""},
                                  {"m/a", "a.go", 10, "x", ""},   {"m/a", "a.go", 2, "y", ""},
                                  {"m/a", "a.go", 2, "x", "m/q"}, {"m/a", "a.go", 2, "x", "m/p"}};
  Report report = report_of({"m/b", "m/a"}, places);
  put_in_order(report);
  CHECK(lines_of(report) == expected);
  Report reversed = report_of({"m/a", "m/b"}, {places.rbegin(), places.rend()});
  put_in_order(reversed);
  CHECK(lines_of(reversed) == expected);
}

TEST_CASE("report order: functions of the generated code stay with their packages") {
  Report report = report_of({"m/b", "m/a"}, {});
  report.code.functions.push_back({PackageIndex{0}, report.strings.intern("F")});
  put_in_order(report);
  const auto package = static_cast<std::size_t>(report.code.functions.front().package);
  CHECK(report.text(report.packages[package].import_path) == "m/b");
}

}  // namespace goescape::test
