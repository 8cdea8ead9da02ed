// Ctrl-C: a signal ends the process groups that this program started, at once, and is remembered.
#pragma once

#include <sys/types.h>

#include "util/result.h"

namespace goescape {

// Takes over SIGINT, SIGTERM and SIGHUP, unless they were ignored when the program started (nohup), and ignores
// SIGPIPE and SIGXFSZ, so that a closed pipe and a file that may not grow are failed writes. To be called once, from
// main, before the first process starts. The first signal goes on to every registered process group as SIGINT, which
// lets the go command remove its temporary files; every further one as SIGKILL.
void install_interrupt_handlers();

// True once a signal came.
bool interrupted();

// What a run that was stopped by a signal returns.
Error interrupted_error();

// A file descriptor that becomes readable when a signal comes and stays so; -1 before install_interrupt_handlers().
// Never to be read from: it is there for poll().
int interrupt_descriptor();

// Puts a process group under the reach of the handlers as long as the object lives. A group that is registered after
// the signal came gets it at once. At most 64 groups are held; one more than that is not reached by the handler but
// still by whoever polls interrupt_descriptor().
class RegisteredGroup {
 public:
  explicit RegisteredGroup(pid_t group);
  RegisteredGroup(const RegisteredGroup&) = delete;
  RegisteredGroup& operator=(const RegisteredGroup&) = delete;
  ~RegisteredGroup();

 private:
  pid_t group_;
};

}  // namespace goescape
