// What `go test -bench -benchmem` prints, the format that benchstat reads
// (https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// One line "BenchmarkRun/small-8  100  12 ns/op  48 B/op  2 allocs/op".
struct BenchmarkLine {
  std::string package;  // Of the line "pkg: …" above; empty without one.
  std::string name;     // Without "-8".
  double bytes_per_op = 0;
  double allocs_per_op = 0;
};

// The lines of benchmarks that count allocations; those that do not, those with numbers that nobody can have counted,
// and all other lines, are passed over. Nothing
// where there are none: the text is something else, or was printed without -benchmem.
std::vector<BenchmarkLine> read_benchmarks(std::string_view text);

// Puts the means of all lines of one benchmark into Report::profile, which must be there, with the heap decisions of
// its function. A benchmark counts what all the code allocates that it runs, wherever that stands: it says how much,
// and of no finding that it was it.
void add_benchmarks(Report& report, const std::vector<BenchmarkLine>& lines);

}  // namespace goescape
