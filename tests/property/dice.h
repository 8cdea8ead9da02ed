// Random choices for property tests and mutators.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace goescape::test {

// Random choices that are the same on every machine: the distributions of the standard library are not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  // A number below `end`, which is not 0.
  std::size_t below(std::size_t end) { return engine_() % end; }

  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 engine_;
};

}  // namespace goescape::test
