// Changes configurations value by value (property/json_mutation.h).
#include "fuzz/mutator.h"
#include "property/json_mutation.h"

using namespace goescape::test;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  return mutated_input(data, size, most, seed, mutated_json);
}
