// What the mutators that know a language have in common: the fuzzer's own changes are mixed in, because it knows from
// comparisons in the program what may be worth trying.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "property/dice.h"

// Of libFuzzer: changes `data` in place by bytes and returns its new size, `most` at most.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace goescape::test {

// Writes `text`, or as much as has room, to `data`.
inline std::size_t hand_over(const std::string& text, std::uint8_t* data, std::size_t most) {
  const std::size_t size = std::min(text.size(), most);
  std::memcpy(data, text.data(), size);
  return size;
}

// One change of an input: by `change`, which takes the text and dice and returns the new text, or by libFuzzer.
template <typename Change>
std::size_t mutated_input(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed, Change change) {
  Dice dice(seed);
  if (dice.below(4) == 0) {
    return LLVMFuzzerMutate(data, size, most);
  }
  return hand_over(change(std::string(reinterpret_cast<const char*>(data), size), dice), data, most);
}

}  // namespace goescape::test
