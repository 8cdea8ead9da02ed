#include "resolve/file_platform.h"

#include <algorithm>
#include <array>

namespace goescape {
namespace {

constexpr std::array<std::string_view, 18> kSystems{"aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
                                                    "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
                                                    "openbsd", "plan9",   "solaris", "wasip1",    "windows", "zos"};

constexpr std::array<std::string_view, 24> kArchitectures{
    "386",     "amd64",  "amd64p32", "arm",      "armbe",     "arm64",       "arm64be", "loong64",
    "mips",    "mipsle", "mips64",   "mips64le", "mips64p32", "mips64p32le", "ppc",     "ppc64",
    "ppc64le", "riscv",  "riscv64",  "s390",     "s390x",     "sparc",       "sparc64", "wasm"};

template <typename Names>
bool is_one_of(const Names& names, std::string_view name) {
  return !name.empty() && std::find(names.begin(), names.end(), name) != names.end();
}

// Cuts the last part off that a '_' stands in front of; empty when there is none.
std::string_view cut_last_part(std::string_view& name) {
  const std::size_t underscore = name.rfind('_');
  if (underscore == std::string_view::npos) {
    return {};
  }
  const std::string_view part = name.substr(underscore + 1);
  name = name.substr(0, underscore);
  return part;
}

// Some systems compile the files of another one as well.
bool is_system(std::string_view name, std::string_view goos) {
  return name == goos || (goos == "android" && name == "linux") || (goos == "illumos" && name == "solaris") ||
         (goos == "ios" && name == "darwin");
}

}  // namespace

bool is_for_platform(std::string_view file_name, std::string_view goos, std::string_view goarch) {
  std::string_view name = file_name.substr(0, file_name.find('.'));
  if (goos.empty() || goarch.empty()) {
    return true;
  }
  if (name.ends_with("_test")) {
    cut_last_part(name);
  }
  std::string_view last = cut_last_part(name);
  if (is_one_of(kArchitectures, last)) {
    if (last != goarch) {
      return false;
    }
    last = cut_last_part(name);
  }
  return !is_one_of(kSystems, last) || is_system(last, goos);
}

}  // namespace goescape
