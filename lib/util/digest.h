// Names for contents: XXH3 with 128 bits (xxHash specification 0.2). They tell contents apart that come about by
// themselves, not ones that somebody makes to collide.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// 32 hex digits for these bytes.
std::string digest_of(std::string_view bytes);

// Gathers texts for one name.
class Digest {
 public:
  // Adds a text with its length, so that no two lists of texts have the same bytes.
  void add(std::string_view text);

  // 32 hex digits for all that was added.
  [[nodiscard]] std::string digits() const { return digest_of(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace goescape
