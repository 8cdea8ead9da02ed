#include "render/variant_words.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "model/variant.h"
#include "util/display.h"

namespace goescape {
namespace {

// How a variant is called by one of the things in which variants differ.
using NameBy = std::string (*)(const Toolchain& variant);

struct Dimension {
  std::string_view preposition;
  NameBy name;
};

std::string by_platform(const Toolchain& variant) { return fmt::format("{}/{}", variant.goos, variant.goarch); }

// In the order in which they are tried: what says it in the fewest words comes first.
constexpr std::array<Dimension, 9> kDimensions{{
    {"on", [](const Toolchain& variant) { return variant.goos; }},
    {"on", [](const Toolchain& variant) { return variant.goarch; }},
    {"", [](const Toolchain& variant) { return std::string(variant.tests ? "with tests" : "without tests"); }},
    {"",
     [](const Toolchain& variant) {
       return std::string(variant.race ? "with the race detector" : "without the race detector");
     }},
    {"", [](const Toolchain& variant) { return std::string(variant.cgo ? "with cgo" : "without cgo"); }},
    {"",
     [](const Toolchain& variant) {
       return variant.tags.empty() ? "without tags" : fmt::format("with tags {}", fmt::join(variant.tags, ","));
     }},
    {"with", [](const Toolchain& variant) { return variant.go_version; }},
    {"on", by_platform},
    {"with", [](const Toolchain& variant) { return variant.gcflags; }},
}};

bool is_in(VariantSet variants, std::size_t index) { return (variants >> index & 1U) != 0; }

// What the dimension calls those in the set, if it calls none of the others so; else nothing.
std::vector<std::string> names_by(const Dimension& dimension, const Report& report, VariantSet variants) {
  std::vector<std::string> names;
  for (std::size_t index = 0; index < report.variants.size(); ++index) {
    if (is_in(variants, index)) {
      names.push_back(dimension.name(report.variants[index]));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::size_t index = 0; index < report.variants.size(); ++index) {
    if (!is_in(variants, index) &&
        std::binary_search(names.begin(), names.end(), dimension.name(report.variants[index]))) {
      return {};
    }
  }
  return names;
}

}  // namespace

std::string variant_remark(const Report& report, VariantSet variants) {
  if (variants == 0) {
    return {};
  }
  for (const Dimension& dimension : kDimensions) {
    const std::vector<std::string> names = names_by(dimension, report, variants);
    if (!names.empty()) {
      return escaped(fmt::format("only {}{}{}", dimension.preposition, dimension.preposition.empty() ? "" : " ",
                                 fmt::join(names, " and ")));
    }
  }
  const std::vector<std::string> all = variant_names(report.variants);
  std::vector<std::string> names;
  for (std::size_t index = 0; index < all.size(); ++index) {
    if (is_in(variants, index)) {
      names.push_back(all[index]);
    }
  }
  return escaped(fmt::format("only in {}", fmt::join(names, " and ")));
}

}  // namespace goescape
