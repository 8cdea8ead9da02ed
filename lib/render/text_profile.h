// What the text format shows of profiles.
#pragma once

#include "render/text_page.h"

namespace goescape {

// The hottest findings, the places without a finding, the benchmarks, and what is to be said about them; nothing for a
// report without profiles.
void write_profile(const TextPage& page, const Report& report);

}  // namespace goescape
