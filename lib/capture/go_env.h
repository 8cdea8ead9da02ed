// What the go command says about itself and its surroundings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capture/go_command.h"
#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

struct GoEnv {
  std::string version;  // "go1.26.8"
  std::string goroot;
  std::string gomodcache;
  std::string goos;
  std::string goarch;
  std::string gomod;     // The go.mod in force; empty outside of a module.
  std::string gowork;    // The go.work in force; empty without one.
  std::string tool_dir;  // Where the compiler is.
  bool cgo = false;
};

// `go env -json` beside the main run: start() it once that runs, ask for result() when all processes have ended.
class GoEnvQuery {
 public:
  Result<void> start(const GoCommand& go, ProcessSet& processes);

  // Runs `go version` where the toolchain is too old to have GOVERSION in its environment (before 1.16). `processes`
  // must be those of start().
  Result<GoEnv> result(const GoCommand& go, const ProcessSet& processes) const;

 private:
  ProcessSet::Id id_ = 0;
  std::string out_;
  std::string err_;
};

// Reads the JSON object of `go env -json`; the version is empty before Go 1.16.
Result<GoEnv> parse_go_env(std::string_view json);

// The release in the output of `go version`: "go version go1.13.15 linux/amd64". Empty when it says something else.
std::string parse_go_version(std::string_view text);

}  // namespace goescape
