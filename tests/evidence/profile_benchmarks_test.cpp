#include "evidence/profile_benchmarks.h"

#include "catch.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

constexpr std::string_view kText =
    "goos: linux\r\npkg: example.com/m\nBenchmarkRun-8   \t 100\t 12.5 ns/op\t 48 B/op\t 2 allocs/op\r\n"
    "BenchmarkRun/a-b-8 \t 1\t 9 ns/op\t 3.5 MB/s\t 64 B/op\t 1 allocs/op\n"
    "BenchmarkTime-8 \t 1\t 9 ns/op\nBenchmarkOdd something\nPASS\nok  \texample.com/m\t0.1s\n"
    "pkg: example.com/m/b\nBenchmarkOne \t 7\t 1 ns/op\t 0 B/op\t 0 allocs/op";

}  // namespace

TEST_CASE("benchmarks: lines that count allocations") {
  const std::vector<BenchmarkLine> lines = read_benchmarks(kText);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].package == "example.com/m");
  CHECK(lines[0].name == "BenchmarkRun");
  CHECK(lines[0].bytes_per_op == 48);
  CHECK(lines[0].allocs_per_op == 2);
  CHECK(lines[1].name == "BenchmarkRun/a-b");
  CHECK(lines[1].bytes_per_op == 64);
  CHECK(lines[2].package == "example.com/m/b");
  CHECK(lines[2].name == "BenchmarkOne");
}

TEST_CASE("benchmarks: other texts hold none") {
  CHECK(read_benchmarks("").empty());
  CHECK(read_benchmarks("BenchmarkX-8 10 12 ns/op\n").empty());
  CHECK(read_benchmarks("BenchmarkX-8 ten 12 ns/op 1 B/op\n").empty());
  CHECK(read_benchmarks("BenchmarkX-8 10 nan B/op\n").empty());
  CHECK(read_benchmarks("a Benchmark 10 1 B/op\n").empty());
}

TEST_CASE("benchmarks: what nobody can have counted is no line of one") {
  CHECK(read_benchmarks("BenchmarkF-2 1 1 ns/op 1e308 B/op 1e308 allocs/op\n").empty());
  CHECK(read_benchmarks("BenchmarkF-2 1 1 ns/op 5 B/op inf allocs/op\n").empty());
  CHECK(read_benchmarks("BenchmarkF-2 1 1 ns/op nan B/op 5 allocs/op\n").empty());
  CHECK(read_benchmarks("BenchmarkF-2 1 1 ns/op -1 B/op 5 allocs/op\n").empty());
  CHECK(read_benchmarks("BenchmarkF-2 inf 1 ns/op 1 B/op 5 allocs/op\n").empty());
  CHECK(read_benchmarks("BenchmarkF-2 1 1 ns/op -7 drift/op 1 B/op 5 allocs/op\n").size() == 1);
}

TEST_CASE("benchmarks: means of runs, with the decisions in the function of the benchmark") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  const PackageIndex outside = builder.package("example.com/m_test");
  builder.finding(package, {Kind::kEscapesToHeap, "a_test.go", 3, 1, "BenchmarkRun"});
  builder.finding(package, {Kind::kEscapesToHeap, "a_test.go", 4, 1, "BenchmarkRun.func1"});
  builder.finding(package, {Kind::kDoesNotEscape, "a_test.go", 5, 1, "BenchmarkRun"});
  builder.finding(package, {Kind::kEscapesToHeap, "a_test.go", 6, 1, "BenchmarkRunMore"});
  builder.finding(outside, {Kind::kEscapesToHeap, "b_test.go", 3, 1, "BenchmarkOut"});
  Report& report = builder.report();
  report.profile.emplace();
  add_benchmarks(report, {{"example.com/m", "BenchmarkRun/a", 10, 1},
                          {"example.com/m", "BenchmarkOut", 5, 1},
                          {"example.com/m", "BenchmarkRun/a", 20, 2}});
  REQUIRE(report.profile->benchmarks.size() == 2);
  const ProfileBenchmark& run = report.profile->benchmarks[0];
  CHECK(report.text(run.name) == "BenchmarkRun/a");
  CHECK(run.runs == 2);
  CHECK(run.bytes_per_op == 15);
  CHECK(run.allocs_per_op == 1.5);
  CHECK(run.findings == 2);
  CHECK(report.profile->benchmarks[1].findings == 1);
}
