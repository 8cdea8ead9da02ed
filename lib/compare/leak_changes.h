// What changed about the parameters of one function.
#pragma once

#include <vector>

#include "compare/function_facts.h"
#include "model/report.h"

namespace goescape {

// The leaking parameters in `new_facts` that did not leak in this way before, the gravest way only: to the heap, then
// what they point to, then to a result. A parameter that leaks as another one did that is gone counts as renamed.
// `old_facts` may be nullptr: nothing leaked. All findings are of `new_report`.
std::vector<const Finding*> new_leaks(const Report& old_report, const FunctionFacts* old_facts,
                                      const Report& new_report, const FunctionFacts& new_facts);

// "parameter p of codec.Encode leaks to the heap now", of one or more leaks of the same kind.
std::string leak_sentence(const Report& report, const std::vector<const Finding*>& leaks, const std::string& function);

}  // namespace goescape
