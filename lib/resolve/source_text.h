// Reading files by names that come from input: nothing but what lies within the folders that a report is about, and for
// somebody else to see nothing but Go files.
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

// Where `file`, a name as in Finding::file, is on this machine: the path that links lead to. Names come from //line
// directives, logs and saved reports, which may say anything, so it is nothing for absolute names, for names with `..`,
// and where there is no such file or links lead out of the module, out of GOROOT/src or out of the module cache.
std::optional<std::string> find_source(const SourceRoots& roots, std::string_view file);

// Whether links on the way to what is at `path` lead out of `folder`. False where nothing is there.
bool leads_out(const std::string& path, const std::string& folder);

// Whether `file`, a name as in Finding::file, can be the name of a Go file below the folder that it is relative to.
// Absolute names, names with `..`, and names of anything but .go files are refused.
bool is_source_name(std::string_view file);

// The text of a file that is_source_name(), of at most `most` bytes. Nothing where there is no such regular file, where
// links lead out of the module, out of GOROOT/src or out of the module cache, or to a file that is no .go file.
std::optional<std::string> read_source(const SourceRoots& roots, std::string_view file, std::size_t most);

}  // namespace goescape
