// How fast two big reports are matched, without reading them.
#include <benchmark/benchmark.h>

#include "compare/compare.h"
#include "compare/identity.h"

namespace {

using namespace goescape;

constexpr std::uint32_t kPackages = 200;
constexpr std::uint32_t kFiles = 20;      // In a package.
constexpr std::uint32_t kFunctions = 25;  // In a file.
constexpr std::uint32_t kDecisions = 10;  // In a function: a million of them altogether.

// Of a hundred functions, ninety stay as they are; two have another name in the new report, two are in another file,
// two have another body, and four gained a line in front.
enum class Fate { kSame, kRenamed, kMoved, kRewritten, kShifted };

Fate fate_of(std::uint32_t function) {
  switch (function % 100) {
    case 7:
    case 57:
      return Fate::kRenamed;
    case 13:
    case 63:
      return Fate::kMoved;
    case 21:
    case 71:
      return Fate::kRewritten;
    case 31:
    case 41:
    case 81:
    case 91:
      return Fate::kShifted;
    default:
      return Fate::kSame;
  }
}

void add_function(Report& report, PackageIndex package, std::uint32_t file, std::uint32_t function, bool is_new) {
  const Fate fate = is_new ? fate_of(function) : Fate::kSame;
  const std::string name = "Function" + std::to_string(function) + (fate == Fate::kRenamed ? "Renamed" : "");
  const std::string path = "package" + std::to_string(static_cast<std::uint32_t>(package)) + "/file" +
                           std::to_string(fate == Fate::kMoved ? file + kFiles : file) + ".go";
  for (std::uint32_t index = 0; index < kDecisions; ++index) {
    Finding finding;
    finding.package = package;
    finding.file = report.strings.intern(path);
    finding.line = function % kFunctions * 30 + index * 2 + 1 + (fate == Fate::kShifted ? 1 : 0);
    finding.column = index + 2;
    finding.function = report.strings.intern(index % 5 == 4 ? name + ".func1" : name);
    finding.expression = report.strings.intern((fate == Fate::kRewritten ? "&Other{..." : "&Value{...") +
                                               std::to_string((function + index / 2) % 1000) + "}");
    report.findings.push_back(finding);
  }
}

Report big_report(bool is_new) {
  Report report;
  report.toolchain.go_version = "go1.26.8";
  std::uint32_t function = 0;
  for (std::uint32_t index = 0; index < kPackages; ++index) {
    Package package;
    package.import_path = report.strings.intern("example.com/m/package" + std::to_string(1000 + index));
    package.dir = report.strings.intern("package" + std::to_string(index));
    report.packages.push_back(package);
    for (std::uint32_t file = 0; file < kFiles; ++file) {
      for (std::uint32_t count = 0; count < kFunctions; ++count) {
        add_function(report, static_cast<PackageIndex>(index), file, function++, is_new);
      }
    }
  }
  return report;
}

void match(benchmark::State& state, bool known) {
  const Report old_report = big_report(false);
  const Report new_report = big_report(true);
  SourceChanges changes;
  changes.known = known;
  std::size_t introduced = 0;
  for (auto _ : state) {
    introduced += compare_reports(old_report, new_report, changes).introduced.size();
  }
  state.counters["introduced"] =
      benchmark::Counter(static_cast<double>(introduced), benchmark::Counter::kAvgIterations);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(new_report.findings.size()));
}

BENCHMARK_CAPTURE(match, with_changes, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, without_changes, false)->Unit(benchmark::kMillisecond);

}  // namespace
