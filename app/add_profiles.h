// From --profile to a report that says what the program allocated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/revision.h"
#include "evidence/profile.h"
#include "evidence/profile_benchmarks.h"
#include "make_report.h"
#include "obtain_report.h"
#include "util/result.h"

namespace goescape {

// What the files of --profile hold.
struct Profiles {
  bool given = false;  // There are such files.
  std::vector<MemoryProfile> memory;
  std::vector<BenchmarkLine> benchmarks;
};

// Reads the profiles and outputs of benchmarks in `files`, - is standard input. To be called before anything is
// compiled, so that a mistake shows at once. Fails when a file cannot be read, is neither of the two (told by its
// content), or a damaged one; with a usage error when standard input would be read twice, `from` being what --from
// says.
Result<Profiles> read_profiles(const std::vector<std::string>& files, const std::string& from);

// Joins the profiles to the report, in place of what a saved one holds; does nothing when none are given. `directory`
// and `revision` are where the report was asked for, as for shown_sources(): the sources there are what the profiles
// are held to. Says on standard error that they were taken from other sources, if so, unless `quiet`.
void add_profiles(MadeReport& made, const Profiles& profiles, const std::string& directory,
                  const std::optional<Revision>& revision, bool quiet);

// The same for a side of a comparison.
void add_profiles(SideReport& side, const Profiles& profiles, const std::string& directory, bool quiet);

// Whether a gate can tell by the profiles of the report what is hot. Fails with a usage error when there are none, and
// with an input error when they hold no allocations or were taken from other sources: everything would pass then.
Result<void> check_profile_for_gate(const Report& report);

}  // namespace goescape
