#include "store/config_limits.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace goescape {
namespace {

// Flags of `go tool compile`, of all releases.
constexpr std::array<std::string_view, 26> kHarmlessFlags{
    "+", "%", "B", "C", "E",    "K",    "L", "N",    "S", "W",    "asan",   "d", "dwarf",
    "e", "h", "j", "l", "lang", "live", "m", "msan", "r", "race", "shared", "w", "spectre"};

// Some keys of -d name files ("dumpinlfuncprops=FILE") or make the compiler write some ("ssa/lower/dump=F").
bool is_harmless(std::string_view flag) {
  if (!flag.starts_with('-')) {
    return false;
  }
  flag.remove_prefix(flag.starts_with("--") ? 2 : 1);
  const std::string_view name = flag.substr(0, flag.find('='));
  return std::find(kHarmlessFlags.begin(), kHarmlessFlags.end(), name) != kHarmlessFlags.end() &&
         flag.find("dump") == std::string_view::npos && flag.find("html") == std::string_view::npos;
}

Result<void> check_gcflag(const std::string& word) {
  if (is_harmless(word)) {
    return {};
  }
  return fail(Failure::kUsage, fmt::format("a configuration file may give the compiler no flag that could name a file, "
                                           "not \"{}\"; --gcflags may give any",
                                           word));
}

}  // namespace

Result<void> check_from_file(const Setting& setting, const std::vector<std::string>& words) {
  if (setting.key != "gcflags") {
    return {};
  }
  for (const std::string& word : words) {
    if (auto checked = check_gcflag(word); !checked) {
      return checked;
    }
  }
  return {};
}

}  // namespace goescape
