// Changes logs line by line (property/log_mutation.h).
#include "fuzz/mutator.h"
#include "property/log_mutation.h"

using namespace goescape::test;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  return mutated_input(data, size, most, seed,
                       [](const std::string& log, Dice& dice) { return mutated_log(log, dice); });
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size, const std::uint8_t* b,
                                                 std::size_t b_size, std::uint8_t* out, std::size_t most,
                                                 unsigned seed) {
  Dice dice(seed);
  return hand_over(
      crossed_logs({reinterpret_cast<const char*>(a), a_size}, {reinterpret_cast<const char*>(b), b_size}, dice), out,
      most);
}
