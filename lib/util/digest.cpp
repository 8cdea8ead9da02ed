#include "util/digest.h"

#include <fmt/core.h>

#include "util/hash.h"

namespace goescape {

std::string digest_of(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

void Digest::add(std::string_view text) { bytes_ += fmt::format("{}:{}\n", text.size(), text); }

}  // namespace goescape
