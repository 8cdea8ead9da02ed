// What a report for people shows and what it only counts. Machine formats hold everything.
#pragma once

#include <bitset>

#include "model/report.h"

namespace goescape {

// The categories that a user asked for with --include, indexed by Category.
using CategorySet = std::bitset<kCategoryCount>;

// Every category: --include all.
inline CategorySet all_categories() { return CategorySet{}.set(); }

// Whether something of `category` is shown, in a package for which the compiler ran (`compiled`) or not, when the user
// asked for the categories in `included`. Without being asked for, shown are the module's own files, and foreign or
// synthetic code of packages that the user had compiled by name; generated and vendored files stay hidden, and so does
// the foreign code of packages that only lent their generic functions.
bool is_visible(Category category, bool compiled, CategorySet included);

// The same for one finding of `report`.
bool is_visible(const Report& report, const Finding& finding, CategorySet included);

// The counts of a package, divided by the rule above; the two add up to `package.counts`, kind by kind.
struct DividedCounts {
  KindCounts visible{};
  std::array<KindCounts, kCategoryCount> hidden{};  // Indexed by Category.
};
DividedCounts divide_counts(const Package& package, CategorySet included);

}  // namespace goescape
