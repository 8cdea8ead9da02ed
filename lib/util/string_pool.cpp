#include "util/string_pool.h"

#include <algorithm>
#include <cstring>

#include "util/hash.h"
#include "util/packed.h"

namespace goescape {
namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kBlockBytes = std::size_t{64} * 1024;

std::uint32_t short_hash(std::string_view text) { return static_cast<std::uint32_t>(hash_bytes(text)); }

// Of a slot that is not free.
std::uint32_t hash_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot >> 32U); }
std::uint32_t index_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }

}  // namespace

StringPool::StringPool() : slots_(kFirstSlots, 0) { intern(""); }

// Where it is, or would be.
std::size_t StringPool::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0 && (hash_in(slots_[slot]) != hash || strings_[index_in(slots_[slot])] != text)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<StringId> StringPool::find(std::string_view text) const {
  const std::uint64_t found = slots_[slot_of(text, short_hash(text))];
  return found == 0 ? std::nullopt : std::optional(static_cast<StringId>(index_in(found)));
}

StringId StringPool::intern(std::string_view text) {
  const std::uint32_t hash = short_hash(text);
  const std::size_t slot = slot_of(text, hash);
  if (slots_[slot] != 0) {
    return static_cast<StringId>(index_in(slots_[slot]));
  }
  const auto index = static_cast<std::uint32_t>(strings_.size());
  strings_.push_back(store(text));
  slots_[slot] = packed(hash, index + 1);
  if (strings_.size() * 4 > slots_.size() * 3) {
    grow();
  }
  return static_cast<StringId>(index);
}

std::string_view StringPool::store(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  if (text.size() > block_free_) {
    const std::size_t bytes = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(bytes));
    block_next_ = blocks_.back().get();
    block_free_ = bytes;
  }
  char* const place = block_next_;
  std::memcpy(place, text.data(), text.size());
  block_next_ += text.size();
  block_free_ -= text.size();
  return {place, text.size()};
}

void StringPool::grow() {
  std::vector<std::uint64_t> bigger(slots_.size() * 2, 0);
  const std::size_t mask = bigger.size() - 1;
  for (const std::uint64_t entry : slots_) {
    if (entry == 0) {
      continue;
    }
    std::size_t slot = hash_in(entry) & mask;
    while (bigger[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    bigger[slot] = entry;
  }
  slots_ = std::move(bigger);
}

}  // namespace goescape
