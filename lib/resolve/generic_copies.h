// Copies of one decision that generic code makes the compiler print.
#pragma once

#include <cstdint>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

// A generic function `F[T]` is compiled once per shape, and for each set of type arguments a wrapper `F[int]` calls
// that. Where the wrapper inlines the shaped body, everything decided in the body is printed again at the position of
// the wrapper: the name in the declaration of F, where calls are inlined and `can inline F[…]` stands too.
// Such a copy is told by its place, and belongs to the next diagnostic in the file with the same kind and text, shape
// types aside.
//
// Returns, for each of Collected::diagnostics, the index of the diagnostic that it is a copy of, or its own index.
// Copies without such an original, because optimisation changed the text, are left to stand for themselves.
std::vector<std::uint32_t> originals_of_generic_copies(const Collected& collected);

}  // namespace goescape
