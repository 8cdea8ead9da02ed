// The report of one side of a comparison, from wherever that is.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <vector>

#include "capture/revision.h"
#include "make_report.h"
#include "model/report.h"
#include "side.h"
#include "util/result.h"

namespace goescape {

struct SideReport {
  MadeReport made;
  std::string name;                  // describe() of the side.
  std::optional<Revision> revision;  // What was compiled, where the side is a commit.
  std::vector<std::string> absent;   // Of the patterns, those that name nothing on this side.
  bool empty = false;                // None of them names anything: there is no package, and nothing was compiled.
  std::future<void> removal;         // Of the worktree; goes on while the reports are compared.
};

// Reads or compiles what `side` names, as `request` says, in which `from` is not looked at. A revision is checked out
// beside the user's work tree (capture/worktree.h), or comes from the cache, where it is kept when it compiled without
// a failure. Fails when that side gives no report at all, naming it, and for a saved report that does not list its heap
// decisions. Safe to be called for two sides at once.
Result<SideReport> obtain_report(const Side& side, ReportRequest request, bool quiet);

}  // namespace goescape
