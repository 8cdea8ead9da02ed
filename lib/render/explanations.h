// The output of `goescape explain`.
#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "model/report.h"
#include "render/renderer.h"

namespace goescape {

// What is to be explained: findings of the report, in its order.
struct Explained {
  const Report& report;
  std::string_view location;  // As the user named it.
  std::span<const Finding* const> findings;
};

// For people: each decision with the code on its way, from RenderOptions::sources. Of findings that are no heap
// decisions it is said that nothing escapes there, and what the compiler says of the place.
void write_explanations(const Explained& explained, const RenderOptions& options, std::ostream& out);

// For programs: an object `goescape.explanation/1`, whose `findings` are those of the report with the members `why`,
// `way`, `notes` and `change` besides.
void write_explanations_json(const Explained& explained, const RenderOptions& options, std::ostream& out);

}  // namespace goescape
