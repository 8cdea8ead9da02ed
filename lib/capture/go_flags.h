// Which flags the go command gets, given what the user asked for here and in GOFLAGS.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capture/capture.h"
#include "util/result.h"

namespace goescape {

// The flags of one run.
struct GoFlags {
  std::vector<std::string> build;     // For go list, build and test: -trimpath, -race, -tags, the user's build flags.
  std::vector<std::string> compiler;  // For the compiler, the level included; one flag each.
  std::string goflags;                // GOFLAGS without what changes the output, such as -n; empty = as it is.
  std::vector<std::string> tags;      // In force, wherever they were asked for.
  bool race = false;                  // In force.
};

// The user's GOFLAGS: the environment variable or, when it is not set, the file that `go env -w` writes (GOENV, or
// go/env in the user's configuration directory). Empty when there is neither.
std::string user_goflags();

// Puts the flags together. The compiler's flags are those of the last -gcflags in `goflags` and the build flags that
// speaks of the named packages (without a pattern, for `all`, or for one of the named patterns), since -gcflags on the
// command line hides it, and then the options' own; -m among them is left out. Fails with kUsage on a level other than
// 1 and 2, and on quotes that do not match.
Result<GoFlags> make_go_flags(const CaptureOptions& options, std::string_view goflags);

// One word: -gcflags=… for the go command.
Result<std::string> gcflags_argument(const GoFlags& flags);

}  // namespace goescape
