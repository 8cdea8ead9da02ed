// Which package of one revision is which package of the other, where its import path changed.
#pragma once

#include <map>
#include <string_view>

#include "model/report.h"
#include "model/source_changes.h"

namespace goescape {

// Views into the two reports.
struct PackageRenames {
  std::map<std::string_view, std::string_view> to_new;  // Import path of the old report -> of the new report.
  std::map<std::string_view, std::string_view> to_old;
};

// A package is taken for renamed when its import path is missing in the other report, and a package whose import path
// is missing here lies in the same folder, as after a change of the module's path, or in the folder to which most of
// its renamed files went. Packages of one folder, such as a package and its external tests, are told apart by the end
// of their paths. Where it is not clear which is which, neither is renamed.
PackageRenames package_renames(const Report& old_report, const Report& new_report, const SourceChanges& changes);

}  // namespace goescape
