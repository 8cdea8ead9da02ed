// What `check` compares with, and whose word it takes for its configuration.
#pragma once

#include <optional>
#include <string>

#include "options/gate_options.h"
#include "side.h"
#include "store/config.h"
#include "util/result.h"

namespace goescape {

// The revision that the options mean: --base, or its merge base with HEAD, or the default base. Fails with a usage
// error that tells what to do when there is none.
Result<Revision> base_revision(const GateOptions& options, const std::string& directory);

// The configuration for --trusted-config: that of the base, found upwards from `directory` in its tree, below what the
// environment says. The base itself is named by the flags in `options` or by the environment, never by a file.
struct TrustedConfig {
  Config config;
  Revision base;
};
Result<TrustedConfig> load_trusted_config(GateOptions options, const std::string& directory);

}  // namespace goescape
