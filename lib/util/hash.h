// The one hash function of the program: XXH3, 64 bits (xxHash specification 0.2).
#pragma once

#include <cstdint>
#include <string_view>

// With sanitizers and little optimisation, GCC refuses to inline what xxHash insists on.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define XXH_NO_INLINE_HINTS 1
#endif
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace goescape {

// Hashes `bytes`; different seeds give unrelated hash functions. Stable across runs and platforms, so it may be
// written to files.
inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace goescape
