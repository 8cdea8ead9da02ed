// The lines that Bazel puts above what the Go compiler says in a build with rules_go.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace goescape {

struct BazelHeader {
  std::string label;    // "//pkg/codec:codec", "@gazelle~~go_deps~x//sub:sub". The import path is not in the log.
  bool failed = false;  // What follows tells why it did not compile.
};

// True when a line can be one; cheap enough to ask for every line that is no diagnostic known before.
inline bool may_be_bazel_header(std::string_view line) {
  return line.starts_with("INFO: From ") || line.starts_with("ERROR: ") || line.starts_with('\x1b') ||
         line.starts_with('\r');
}

// Reads `INFO: From GoCompilePkg pkg/codec/codec.a:` and `ERROR: FILE:1:2: GoCompilePkg pkg/codec/codec.a failed: …`,
// of GoCompilePkgExternal likewise, with colours and movements of the cursor as Bazel writes them for terminals;
// nothing for any other line.
std::optional<BazelHeader> parse_bazel_header(std::string_view line);

}  // namespace goescape
