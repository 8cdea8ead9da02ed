#include "evidence/profile_benchmarks.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "resolve/function_name.h"

namespace goescape {
namespace {

std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(word.size());
  return word;
}

std::optional<double> number_of(std::string_view word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool whole = error == std::errc{} && end == word.data() + word.size();
  return whole ? std::optional(value) : std::nullopt;
}

// What the testing package can have counted, in 64 bits; a sum over runs stays finite, too.
bool can_be_counted(double value) {
  constexpr double kMost = 0x1p63;
  return value >= 0 && value <= kMost;
}

// Without the number of processors, which stands behind the last dash where it is more than one.
std::string_view without_processors(std::string_view name) {
  const std::size_t dash = name.rfind('-');
  const bool number = dash != std::string_view::npos && dash + 1 < name.size() &&
                      name.find_first_not_of("0123456789", dash + 1) == std::string_view::npos;
  return number ? name.substr(0, dash) : name;
}

std::optional<BenchmarkLine> read_line(std::string_view line) {
  BenchmarkLine benchmark;
  benchmark.name = without_processors(next_word(line));
  const auto repeated = number_of(next_word(line));
  if (!benchmark.name.starts_with("Benchmark") || !repeated || !can_be_counted(*repeated)) {
    return std::nullopt;
  }
  bool counts = false;
  while (const auto value = number_of(next_word(line))) {
    const std::string_view unit = next_word(line);
    if (unit != "B/op" && unit != "allocs/op") {
      continue;
    }
    if (!can_be_counted(*value)) {
      return std::nullopt;
    }
    (unit == "B/op" ? benchmark.bytes_per_op : benchmark.allocs_per_op) = *value;
    counts = true;
  }
  return counts ? std::optional(std::move(benchmark)) : std::nullopt;
}

// Heap decisions in the function of a benchmark, and in its literals: sub-benchmarks are such.
std::uint32_t findings_in(const Report& report, std::string_view package, std::string_view function) {
  return static_cast<std::uint32_t>(
      std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        const std::string_view path = report.text(report.package_of(finding).import_path);
        const bool there =
            package.empty() || path == package || (path.starts_with(package) && path.substr(package.size()) == "_test");
        return there && is_heap_decision(finding.kind) &&
               function_parts(report.text(finding.function)).declared == function;
      }));
}

}  // namespace

std::vector<BenchmarkLine> read_benchmarks(std::string_view text) {
  constexpr std::string_view kPackage = "pkg: ";
  std::vector<BenchmarkLine> benchmarks;
  std::string_view package;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (line.starts_with(kPackage)) {
      package = line.substr(kPackage.size());
    } else if (auto benchmark = read_line(line)) {
      benchmark->package = package;
      benchmarks.push_back(*std::move(benchmark));
    }
  }
  return benchmarks;
}

void add_benchmarks(Report& report, const std::vector<BenchmarkLine>& lines) {
  std::vector<ProfileBenchmark>& benchmarks = report.profile->benchmarks;
  std::map<std::pair<StringId, StringId>, std::size_t> known;
  for (const BenchmarkLine& line : lines) {
    const StringId package = report.strings.intern(line.package);
    const StringId name = report.strings.intern(line.name);
    const auto [at, is_new] = known.emplace(std::pair(package, name), benchmarks.size());
    if (is_new) {
      benchmarks.push_back({package, name});
      benchmarks.back().findings = findings_in(report, line.package, line.name.substr(0, line.name.find('/')));
    }
    ProfileBenchmark& benchmark = benchmarks[at->second];
    benchmark.bytes_per_op += line.bytes_per_op;
    benchmark.allocs_per_op += line.allocs_per_op;
    ++benchmark.runs;
  }
  for (ProfileBenchmark& benchmark : benchmarks) {
    benchmark.bytes_per_op /= benchmark.runs;
    benchmark.allocs_per_op /= benchmark.runs;
  }
}

}  // namespace goescape
