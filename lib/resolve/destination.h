// What a value escapes into: the callee, variable, literal or channel at the end of its way to the heap.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/report.h"

namespace goescape {

// What sort of thing a value reaches, by the reason that the compiler gives for the last step of the way.
enum class DestinationType : std::uint8_t {
  kUnknown,    // There is no flow, or none that tells: a log of -m, a release before Go 1.14.
  kCall,       // A function that it is passed to.
  kResult,     // The result of the function that the decision stands in.
  kVariable,   // A variable, field or element that it is assigned to.
  kLiteral,    // A composite literal that lives longer.
  kClosure,    // A function literal that captures it.
  kChannel,    // A channel that it is sent to.
  kMap,        // A map that it is a key or value of.
  kInterface,  // An interface value that lives longer.
  kStatement,  // A go or defer statement.
  kSize,       // Nothing: its size alone puts it on the heap.
};

inline constexpr std::size_t kDestinationTypeCount = static_cast<std::size_t>(DestinationType::kSize) + 1;

// The word for a type: "" for kUnknown, then call, result, variable, literal, closure, channel, map, interface,
// statement, size.
std::string_view name(DestinationType type);

struct Destination {
  DestinationType type = DestinationType::kUnknown;
  // Which one, in the compiler's spelling: `fmt.Fprintln`, `append to l.events`, `(*T).Name`, `s.cache[…]`,
  // `Event{…}`, `jobs`. Empty for kUnknown, kClosure, kInterface, kStatement and kSize, and where the text of the
  // step does not tell.
  std::string name;

  bool operator==(const Destination& other) const { return type == other.type && name == other.name; }
};

// The destination of one heap decision of `report`. The last step that gives a reason decides; what a call or an
// assignment is about is cut out of its expression, so that all values passed to one function, or put into one
// variable, have equal destinations. Indices are left out for the same end: `s[i]` and `s[j]` are both `s[…]`.
Destination destination(const Report& report, const Finding& finding);

}  // namespace goescape
