// The flags of the gate: what to compare with, and what to let pass.
#pragma once

#include <string>

#include "compare/gate.h"
#include "options/command_line.h"

namespace goescape {

struct GateOptions {
  std::string base;  // A revision; empty = the default base.
  bool against_merge_base = false;
  std::string base_report;  // A saved report or a log instead of a revision.
  GatePolicy policy;
  std::string baseline;  // A file; empty = the one that is there by default, if it is.
  bool trusted_config = false;
};

// --baseline.
void add_baseline_option(CommandLine& line, std::string& baseline);

// --base, --against-merge-base, --base-report, --max-new, --budget, --hot, --hot-share, --advisory, --baseline and
// --trusted-config.
void add_gate_options(CommandLine& line, GateOptions& options);

}  // namespace goescape
