#include "matrix.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "capture/platforms.h"

namespace goescape {
namespace {

constexpr std::string_view kTags = "tags=";

std::vector<std::string> split(const std::string& text, char separator) {
  std::istringstream rest(text);
  std::vector<std::string> parts;
  for (std::string part; std::getline(rest, part, separator);) {
    if (!part.empty()) {
      parts.push_back(part);
    }
  }
  return parts;
}

void set_platform(CaptureOptions& capture, const std::string& platform) {
  const std::size_t slash = platform.find('/');
  capture.goos = platform.substr(0, slash);
  capture.goarch = platform.substr(slash + 1);
}

// One of --variant, upon what the other flags say. Its tags come beside those of --tags.
Result<CaptureOptions> variant_of(const std::string& text, CaptureOptions capture) {
  const std::vector<std::string> words = split(text, ' ');
  for (const std::string& word : words) {
    if (word == "race") {
      capture.race = true;
    } else if (word == "tests") {
      capture.tests = true;
    } else if (word.starts_with(kTags)) {
      const auto tags = split(word.substr(kTags.size()), ',');
      capture.tags.insert(capture.tags.end(), tags.begin(), tags.end());
    } else if (word.find('/') != std::string::npos) {
      set_platform(capture, word);
    } else if (word != "default" || words.size() > 1) {
      return fail(Failure::kUsage,
                  fmt::format("--variant \"{}\": \"{}\" is none of race, tests, tags=a,b, a platform like "
                              "linux/arm64, or default alone",
                              text, word));
    }
  }
  if (words.empty()) {
    return fail(Failure::kUsage, R"(--variant "": name what differs, as in "race tags=a,b", or default)");
  }
  return capture;
}

bool is_known(const std::vector<std::string>& platforms, const std::string& platform) {
  return std::binary_search(platforms.begin(), platforms.end(), platform);
}

// A word of --goos or --goarch has to be in some pair, or it is misspelt.
Result<void> check_words(const std::vector<std::string>& words, const std::string& flag, bool in_front,
                         const std::vector<std::string>& platforms) {
  for (const std::string& word : words) {
    const bool known = std::any_of(platforms.begin(), platforms.end(), [&](const std::string& each) {
      return in_front ? each.starts_with(word + '/') : each.ends_with('/' + word);
    });
    if (!known) {
      return fail(Failure::kUsage,
                  fmt::format("{} {}: this toolchain compiles for none like it; go tool dist list shows what it knows",
                              flag, word));
    }
  }
  return {};
}

// Every operating system with every architecture, as far as the toolchain knows the pair.
Result<std::vector<std::string>> platform_pairs(const BuildOptions& options, const std::vector<std::string>& known,
                                                bool quiet) {
  const MatrixOptions& matrix = options.matrix;
  for (const bool in_front : {true, false}) {
    auto checked =
        check_words(in_front ? matrix.goos : matrix.goarch, in_front ? "--goos" : "--goarch", in_front, known);
    if (!checked) {
      return tl::unexpected(checked.error());
    }
  }
  const auto usual = default_platform(options.capture);
  if (!usual) {
    return tl::unexpected(usual.error());
  }
  const std::size_t slash = usual->find('/');
  const auto systems = matrix.goos.empty() ? std::vector{usual->substr(0, slash)} : matrix.goos;
  const auto architectures = matrix.goarch.empty() ? std::vector{usual->substr(slash + 1)} : matrix.goarch;
  std::vector<std::string> pairs;
  for (const std::string& system : systems) {
    for (const std::string& architecture : architectures) {
      const std::string pair = fmt::format("{}/{}", system, architecture);
      if (is_known(known, pair)) {
        pairs.push_back(pair);
      } else if (!quiet) {
        std::cerr << fmt::format("goescape: this toolchain does not compile for {}; goes on without\n", pair);
      }
    }
  }
  if (pairs.empty()) {
    return fail(Failure::kUsage, "this toolchain compiles for none of these pairs of --goos and --goarch");
  }
  return pairs;
}

std::string name_of(const CaptureOptions& capture) {
  return fmt::format("{}/{}{}{}{}", capture.goos, capture.goarch, capture.race ? " race" : "",
                     capture.tests ? " tests" : "",
                     capture.tags.empty() ? "" : fmt::format(" tags={}", fmt::join(capture.tags, ",")));
}

void add_run(std::vector<MatrixRun>& runs, CaptureOptions capture) {
  std::string name = name_of(capture);
  const bool twice = std::any_of(runs.begin(), runs.end(), [&](const MatrixRun& run) { return run.name == name; });
  if (!twice) {
    runs.push_back({std::move(name), std::move(capture)});
  }
}

// Here, before the first of them is compiled for minutes.
Result<void> check_race_runs(const std::vector<MatrixRun>& runs) {
  for (const MatrixRun& run : runs) {
    auto checked = run.capture.race ? check_race(run.capture) : Result<void>();
    if (!checked && checked.error().failure == Failure::kUsage) {
      return fail(Failure::kUsage,
                  fmt::format(R"({}: {}; a variant can name its platform, as in --variant "race linux/amd64")",
                              run.name, checked.error().message));
    }
    if (!checked) {
      return checked;
    }
  }
  return {};
}

Result<std::vector<MatrixRun>> runs_of(const BuildOptions& options, bool quiet) {
  const auto known = known_platforms(options.capture);
  if (!known) {
    return tl::unexpected(known.error());
  }
  const auto pairs = platform_pairs(options, *known, quiet);
  if (!pairs) {
    return tl::unexpected(pairs.error());
  }
  std::vector<MatrixRun> runs;
  for (const std::string& words :
       options.matrix.variants.empty() ? std::vector<std::string>{"default"} : options.matrix.variants) {
    auto variant = variant_of(words, options.capture);
    if (!variant) {
      return tl::unexpected(variant.error());
    }
    if (!variant->goos.empty()) {
      if (const std::string pair = variant->goos + '/' + variant->goarch; !is_known(*known, pair)) {
        return fail(Failure::kUsage,
                    fmt::format("--variant \"{}\": this toolchain does not compile for {}; go tool dist "
                                "list shows what it knows",
                                words, pair));
      }
      add_run(runs, *std::move(variant));
      continue;
    }
    for (const std::string& pair : *pairs) {
      set_platform(*variant, pair);
      add_run(runs, *variant);
    }
  }
  return runs;
}

}  // namespace

Result<void> settle_builds(BuildOptions& options, Builds builds, bool quiet) {
  MatrixOptions& matrix = options.matrix;
  if (matrix.goos.size() <= 1 && matrix.goarch.size() <= 1 && matrix.variants.empty()) {
    options.capture.goos = matrix.goos.empty() ? "" : matrix.goos.front();
    options.capture.goarch = matrix.goarch.empty() ? "" : matrix.goarch.front();
    return {};
  }
  if (builds == Builds::kOne) {
    return fail(Failure::kUsage, "this command compiles for one platform at a time; name one --goos and one --goarch");
  }
  if (options.capture.shards > 1) {
    return fail(Failure::kUsage,
                "--shard divides the packages of one build; give each platform its own runs, and merge "
                "their reports at last");
  }
  if (!options.from.empty()) {
    return {};
  }
  auto runs = runs_of(options, quiet);
  if (!runs) {
    return tl::unexpected(runs.error());
  }
  if (auto checked = check_race_runs(*runs); !checked) {
    return checked;
  }
  if (runs->size() == 1) {
    options.capture = std::move(runs->front().capture);
    return {};
  }
  options.matrix_runs = *std::move(runs);
  return {};
}

}  // namespace goescape
