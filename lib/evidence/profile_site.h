// Places of profiles, as reports name files.
#pragma once

#include <string>

#include "evidence/profile.h"
#include "model/report.h"

namespace goescape {

// The place of a function and a line that are not among the findings of `report`, in whose pool names are put, without
// sums. `module_dir` as for join_profiles(). No name leads out of the module, GOROOT or the module cache: a file that
// is in none of them is named by import path.
ProfileSite site_of(Report& report, const ProfileFunction& function, std::uint32_t line, const std::string& module_dir);

}  // namespace goescape
