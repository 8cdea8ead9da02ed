// The JSON lines of `go build -json` (Go 1.24 on; `go help buildjson`) and `go test -json` (cmd/internal/test2json).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace goescape {

struct BuildEvent {
  enum class Action {
    kOutput,  // "build-output": text of the build, section header included.
    kFail,    // "build-fail": the package did not build; or the go command says in place of its tests that it did not.
    kOther,   // Anything else: what a test printed, its start and end.
  };
  Action action = Action::kOther;
  std::string import_path;  // With the variant, as in a section header; empty where the event has none.
  std::string output;
};

// True when a line can be an event; cheap enough to ask for every line.
bool looks_like_build_event(std::string_view line);

// Reads one line; nothing when it is no JSON object with an "Action".
std::optional<BuildEvent> parse_build_event(std::string_view line);

// Whether a line is JSON of any kind.
bool is_json(std::string_view line);

}  // namespace goescape
