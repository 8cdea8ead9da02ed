// Lines of compiler output made up from their grammar, and damaged where it hurts.
#pragma once

#include <string>

#include "property/dice.h"

namespace goescape::test {

// One of the texts that the grammar has for `name`: "line", a line without its end; "block", the lines of an
// explanation and the decision behind it; "section", the header of a package; "log", several of these. `depth` is how
// deep the name stands within others, 0 for the outermost: below six levels the first text is taken, so that all ends.
std::string generated(const std::string& name, Dice& dice, int depth = 0);

// `line` with something left out, repeated, moved, put in or replaced, often by what the grammar is made of.
std::string mutated(std::string line, Dice& dice);

}  // namespace goescape::test
