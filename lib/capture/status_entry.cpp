#include "capture/status_entry.h"

#include <set>

namespace goescape {
namespace {

// "1 XY SUB …": what follows the two letters is "N..." but for submodules.
constexpr std::size_t kSubmodulePlace = 5;

}  // namespace

bool is_read_by_go(std::string_view file) {
  // The suffixes of `go help filetype`, and what steers modules.
  static const std::set<std::string_view> suffixes{"go",  "s",   "S",   "sx",   "c",    "cc",     "cpp",
                                                   "cxx", "m",   "h",   "hh",   "hpp",  "f",      "F",
                                                   "for", "hxx", "f90", "syso", "swig", "swigcxx"};
  static const std::set<std::string_view> names{"go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt"};
  if (file.ends_with('"')) {
    file.remove_suffix(1);
  }
  const std::string_view name = file.substr(file.find_last_of("/ \"") + 1);
  const std::size_t dot = name.rfind('.');
  return (dot != std::string_view::npos && suffixes.contains(name.substr(dot + 1))) || names.contains(name);
}

bool is_change_for_go(std::string_view line) {
  if (line.size() > kSubmodulePlace && line[kSubmodulePlace] == 'S') {
    return true;
  }
  // Behind a tab stands the name that a file had before.
  const std::size_t tab = line.find('\t');
  return is_read_by_go(line.substr(0, tab)) || (tab != std::string_view::npos && is_read_by_go(line.substr(tab + 1)));
}

}  // namespace goescape
