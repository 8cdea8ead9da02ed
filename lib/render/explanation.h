// Why one decision was made, in sentences: what `goescape explain` writes in every format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compare/function_facts.h"
#include "model/report.h"

namespace goescape {

// A sentence, and the place in the sources that it is about.
struct ExplainedPlace {
  std::string sentence;     // Without a full stop. Escaped.
  std::string_view file{};  // As Finding::file, a view into the report; empty = there is none.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// A part of the way to the heap: storage that reaches other storage, and the code that does it.
struct ExplainedPart {
  std::string sentence;  // "the address of t reaches the heap". Escaped; empty where a cut log begins with code.
  std::vector<ExplainedPlace> code;
};

struct Explanation {
  std::string why;                    // The cause as a sentence. Escaped.
  std::vector<ExplainedPart> way;     // Empty without a flow.
  std::vector<ExplainedPlace> notes;  // What is known of the functions and values on the way.
  std::string change;                 // What would have to be otherwise; empty where the evidence carries no advice.
};

// Of a finding of `report`, which `facts` are about. What it can say of other functions, the report has to list: the
// kinds of leaking parameters and of inlining.
Explanation explain(const Report& report, const ReportFacts& facts, const Finding& finding);

}  // namespace goescape
