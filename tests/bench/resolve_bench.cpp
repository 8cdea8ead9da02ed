// How fast collected diagnostics become a report, without sources at hand.
#include <benchmark/benchmark.h>

#include "compare/identity.h"
#include "golden_log.h"
#include "parse/log_parser.h"
#include "resolve/collector.h"
#include "resolve/report_builder.h"

namespace {

using namespace goescape;

Collected collected(std::string_view log) {
  Collector collector(CollectorOptions{});
  LogParser parser(collector);
  parser.feed(log);
  parser.finish();
  return collector.take();
}

// Collecting is part of what is repeated, for build_report() uses its input up, but not of the time.
void resolve(benchmark::State& state, const char* name) {
  const std::string log = bench::golden_log(name);
  std::size_t findings = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Collected input = collected(log);
    state.ResumeTiming();
    Report report = build_report(std::move(input), heap_kinds(), {});
    set_fingerprints(report);
    findings += report.findings.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(findings));
}

BENCHMARK_CAPTURE(resolve, m1, "go1.26/esc-m1");
BENCHMARK_CAPTURE(resolve, m2, "go1.26/esc-m2");

}  // namespace
