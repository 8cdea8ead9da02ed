#include "model/visibility.h"

namespace goescape {
namespace {

void add(KindCounts& sum, const KindCounts& counts) {
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    sum[kind] += counts[kind];
  }
}

}  // namespace

bool is_visible(Category category, bool compiled, CategorySet included) {
  if (included.test(static_cast<std::size_t>(category))) {
    return true;
  }
  switch (category) {
    case Category::kModule:
      return true;
    case Category::kGenerated:
    case Category::kVendor:
      return false;
    case Category::kDependency:
    case Category::kStandard:
    case Category::kSynthetic:
      return compiled;
  }
  return true;
}

bool is_visible(const Report& report, const Finding& finding, CategorySet included) {
  return is_visible(finding.category, report.package_of(finding).compiled, included);
}

DividedCounts divide_counts(const Package& package, CategorySet included) {
  DividedCounts divided;
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    const auto category = static_cast<Category>(index);
    const KindCounts counts = category == package.category ? own_counts(package) : package.other_categories[index];
    add(is_visible(category, package.compiled, included) ? divided.visible : divided.hidden[index], counts);
  }
  return divided;
}

}  // namespace goescape
