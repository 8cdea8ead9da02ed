// Which finding of a report stands for which allocations of memory profiles.
#pragma once

#include <span>
#include <string>

#include "evidence/profile.h"
#include "model/report.h"

namespace goescape {

// Gives the heap decisions of `report`, and the allocations that it knows without one, what the profiles saw there:
// sets Finding::profile of each of them and Report::profile, as to sums and places without a finding, in place of what
// the report held before. `module_dir` is where the module is on this machine; empty = unknown.
//
// A sample belongs to the instruction that allocated. The compiler reports what an inlined body allocates at the
// outermost call, so the place of a sample is the line of the function that was compiled, the last of the inlined ones.
// A finding stands for it when
//  - it is on that line of that file: the import path in the name of the function and the name of the file agree, or,
//    for programs, which are all called "main" there, and code that was inlined with its literals, the path of the
//    file,
//  - and in that function, or one that the compiler may have numbered differently, or an unknown one,
//  - and it comes out of one of the functions inlined there, or out of none, like the sample. The unnamed result of an
//    inlined function, `~r0`, is boxed by who calls it.
// Where no finding does, the functions inlined there are tried, from the outside in: a build that inlined less reported
// the same code in them.
//
// Of several findings on one line that come out of inlined functions, those go that come out of an outer one, or that
// say something else than what is said of the line of the innermost one. Of all, those go whose code was seen to
// allocate nothing, or nothing of that size. All that are left then get the whole value of the place, which says by how
// many it is shared; sums count it once. No value is divided by guess, none is counted twice and none is lost: what
// findings hold and what has none adds up to the profiles.
void join_profiles(Report& report, std::span<const MemoryProfile> profiles, const std::string& module_dir);

}  // namespace goescape
