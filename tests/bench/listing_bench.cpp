// How fast an assembly listing is read, compared with the diagnostics in front of it.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>

#include "parse/listing_parser.h"
#include "parse/log_parser.h"
#include "resolve/collector.h"

namespace {

using namespace goescape;

// The output of -m=2 -S=2 for a package, from the file that GOESCAPE_BENCH_LISTING names.
std::string listing() {
  const char* const name = std::getenv("GOESCAPE_BENCH_LISTING");
  std::ifstream file(name == nullptr ? std::string(GOESCAPE_TESTDATA) + "/go1.26/alloc-listing/input.txt" : name,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void read_listing(benchmark::State& state) {
  const std::string log = listing();
  for (auto _ : state) {
    Collector collector(CollectorOptions{});
    LogParser diagnostics(collector);
    ListingParser parser(collector, diagnostics);
    parser.feed(log);
    parser.finish();
    diagnostics.finish();
    benchmark::DoNotOptimize(collector.collected().calls.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(log.size()));
}

BENCHMARK(read_listing);

}  // namespace
