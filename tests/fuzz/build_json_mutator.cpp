// Changes one event of a stream value by value (property/json_mutation.h), or its lines.
#include "fuzz/mutator.h"
#include "property/json_mutation.h"
#include "property/log_mutation.h"

using namespace goescape::test;

namespace {

std::string mutated_events(const std::string& stream, Dice& dice) {
  if (dice.below(4) == 0) {
    return mutated_log(stream, dice);
  }
  const std::size_t from = dice.below(stream.size() + 1);
  const std::size_t begin = from == 0 ? 0 : stream.rfind('\n', from - 1) + 1;  // npos + 1 is 0.
  const std::size_t end = std::min(stream.find('\n', begin), stream.size());
  return stream.substr(0, begin) + mutated_json(stream.substr(begin, end - begin), dice) + stream.substr(end);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  return mutated_input(data, size, most, seed, mutated_events);
}
