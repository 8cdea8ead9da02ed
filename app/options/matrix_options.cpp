#include "options/matrix_options.h"

#include <CLI/CLI.hpp>
#include <charconv>

#include "model/report.h"

namespace goescape {
namespace {

// Reads the number at the front of `text` and takes it away; 0 when there is none.
std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return read.ec == std::errc() ? number : 0;
}

// Returns whether `text` is I/N.
bool read_shard(std::string_view text, std::uint32_t& shard, std::uint32_t& shards) {
  shard = take_number(text);
  if (!text.starts_with('/')) {
    return false;
  }
  text.remove_prefix(1);
  shards = take_number(text);
  return text.empty() && shard >= 1 && shard <= shards && shards <= kMostShards;
}

}  // namespace

void add_platform_options(CommandLine& line, MatrixOptions& options) {
  CLI::App& app = line.app();
  line.bind(
      "goos",
      app.add_option("--goos", options.goos, "operating systems to build for")->delimiter(',')->type_name("OS,…"));
  line.bind(
      "goarch",
      app.add_option("--goarch", options.goarch, "architectures to build for")->delimiter(',')->type_name("ARCH,…"));
}

void add_variant_option(CommandLine& line, MatrixOptions& options) {
  line.app().option_defaults()->group("Build");
  line.app()
      .add_option("--variant", options.variants,
                  "one more way to build, repeatable: default, or words like race, tests, tags=a,b, linux/arm64")
      ->type_name("WORDS");
}

void add_shard_option(CommandLine& line, std::uint32_t& shard, std::uint32_t& shards) {
  line.app().option_defaults()->group("Build");
  line.app()
      .add_option_function<std::string>(
          "--shard", [&shard, &shards](const std::string& text) { read_shard(text, shard, shards); },
          "only the I-th of N parts of the packages, for goescape merge")
      ->check(CLI::Validator(
          [](std::string& text) {
            std::uint32_t number = 0;
            std::uint32_t count = 0;
            return read_shard(text, number, count) ? std::string()
                                                   : "\"" + text + "\" is not I/N, as in 2/5: the second of five parts";
          },
          ""))
      ->type_name("I/N");
}

}  // namespace goescape
