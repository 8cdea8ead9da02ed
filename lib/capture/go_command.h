// How the go command is called in one run: the program, the folder, the environment, the flags.
#pragma once

#include <string>
#include <vector>

#include "capture/capture.h"
#include "capture/go_flags.h"
#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

struct GoCommand {
  std::string program;    // Absolute.
  std::string directory;  // Absolute, normal, symbolic links kept; empty = the working directory.
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::string> patterns;  // At least one, none begins with '-'.
  GoFlags flags;

  // Where it runs, absolute.
  [[nodiscard]] std::string run_directory() const;
  // `go arguments…`, with nothing added.
  [[nodiscard]] ProcessSpec bare(std::vector<std::string> arguments) const;
  // `go verb extra… build-flags…`, without -gcflags.
  [[nodiscard]] ProcessSpec build_command(const std::vector<std::string>& verb_and_flags,
                                          const std::vector<std::string>& packages) const;
};

// Checks the options and finds the program. Fails on a pattern that begins with '-', an unknown level (kUsage), a
// missing directory or go command (kInput).
Result<GoCommand> make_go_command(const CaptureOptions& options);

// What the go command said when it failed, fit for a sentence: without progress lines, the "go: " in front and usage
// texts; lines joined by "; ". "no message" when nothing is left.
std::string words_of_go(std::string_view err);

}  // namespace goescape
