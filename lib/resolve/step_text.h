// What the expression of a flow's step is about: a call, an assignment, a literal in the compiler's spelling, cut into
// its parts. Brackets and text literals are passed over whole; a text that is not of the shape gives an empty part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace goescape {

// `fmt.Fprintln` of `fmt.Fprintln(os.Stderr, ... argument...)`.
std::string_view callee_of(std::string_view call);

// The same, and `append to l.events` of `append(l.events, x)`.
std::string called_name(std::string_view call);

// `l.events[i]` of `l.events[i] = x`, `tmp` of `tmp := x`, `s` of `s += x`.
std::string_view assigned(std::string_view assignment);

// `Event{…}` of `Event{...}`; a text that ends otherwise as it is.
std::string literal_name(std::string_view text);

// `jobs` of `jobs <- job{...}`.
std::string_view channel_of(std::string_view send);

// `dc.openStmt` of `dc.openStmt[ds]`.
std::string_view indexed(std::string_view element);

// The same, or of what is in front of an assignment; a text without an index as it is.
std::string_view map_of(std::string_view text);

// Whether two values are added: `a + b`.
bool is_sum(std::string_view text);

// The arguments of a call, as one text.
std::string_view arguments_of(std::string_view call);

// The parts between the commas: `a` and `f(b, c)` of `a, f(b, c)`.
std::vector<std::string_view> listed_parts(std::string_view text);

// The variable that gets `value`: `b` of `a, b = x, value`; what stands in front of an assignment of a single value.
// Empty where the text does not tell.
std::string_view target_of(std::string_view assignment, std::string_view value);

// `a`, `b[i]` and `c` of `a.b[i].c`.
std::vector<std::string_view> selected(std::string_view text);

// The text with what stands between brackets of indices left out: `s[…]` of `s[i]`.
std::string without_indices(std::string_view text);

}  // namespace goescape
