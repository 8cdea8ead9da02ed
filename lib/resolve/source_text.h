// Reading sources for somebody else to see: nothing but Go files within the folders that a report is about.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace goescape {

// Where the files of a report are on this machine. Absolute; an empty one is not known.
struct SourceRoots {
  std::string module_dir;  // What file names are relative to.
  std::string goroot;
  std::string gomodcache;
};

// Whether `file`, a name as in Finding::file, can be the name of a Go file below the folder that it is relative to.
// Names come from //line directives, too, which may say anything: absolute names, names with `..`, and names of
// anything but .go files are refused.
bool is_source_name(std::string_view file);

// The text of a file that is_source_name(), of at most `most` bytes. Nothing where there is no such regular file, where
// links lead out of the module, out of GOROOT/src or out of the module cache, or to a file that is no .go file.
std::optional<std::string> read_source(const SourceRoots& roots, std::string_view file, std::size_t most);

}  // namespace goescape
