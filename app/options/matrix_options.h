// The flags that say for which platforms and in which ways to compile, and which part of the packages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options/command_line.h"

namespace goescape {

// The combinations that a run compiles: every operating system with every architecture, each in every variant.
struct MatrixOptions {
  std::vector<std::string> goos;      // --goos; none = the go command's own choice.
  std::vector<std::string> goarch;    // --goarch, likewise.
  std::vector<std::string> variants;  // --variant: words as in names of variants: "race", "tests tags=a,b", "default".
};

// --goos and --goarch.
void add_platform_options(CommandLine& line, MatrixOptions& options);

// --variant.
void add_variant_option(CommandLine& line, MatrixOptions& options);

// --shard: I/N, with 1 <= I <= N <= 1000.
void add_shard_option(CommandLine& line, std::uint32_t& shard, std::uint32_t& shards);

}  // namespace goescape
