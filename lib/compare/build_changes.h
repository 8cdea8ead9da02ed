// What two reports say about the build as a whole: its packages and its settings.
#pragma once

#include <vector>

#include "model/diff.h"
#include "model/report.h"

namespace goescape {

// The packages of both reports, sorted by import path.
std::vector<PackageDelta> package_deltas(const Report& old_report, const Report& new_report);

// The settings that differ, in the order of the members of `toolchain`. Nothing when one side does not know its
// settings, as a raw log does not.
std::vector<SettingChange> setting_changes(const Toolchain& old_toolchain, const Toolchain& new_toolchain);

}  // namespace goescape
