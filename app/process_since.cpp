#include "process_since.h"

#include <fmt/core.h>

namespace goescape {
namespace {

std::string named(const std::string& program) { return program.empty() ? "an unknown program" : program; }

Result<void> check_comparable(const ProcessMemory& before, const ProcessMemory& now) {
  if (before.program != now.program) {
    return fail(Failure::kInput, fmt::format("{} is no earlier map of {}: it is of {}, not of {}", before.name,
                                             now.name, named(before.program), named(now.program)));
  }
  if (before.use_known() != now.use_known()) {
    return fail(
        Failure::kInput,
        fmt::format("{} and {} cannot be compared: only one of them tells what is resident; take smaps of both, "
                    "or maps of both",
                    before.name, now.name));
  }
  return {};
}

}  // namespace

Result<KindSums> sums_since(const std::string& file, const ProcessSource& source, const std::string& binary,
                            const ProcessMemory& now) {
  const auto before = read_earlier_memory(file, source, binary);
  if (!before) {
    return tl::unexpected(before.error());
  }
  if (auto checked = check_comparable(*before, now); !checked) {
    return tl::unexpected(checked.error());
  }
  return sums_by_kind(*before);
}

}  // namespace goescape
