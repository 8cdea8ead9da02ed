// A copy of the test program, for what holds for a whole program and cannot be taken back: its time limit, its signals.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace goescape::test {

// Whether `check` says so in a forked copy; false as well where the copy ends otherwise.
template <typename Check>
bool holds_in_a_copy(const Check& check) {
  const pid_t copy = fork();
  if (copy == 0) {
    _exit(check() ? 0 : 1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace goescape::test
