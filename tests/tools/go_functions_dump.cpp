// What FunctionTable and is_generated make of Go source files, in the format of tests/oracle/functions.
//
// usage: go_functions_dump < LIST
//
// LIST holds one path per line. With --time, it writes only how fast scanning was, the best of ten rounds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "resolve/generated_file.h"
#include "resolve/go_functions.h"

namespace {

using goescape::FunctionSpan;
using goescape::FunctionTable;

bool read_file(const std::string& path, std::string& content) {
  std::ifstream stream(path, std::ios::binary);
  content.assign(std::istreambuf_iterator<char>(stream), {});
  return stream.is_open() && !stream.bad();
}

void dump(const std::string& path, std::string_view source) {
  fmt::print("file {}\ngenerated {}\n", path, goescape::is_generated(source));
  const FunctionTable table = FunctionTable::scan(source);
  for (const FunctionSpan& span : table.spans()) {
    fmt::print("{}:{} {}:{} {}\n", span.begin.line, span.begin.column, span.end.line, span.end.column,
               table.name(span));
  }
}

double scan_all(const std::vector<std::string>& sources) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& source : sources) FunctionTable::scan(source);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void time_scan(const std::vector<std::string>& sources) {
  constexpr int kRounds = 10;
  double megabytes = 0;
  for (const std::string& source : sources) megabytes += static_cast<double>(source.size()) / 1e6;
  double best = scan_all(sources);
  for (int round = 1; round < kRounds; ++round) best = std::min(best, scan_all(sources));
  fmt::print("{} files, {:.1f} MB, {:.0f} MB/s\n", sources.size(), megabytes, megabytes / best);
}

}  // namespace

int main(int argc, char** argv) {
  const bool timing = argc == 2 && std::string_view(argv[1]) == "--time";
  std::vector<std::string> sources;
  for (std::string path; std::getline(std::cin, path);) {
    std::string source;
    if (!read_file(path, source)) {
      fmt::print(stderr, "go_functions_dump: cannot read {}\n", path);
      return 1;
    }
    if (timing) {
      sources.push_back(std::move(source));
    } else {
      dump(path, source);
    }
  }
  if (timing) time_scan(sources);
  return 0;
}
