// How fast compiler output becomes collected diagnostics: what is new, and what only repeats.
#include <benchmark/benchmark.h>

#include "golden_log.h"
#include "parse/log_parser.h"
#include "resolve/collector.h"

namespace {

using namespace goescape;

void feed(Collector& collector, std::string_view log) {
  LogParser parser(collector);
  parser.feed(log);
  parser.finish();
}

void count_bytes(benchmark::State& state, std::string_view log) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(log.size()));
}

// Every line is seen for the first time.
void parse_new(benchmark::State& state, const char* name) {
  const std::string log = bench::golden_log(name);
  for (auto _ : state) {
    Collector collector(CollectorOptions{});
    feed(collector, log);
    benchmark::DoNotOptimize(collector.heap_decisions());
  }
  count_bytes(state, log);
}

// Every line was seen before, as in most of a log of many packages or test variants.
void parse_repeated(benchmark::State& state, const char* name) {
  const std::string log = bench::golden_log(name);
  Collector collector(CollectorOptions{});
  feed(collector, log);
  for (auto _ : state) {
    feed(collector, log);
    benchmark::DoNotOptimize(collector.heap_decisions());
  }
  count_bytes(state, log);
}

BENCHMARK_CAPTURE(parse_new, m1, "go1.26/esc-m1");
BENCHMARK_CAPTURE(parse_new, m2, "go1.26/esc-m2");
BENCHMARK_CAPTURE(parse_repeated, m1, "go1.26/esc-m1");
BENCHMARK_CAPTURE(parse_repeated, m2, "go1.26/esc-m2");

}  // namespace
