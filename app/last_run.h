// What the last run over a work tree leaves to the next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "make_report.h"
#include "store/run_cache.h"
#include "util/result.h"

namespace goescape {

// Whether this request compiles a work tree of the user as it is, whole, with -m=2, and nobody else wants to hear the
// compiler: only such runs are kept. Commits have a cache of their own (store/report_cache.h).
bool leaves_something(const ReportRequest& request);

// The last run of a request. One request has one at a time; where it cannot be kept, as in a folder that is not to be
// written, each run is made anew, which --verbose tells.
class LastRun {
 public:
  // For requests that leaves_something() says yes to. Reads what was kept.
  explicit LastRun(const ReportRequest& request);

  // The report of the last run, if the go command builds today what it built then: it is asked with the same flags and
  // what it prints from its cache is not read, which takes most of the time of a run without changes. Nothing where
  // anything is different, or may be: then the compiler has to be listened to. It is not even asked where files
  // have changed (source_stamp()). Fails when the run was interrupted.
  Result<std::optional<MadeReport>> find();

  // Keeps this run instead, unless something in it failed, it is not sure to have heard everything, or sources were
  // written since this object was made.
  void replace(const MadeReport& made);

 private:
  const ReportRequest& request_;
  std::int64_t begin_;  // As SourceStamp::newest.
  RunCache cache_;
  KeptKey key_;
  std::optional<KeptRun> kept_;
};

}  // namespace goescape
