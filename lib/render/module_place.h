// Where the files of a report lie, for formats whose readers do not look for them from the folder of the module.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// From where files are looked for. Both folders are relative to one that holds both of them, and empty where they are
// that; without an absolute path, so that the same sources give the same output wherever they lie.
struct Viewpoint {
  std::string module;  // The folder of the module: "services/api".
  std::string here;    // The folder from which its files are looked for.
};

// A file of a report, named as Finding::file, seen from there: "services/api/a.go", "../a.go". What has a base of its
// own ($GOROOT/…, absolute paths) and the empty name stay as they are.
std::string file_from(const Viewpoint& view, std::string_view file);

// Of one report. What is not known, or not asked for by any format (FormatNeeds in render/renderer.h), is empty: then
// files are named from the folder of the module.
struct ModulePlace {
  Viewpoint in_repository;  // From the top folder of the repository.
  Viewpoint from_here;      // From the working directory of the program.
  // The address of the repository on the web, where the report is of one of its commits: "https://github.com/o/name".
  std::string repository_url;
  // What stands in front of a file of the report in the address of its text at that commit:
  // "https://github.com/o/name/blob/0123…/services/api/"; "#L12" behind it leads to a line.
  std::string files_url;
};

}  // namespace goescape
