// The parts of a report whose packages were divided among several runs, put together.
#pragma once

#include "compare/merge_reports.h"
#include "model/report.h"
#include "util/result.h"

namespace goescape {

// What a shard says when it is taken for a whole report: each decision once, however many packages printed it, of the
// kinds that it is to list. Fingerprints are set.
Report without_shard(const Report& shard);

// Unites shards of one variant and one division. When all of them are there, the result is the report of one run over
// all packages, byte for byte; else it is a shard with several numbers. Fails when they were divided into different
// numbers of parts, or list other kinds.
Result<Report> merge_shards(const std::vector<MergeInput>& shards);

}  // namespace goescape
