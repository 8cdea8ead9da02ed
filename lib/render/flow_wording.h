// The way of a value to the heap, in words for people.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// What an assignment of a flow says, piece by piece: words of ours, and names that come from the compiler or the
// sources. "the address of ", "x" (a name), " reaches ", "the heap".
using TakePiece = std::function<void(std::string_view piece, bool is_name)>;
void tell_assignment(const Report& report, const FlowStep& step, const TakePiece& take);

// What code does to a value for this reason of the compiler: "is passed to a call". Reasons that words are not known
// for keep the compiler's. Escaped.
std::string reason_words(std::string_view reason);

// How a format shows foreign text, and a place in a source: code spans, links.
struct FlowMarks {
  std::function<std::string(std::string_view foreign)> text;
  std::function<std::string(std::string_view file, std::uint32_t line)> place;
};

// What one step says, without a full stop and without its place: "the address of x reaches the heap" for storage that
// reaches other storage, "is passed to a call: fmt.Println(... argument...)" for the code that does it. Escaped.
std::string flow_sentence(const Report& report, const FlowStep& step);

// A sentence without a full stop for each step of a finding's flow, in the order of the flow: "the storage of `x`
// reaches the heap: `return &x` (return) at `a.go:7`". All that comes from the compiler or the sources has gone through
// `marks`. Empty for a finding without a flow.
std::vector<std::string> flow_sentences(const Report& report, const Finding& finding, const FlowMarks& marks);

}  // namespace goescape
