// Memory profiles: whatever the bytes are, they are a profile or none, and what a report is joined with adds up.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "evidence/profile_benchmarks.h"
#include "evidence/profile_join.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_benchmarks(bytes);
  auto profile = parse_profile(bytes, "input");
  if (!profile) {
    return 0;
  }
  Report report;
  const std::array profiles{*std::move(profile)};
  join_profiles(report, profiles, "");
  std::uint64_t sum = report.profile->matched_bytes;
  for (const ProfileSite& site : report.profile->unmatched) {
    sum = add_capped(sum, site.bytes);
  }
  if (sum != report.profile->bytes) {
    std::abort();
  }
  return 0;
}
