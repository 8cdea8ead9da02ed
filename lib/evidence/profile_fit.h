// Whether profiles were taken from the sources that a report is about.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "evidence/profile.h"
#include "model/report.h"

namespace goescape {

// The text of a file, named as Finding::file; nothing where it is not at hand.
using ReadSource = std::function<std::optional<std::string>(std::string_view file)>;

// Holds the places of the module's own code that the profiles name, on whole stacks and inlined functions included, to
// the sources. A place fits when its file declares a function of that name that reaches over the line and, where the
// profile tells (Go 1.20 and newer), begins on the line that the profile says. Code that was written by programs or is
// moved by //line directives is not looked at. Without sources nothing is: ProfileFit::places is 0.
ProfileFit fit_of(Report& report, std::span<const MemoryProfile> profiles, const std::string& module_dir,
                  const ReadSource& read);

}  // namespace goescape
