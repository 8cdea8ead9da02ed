// The flags that say what to compile and how, or what to read instead.
#pragma once

#include <string>
#include <vector>

#include "capture/capture.h"
#include "options/command_line.h"
#include "options/matrix_options.h"

namespace goescape {

// One of several ways to compile the same packages.
struct MatrixRun {
  std::string name;  // "linux/arm64 race".
  CaptureOptions capture;
};

struct BuildOptions {
  CaptureOptions capture;  // Its platform is set by settle_builds() (matrix.h).
  MatrixOptions matrix;
  std::vector<MatrixRun> matrix_runs;  // By settle_builds(); empty = the run is that of `capture`.
  std::string from;                    // --from; empty = compile.
  unsigned jobs = 1;                   // Threads that read a log.
};

// -C, for every command that has a directory to work in.
void add_directory_option(CommandLine& line, std::string& directory);

// --go, --driver, --level, --tests, --race, --tags, --goos, --goarch, --gcflags, --build-flag, --jobs, and --timeout,
// whose time begins when it is read.
void add_build_options(CommandLine& line, BuildOptions& options);

// --verify.
void add_verify_option(CommandLine& line, bool& listing);

// The packages as arguments.
void add_packages_option(CommandLine& line, BuildOptions& options);

// For commands that have other arguments: takes `--` and the packages behind it out of `args`.
std::vector<std::string> take_packages(const std::vector<std::string>& args, BuildOptions& options);

// --from.
void add_from_option(CommandLine& line, BuildOptions& options);

}  // namespace goescape
