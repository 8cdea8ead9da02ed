// The sources behind a report, for formats that show code.
#pragma once

#include <optional>
#include <string>

#include "capture/revision.h"
#include "make_report.h"
#include "render/renderer.h"

namespace goescape {

// Of a report that was compiled here the files that were compiled; of a revision, and of a saved report of one that the
// repository around `directory` has, the files as git keeps them; else those on the disk, if `directory` lies in the
// module of the report, which nobody knows to be the ones that were compiled. `revision` is that of the side of a
// comparison, if it is one. Nothing is read before a format asks; `made` must outlive that.
SourceFiles shown_sources(const MadeReport& made, const std::string& directory,
                          const std::optional<Revision>& revision = std::nullopt);

}  // namespace goescape
