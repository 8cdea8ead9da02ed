#include "model/process_memory.h"

namespace goescape {
namespace {

void add(KindSum& sum, const KindSum& more) {
  sum.regions += more.regions;
  sum.size += more.size;
  sum.use.resident += more.use.resident;
  sum.use.dirty += more.use.dirty;
  sum.use.swapped += more.use.swapped;
}

}  // namespace

std::string_view name(RegionEvidence evidence) {
  switch (evidence) {
    case RegionEvidence::kName:
      return "name";
    case RegionEvidence::kBinary:
      return "binary";
    case RegionEvidence::kFile:
      return "file";
    case RegionEvidence::kAddress:
      return "address";
    case RegionEvidence::kNone:
      break;
  }
  return "none";
}

KindSums sums_by_kind(const ProcessMemory& memory) {
  KindSums sums{};
  for (const Region& region : memory.regions) {
    add(sums[static_cast<std::size_t>(region.kind)],
        {1, region.mapping.size(), region.mapping.use.value_or(MappingUse{})});
  }
  return sums;
}

KindSum total(const KindSums& sums) {
  KindSum all;
  for (const KindSum& sum : sums) {
    add(all, sum);
  }
  return all;
}

}  // namespace goescape
