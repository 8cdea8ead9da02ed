#include "model/variant.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace goescape {
namespace {

auto members(const Toolchain& each) {
  return std::tie(each.goos, each.goarch, each.tags, each.race, each.tests, each.cgo, each.go_version, each.gcflags);
}

template <typename Member>
bool all_agree(const std::vector<Toolchain>& variants, Member Toolchain::*member) {
  return std::all_of(variants.begin(), variants.end(),
                     [&](const Toolchain& each) { return each.*member == variants.front().*member; });
}

template <typename Member>
void take_common(const std::vector<Toolchain>& variants, Member Toolchain::*member, Toolchain& common) {
  if (all_agree(variants, member)) {
    common.*member = variants.front().*member;
  }
}

std::string platform(const Toolchain& toolchain) {
  return toolchain.goos.empty() && toolchain.goarch.empty() ? "unknown platform"
                                                            : fmt::format("{}/{}", toolchain.goos, toolchain.goarch);
}

// Those that agree in what people ask for. Where the rest differs, it does as a rule because the platform does: cgo is
// off where code is compiled for another one.
std::vector<Toolchain> called_alike(const std::vector<Toolchain>& variants, const Toolchain& toolchain) {
  const auto asked_for = [](const Toolchain& each) {
    return std::tie(each.goos, each.goarch, each.tags, each.race, each.tests);
  };
  std::vector<Toolchain> alike;
  std::copy_if(variants.begin(), variants.end(), std::back_inserter(alike),
               [&](const Toolchain& each) { return asked_for(each) == asked_for(toolchain); });
  return alike;
}

}  // namespace

bool comes_before(const Toolchain& a, const Toolchain& b) { return members(a) < members(b); }

bool is_same(const Toolchain& a, const Toolchain& b) { return members(a) == members(b); }

Toolchain common_toolchain(const std::vector<Toolchain>& variants) {
  Toolchain common;
  take_common(variants, &Toolchain::go_version, common);
  take_common(variants, &Toolchain::goos, common);
  take_common(variants, &Toolchain::goarch, common);
  take_common(variants, &Toolchain::gcflags, common);
  take_common(variants, &Toolchain::tags, common);
  take_common(variants, &Toolchain::cgo, common);
  take_common(variants, &Toolchain::race, common);
  take_common(variants, &Toolchain::tests, common);
  return common;
}

std::vector<std::string> variant_names(const std::vector<Toolchain>& variants) {
  std::vector<std::string> names;
  for (const Toolchain& each : variants) {
    const std::vector<Toolchain> alike = called_alike(variants, each);
    std::string& name = names.emplace_back(platform(each));
    const auto add = [&](const std::vector<Toolchain>& among, auto member, const std::string& words) {
      if (!all_agree(among, member) && !words.empty()) {
        name += ' ' + words;
      }
    };
    add(variants, &Toolchain::race, each.race ? "race" : "");
    add(variants, &Toolchain::tests, each.tests ? "tests" : "");
    add(variants, &Toolchain::tags, each.tags.empty() ? "" : fmt::format("tags={}", fmt::join(each.tags, ",")));
    add(alike, &Toolchain::cgo, each.cgo ? "cgo" : "");
    add(alike, &Toolchain::go_version, each.go_version);
    add(alike, &Toolchain::gcflags, each.gcflags);
  }
  return names;
}

VariantSet all_variants(const Report& report) {
  const std::size_t count = std::max<std::size_t>(report.variants.size(), 1);
  return count == kMostVariants ? ~VariantSet{0} : (VariantSet{1} << count) - 1;
}

std::vector<Toolchain> variants_of(const Report& report) {
  return report.variants.empty() ? std::vector{report.toolchain} : report.variants;
}

}  // namespace goescape
