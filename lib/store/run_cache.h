// The last run over each work tree, kept: where nothing was changed since, what the compiler says need not be read
// again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/kept_files.h"

namespace goescape {

struct KeptRun {
  std::string state;                 // build_state() (capture/build_state.h).
  std::vector<std::string> watched;  // watched_paths() there.
  std::uint64_t stamp = 0;           // source_stamp() of these, at the end of the run.
  std::string report;                // encode_report() (store/report_message.h).
};

// Runs in the folder runs/ of the cache, as messages of Protocol Buffers.
class RunCache {
 public:
  explicit RunCache(KeptFiles::Warn warn) : files_(KeptFiles::in_cache("runs", std::move(warn))) {}
  // The same in this folder instead.
  RunCache(std::string folder, KeptFiles::Warn warn) : files_(std::move(folder), std::move(warn)) {}

  // The run of this key; nothing when there is none, or a damaged one.
  [[nodiscard]] std::optional<KeptRun> find(const KeptKey& key);

  // Keeps a run, instead of the one before it. Not to be used for one with failures.
  void store(const KeptKey& key, const KeptRun& run);

  // Removes a run whose report nobody can read.
  void drop(const KeptKey& key) { files_.drop(key); }

 private:
  KeptFiles files_;
};

}  // namespace goescape
