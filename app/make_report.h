// From what a user names to a report: the compiler run, the log or the saved report behind it.
#pragma once

#include <optional>
#include <string>

#include "capture/capture.h"
#include "model/build.h"
#include "model/report.h"
#include "options/build_options.h"
#include "resolve/collector.h"
#include "util/result.h"

namespace goescape {

struct ReportRequest {
  CaptureOptions capture;
  std::string from;               // A compiler log or a saved report, - is standard input; empty = compile.
  KindSet keep = heap_kinds();    // The kinds that the report lists.
  unsigned jobs = 1;              // Threads that read a log and the sources.
  bool progress = false;          // Draw the progress line, on a terminal, and tell what is wrong with kept runs.
  KindSet listed = heap_kinds();  // Of a shard: the kinds that the whole report is to list.
  // A saved shard stays one; else it is taken for the whole report of its packages, and MadeReport::part says so.
  bool keep_shard = false;
  std::vector<MatrixRun> matrix = {};  // Several ways to compile, instead of `capture`; their reports are merged.
  DiagnosticSink* output = nullptr;    // Gets what the compiler says, too; nullptr = nobody else does.
};

struct MadeReport {
  Report report;
  BuildInfo build;  // For a log only the module, for a saved report nothing.
  bool compiled = false;
  std::optional<Shard> part =
      {};  // The saved shard that the report was made of: other parts of the packages are not in it.
};

// One out of several, which must not be empty: the report that merge_reports() (compare/merge_reports.h) makes of
// theirs, and the packages of all. `names` are those of `all`, for sentences.
Result<MadeReport> merge_made(std::vector<MadeReport> all, const std::vector<std::string>& names);

// Compiles the packages, or reads the log or the saved report. Fingerprints are set, nothing is filtered out; a saved
// report lists the kinds that it was saved with. A shard keeps every kind, whatever `keep` says. Fails when there is
// nothing to report.
Result<MadeReport> make_report(const ReportRequest& request);

}  // namespace goescape
