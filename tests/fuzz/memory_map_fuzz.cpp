// Memory maps: whatever the text is, the mappings that are read lie in order, each has a region, and none of the bytes
// of the map is lost or counted twice.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parse/memory_map.h"
#include "resolve/memory_regions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape;
  const auto mappings = parse_memory_map({reinterpret_cast<const char*>(data), size});
  if (!mappings) {
    return mappings.error().message.empty() ? std::abort(), 1 : 0;
  }
  std::uint64_t end = 0;
  std::uint64_t sum = 0;
  for (const Mapping& mapping : *mappings) {
    if (mapping.begin < end || mapping.end <= mapping.begin ||
        (mapping.use && mapping.use->resident > mapping.size())) {
      std::abort();
    }
    end = mapping.end;
    sum += mapping.size();
  }
  const ProcessMemory memory = tell_regions(*mappings, {});
  if (memory.regions.size() != mappings->size() || total(sums_by_kind(memory)).size != sum) {
    std::abort();
  }
  return 0;
}
