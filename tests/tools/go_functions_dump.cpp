// What FunctionTable and is_generated make of Go source files, in the format of tests/oracle/functions.
//
// usage: go_functions_dump [--package | --package-glob | --time] < LIST
//
// LIST holds one path per line. With --package, the files are one package, numbered through; --package-glob gives the
// names of Go 1.21 and older. With --time, it writes only how fast scanning was, the best of ten rounds.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/generated_file.h"
#include "resolve/go_functions.h"

namespace {

using goescape::FunctionSpan;
using goescape::FunctionTable;
using goescape::PackageLiterals;
using goescape::PackageNumbering;

bool read_file(const std::string& path, std::string& content) {
  std::ifstream stream(path, std::ios::binary);
  content.assign(std::istreambuf_iterator<char>(stream), {});
  return stream.is_open() && !stream.bad();
}

PackageNumbering dump(const std::string& path, std::string_view source, PackageNumbering before,
                      PackageLiterals style) {
  fmt::print("file {}\ngenerated {}\n", path, goescape::is_generated(source));
  FunctionTable table = FunctionTable::scan(source);
  table.continue_after(before);
  for (const FunctionSpan& span : table.spans()) {
    fmt::print("{}:{} {}:{} {}\n", span.begin.line, span.begin.column, span.end.line, span.end.column,
               table.name(span, style));
  }
  return table.numbering();
}

double scan_all(const std::vector<std::string>& sources) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& source : sources) {
    FunctionTable::scan(source);
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void time_scan(const std::vector<std::string>& sources) {
  constexpr int kRounds = 10;
  double megabytes = 0;
  for (const std::string& source : sources) {
    megabytes += static_cast<double>(source.size()) / 1e6;
  }
  double best = scan_all(sources);
  for (int round = 1; round < kRounds; ++round) {
    best = std::min(best, scan_all(sources));
  }
  fmt::print("{} files, {:.1f} MB, {:.0f} MB/s\n", sources.size(), megabytes, megabytes / best);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc == 2 ? argv[1] : "";
  const bool package = mode == "--package" || mode == "--package-glob";
  const PackageLiterals style = mode == "--package-glob" ? PackageLiterals::kGlob : PackageLiterals::kInit;
  PackageNumbering numbering;
  std::vector<std::string> sources;
  for (std::string path; std::getline(std::cin, path);) {
    std::string source;
    if (!read_file(path, source)) {
      fmt::print(stderr, "go_functions_dump: cannot read {}\n", path);
      return 1;
    }
    if (mode == "--time") {
      sources.push_back(std::move(source));
    } else {
      numbering = dump(path, source, package ? numbering : PackageNumbering{}, style);
    }
  }
  if (mode == "--time") {
    time_scan(sources);
  }
  return 0;
}
