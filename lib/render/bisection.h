// Which commit introduced a finding: for people and for programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "model/report.h"
#include "render/renderer.h"

namespace goescape {

struct BisectedCommit {
  std::string hash;
  std::int64_t author_time = 0;  // Seconds since 1970 UTC.
  std::string subject;
};

struct Bisection {
  const Report* asked_report = nullptr;  // Where the finding was looked up.
  const Finding* asked = nullptr;
  const Report* report = nullptr;  // That of `commit`, with the finding as it is there; it may have another name.
  const Finding* finding = nullptr;
  BisectedCommit commit;                // The oldest that is known to have it.
  std::string before;                   // The commit before it, full hash; empty = there is none, or nobody knows.
  bool at_the_end = false;              // Every commit that there is has it.
  bool shallow = false;                 // The history is cut off there.
  std::vector<BisectedCommit> unknown;  // Older ones that did not build: each of them may have introduced it as well.
  bool code_changed = false;            // The commit added or changed its line.
  std::string blame;                    // Why it is there though its line did not change; empty = not known.
  std::size_t recorded = 0;             // How many commits were looked up in the history,
  std::size_t compiled = 0;             // and how many were compiled for this, or came from the cache.
};

void write_bisection(const Bisection& bisection, const RenderOptions& options, std::ostream& out);

// goescape.bisect/1.
void write_bisection_json(const Bisection& bisection, std::ostream& out);

}  // namespace goescape
