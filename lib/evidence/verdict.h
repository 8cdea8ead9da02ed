// Whether the generated code allocates for the heap decisions of a report, from its assembly.
#pragma once

#include <string_view>

#include "model/report.h"
#include "resolve/collector.h"

namespace goescape {

// Why nothing is allocated, or why nobody knows: Allocation::reason.
struct VerdictReason {
  static constexpr std::string_view kConstant = "constant";             // Read-only data: a literal in an interface.
  static constexpr std::string_view kZeroSize = "zero_size";            // All values without a size share an address.
  static constexpr std::string_view kSingleByte = "single_byte";        // The runtime has all values of one byte.
  static constexpr std::string_view kStaticClosure = "static_closure";  // A function literal that captures nothing.
  static constexpr std::string_view kStaticData = "static_data";        // The linker lays it out: a package variable.
  static constexpr std::string_view kNoCall = "no_call";  // The code at its place calls nothing that would.
  static constexpr std::string_view kNoCode = "no_code";  // Its function is compiled nowhere on its own.
  // Allocates together with other variables: the bytes are with the first of them.
  static constexpr std::string_view kCombined = "combined";
  static constexpr std::string_view kAmbiguous = "ambiguous";   // Fewer calls than decisions, and nothing tells which.
  static constexpr std::string_view kElsewhere = "elsewhere";   // Its function allocates such, but on another line.
  static constexpr std::string_view kNotListed = "not_listed";  // There is no listing of its package.
};

// The kinds of findings that add_allocations() reads or adds.
KindSet evidence_kinds();
// Of these, the silent ones.
KindSet silent_kinds();

// Gives every heap decision of the report its Allocation, and adds a finding of a silent kind (is_silent_allocation())
// for the calls that belong to no decision, counted in its package; their fingerprints are not set. Reads
// Report::code, and the findings of kind closure_storage and interface_storage where the report has them, in which the
// compiler itself says of what it made constants. Uses up to `jobs` threads, whose number changes nothing.
void add_allocations(Report& report, unsigned jobs);

}  // namespace goescape
