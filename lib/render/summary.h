// What formats for people show of a report: the visible packages in the wanted order, the functions with most heap
// decisions, and how much is hidden. Computed once, without a word of text.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/report.h"
#include "render/renderer.h"

namespace goescape {

// One line of numbers: what the compiler decided, as far as it is visible.
struct Decisions {
  std::uint64_t heap = 0;      // Heap decisions: moved + escaping.
  std::uint64_t moved = 0;     // moved_to_heap.
  std::uint64_t escaping = 0;  // escapes_to_heap.
  std::uint64_t stack = 0;     // does_not_escape.
  std::uint64_t leaking = 0;   // Leaking parameters of all three kinds.

  // Heap decisions among heap and stack, 0 to 1; 0 where nothing was decided.
  [[nodiscard]] double share() const;
  Decisions& operator+=(const Decisions& other);
};
Decisions decisions(const KindCounts& counts);

struct PackageRow {
  const Package* package = nullptr;
  Decisions decisions;
  double bytes = 0;  // Of its visible findings in the profiles; 0 without.
};

// A function, or a file where the function is not known.
struct FunctionRow {
  StringId function{};  // Empty = unknown.
  StringId file{};      // Only where the function is unknown.
  PackageIndex package{};
  std::uint64_t heap = 0;
  double bytes = 0;  // As in PackageRow.
};

struct Summary {
  std::vector<PackageRow> packages;    // With heap decisions, or with all; in the order of the options.
  std::vector<FunctionRow> functions;  // With visible heap decisions, most first.
  double bytes = 0;                    // Of all visible findings in the profiles.
  Decisions total;                     // Of everything visible, also of packages that are not in `packages`.
  std::size_t visible_packages = 0;    // How many packages compiled, and have or could have something visible.
  std::size_t heap_packages = 0;       // Of these, how many have visible heap decisions.
  std::size_t quiet_packages = 0;      // Of these, how many are left out of `packages` for having none.
  std::uint64_t suppressed = 0;        // Visible heap decisions that a comment in the source accepts.
  std::array<std::uint64_t, kCategoryCount> hidden_heap{};  // Heap decisions that are not shown, by category.
};
Summary summarize(const Report& report, const RenderOptions& options);

// How many of `available` rows a table shows.
std::size_t rows_shown(std::size_t available, const RenderOptions& options);

}  // namespace goescape
