// From what a user names to a report: the compiler run, the log or the saved report behind it.
#pragma once

#include <string>

#include "capture/capture.h"
#include "model/build.h"
#include "model/report.h"
#include "resolve/collector.h"
#include "util/result.h"

namespace goescape {

struct ReportRequest {
  CaptureOptions capture;
  std::string from;                  // A compiler log or a saved report, - is standard input; empty = compile.
  KindSet keep = heap_kinds();       // The kinds that the report lists.
  unsigned jobs = 1;                 // Threads that read a log and the sources.
  bool progress = false;             // Draw the progress line, on a terminal.
  DiagnosticSink* output = nullptr;  // Gets what the compiler says, too; nullptr = nobody else does.
};

struct MadeReport {
  Report report;
  BuildInfo build;  // For a log only the module, for a saved report nothing.
  bool compiled = false;
};

// Compiles the packages, or reads the log or the saved report. Fingerprints are set, nothing is filtered out; a saved
// report lists the kinds that it was saved with. Fails when there is nothing to report.
Result<MadeReport> make_report(const ReportRequest& request);

}  // namespace goescape
