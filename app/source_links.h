// Finds the address under which a report's files can be read on the web.
#pragma once

#include <string>

#include "model/diff.h"
#include "model/report.h"
#include "options/output_options.h"

namespace goescape {

// "https://github.com/owner/name/blob/HASH/folder/", to stand in front of a file of the report: from what CI says in
// the environment, else from the remote `origin` of the repository around `directory`. Empty when there is none, when
// the report is not of a commit of that repository, and when files had been changed since: then lines may be other
// ones.
std::string source_address(const Report& report, const std::string& directory);

// The options with the addresses of both sides of a comparison, if they are to be shown.
OutputOptions with_source_links(OutputOptions options, const Comparison& comparison, const std::string& directory);

}  // namespace goescape
