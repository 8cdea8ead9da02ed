// Reports of commits, kept: a second comparison with the same base compiles nothing.
#pragma once

#include <optional>
#include <string>

#include "model/report.h"
#include "store/kept_files.h"

namespace goescape {

// The key of the report of a commit (its full hash), compiled in the folder `subfolder` of the repository; what else
// the report depends on is to be added.
KeptKey report_key(const std::string& revision, const std::string& subfolder);

// Reports as messages (store/report_message.h) in the folder reports/ of the cache.
class ReportCache {
 public:
  explicit ReportCache(KeptFiles::Warn warn) : files_(KeptFiles::in_cache("reports", std::move(warn))) {}
  // The same in this folder instead.
  ReportCache(std::string folder, KeptFiles::Warn warn) : files_(std::move(folder), std::move(warn)) {}

  // The report of this key; nothing when there is none, or a damaged one.
  [[nodiscard]] std::optional<Report> find(const KeptKey& key);

  // Keeps a report. Not to be used for one with failures: those may be gone in the next run.
  void store(const KeptKey& key, const Report& report);

 private:
  KeptFiles files_;
};

}  // namespace goescape
