// One report with something of everything: several packages and categories, a flow, failures, lines not understood.
#pragma once

#include "report_builder.h"

namespace goescape::test {

Report sample_report();

// Text that tries to break out: terminal sequences, bidirectional controls, bytes that are no UTF-8, and what CSV,
// Markdown and JSON read as markup.
inline constexpr std::string_view kHostile =
    "=1+1|`a` \"q\" <b>@all</b>, \x1b]0;t\x07\x1b[31m \u202Egnp\u2069 \xFF\xC3( \r\n\t\\ [x](http://e) \u009b31m";

// A report whose every string is hostile.
Report hostile_report();

}  // namespace goescape::test
