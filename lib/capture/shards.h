// Divides the packages of a run into parts of about the same cost, for machines that share the work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "capture/go_command.h"
#include "util/result.h"

namespace goescape {

struct PackageCost {
  std::string pattern;      // What the go command is to be given: as a rule the import path.
  std::uint64_t bytes = 0;  // Of its Go files: compiling takes time in proportion to them, as a rule.
};

// The patterns that fall to the shard with this number, from 1, of `shards`, sorted. The dearest package goes first,
// each to the shard that has least so far, the first of them where several have: no shard has more than a third beyond
// what the best division could give (Graham, "Bounds on multiprocessing timing anomalies", 1969). Depends on nothing
// but the packages.
std::vector<std::string> patterns_of_shard(std::vector<PackageCost> packages, std::uint32_t shard,
                                           std::uint32_t shards);

// Asks `go list` for the packages that `go` names and returns those of the shard that the options want; none where more
// shards than packages are asked for. Patterns that name nothing fall to the first shard, so that their failure is in
// the whole report once. Where there is nothing at all the patterns come back as they are: the run itself tells why.
// Fails with a usage error for .go files, which are one package.
Result<std::vector<std::string>> shard_patterns(const GoCommand& go, const CaptureOptions& options);

}  // namespace goescape
