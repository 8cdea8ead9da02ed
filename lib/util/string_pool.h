// Interned strings: every distinct string is stored once and named by a small index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace goescape {

// Names a string inside one StringPool. The default value is the empty string in every pool.
enum class StringId : std::uint32_t { kEmpty = 0 };

// Owns the characters of interned strings; views handed out stay valid as long as the pool lives, also when it is
// moved. Not safe for concurrent use.
class StringPool {
 public:
  StringPool();

  // Returns the id of `text`, copying it into the pool when it was not there yet. Equal strings get equal ids.
  StringId intern(std::string_view text);

  // The id of `text`; nothing when it was never interned.
  [[nodiscard]] std::optional<StringId> find(std::string_view text) const;

  // The string behind an id that this pool gave out.
  [[nodiscard]] std::string_view operator[](StringId id) const { return strings_[static_cast<std::uint32_t>(id)]; }

  // How many distinct strings there are, the empty one included.
  [[nodiscard]] std::size_t size() const { return strings_.size(); }

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  std::string_view store(std::string_view text);
  void grow();

  std::vector<std::string_view> strings_;
  // Open addressing, power of two: a hash and behind it an index into strings_ plus one, 0 = free. With the hash at
  // hand other strings are passed over without being looked at, which is memory that would be waited for.
  std::vector<std::uint64_t> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_free_ = 0;
  char* block_next_ = nullptr;
};

}  // namespace goescape
