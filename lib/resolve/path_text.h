// File names as text: the names in a compiler log need not exist on this machine, nor follow its rules.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// A name as Windows writes it (`C:\m\a.go`, `.\a.go`, `sub\a.go`) with forward slashes; any other as it is.
std::string with_slashes(std::string_view name);

// What stands behind the last slash.
std::string_view base_name(std::string_view name);

// What stands in front of the last slash; empty when there is none.
std::string_view dir_name(std::string_view name);

// `name` without the `./` and `../` in front of it.
std::string_view without_dots(std::string_view name);

// True for `/x` and `C:/x`.
bool is_absolute(std::string_view name);

// True when `name` is a path below `folder`: "a/b" is below "a", "ab" is not. Nothing is below the empty folder.
bool is_below(std::string_view name, std::string_view folder);

// `folder` and `name` joined by a slash; an empty folder and "." add nothing.
std::string join_path(std::string_view folder, std::string_view name);

// A module path with its upper-case letters written as in the module cache: `!b` for `B`
// (golang.org/ref/mod#module-cache).
std::string escape_module_path(std::string_view path);

// The reverse of escape_module_path().
std::string unescape_module_path(std::string_view path);

}  // namespace goescape
