// Starts one child process, without a shell; what it writes afterwards is the business of util/subprocess.h.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

struct ProcessSpec {
  std::vector<std::string> arguments;  // arguments[0] is the program: a path, or a name that is looked up in PATH.
  std::string directory;               // Where it runs; empty = here.
  std::vector<std::pair<std::string, std::string>> environment;  // Added to ours, or instead of ours.
  std::vector<std::string> unset = {};                           // Names of ours that it does not get.
  // What the process gets when this program ends without having waited for it, as by SIGKILL (Linux only). The go
  // command removes its temporary files on SIGINT.
  int signal_at_our_end = SIGINT;
  bool discard_err = false;  // What it writes to standard error goes to /dev/null, and nobody has to read it.
};

// The absolute path of the program that `name` stands for: a name with a '/' is taken relative to the working
// directory, any other is looked up in PATH as a shell does. Fails when there is no such executable file.
Result<std::string> find_program(const std::string& name);

struct SpawnedProcess {
  pid_t pid = 0;   // Also its process group. To be waited for by the caller.
  Descriptor out;  // The reading ends of its two outputs; they do not block.
  Descriptor err;  // Not open with ProcessSpec::discard_err.
};

// Starts the process that `spec` describes, which names a program at least: in a process group of its own, with
// standard input from /dev/null and default signal handling. Fails when the program or the directory is missing or the
// system refuses. The thread that calls this has to outlive the process: for the system, its end is ours.
Result<SpawnedProcess> spawn(const ProcessSpec& spec);

}  // namespace goescape
