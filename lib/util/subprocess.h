// Child processes: started without a shell, several at once, their output handed over as it comes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "util/result.h"
#include "util/spawn.h"

namespace goescape {

// Takes what a process writes, in pieces cut anywhere; the view is valid during the call. An empty function throws the
// output away.
using OutputHandler = std::function<void(std::string_view)>;

struct ExitStatus {
  int code = 0;    // As passed to exit(); meaningless when a signal ended the process.
  int signal = 0;  // 0 = it exited by itself.

  [[nodiscard]] bool success() const { return code == 0 && signal == 0; }
};

// "exit code 2", "signal 9 (Killed)".
std::string describe(const ExitStatus& status);

// Runs processes side by side in one thread. Each has a process group of its own, standard input from /dev/null,
// default signal handling, and a pipe for each output; nothing is buffered beyond one read, and a process that writes
// fast to both pipes cannot block. What is still running when the object is destroyed is killed, group and all. To be
// used and destroyed by one thread, as util/spawn.h wants it.
class ProcessSet {
 public:
  using Id = std::size_t;

  ProcessSet();
  ProcessSet(const ProcessSet&) = delete;
  ProcessSet& operator=(const ProcessSet&) = delete;
  ~ProcessSet();

  // Starts a process and returns at once; its output is read by run(). Fails when the program or the directory is
  // missing or the system refuses. May be called from an output handler.
  Result<Id> start(const ProcessSpec& spec, OutputHandler out, OutputHandler err);

  // Reads from all processes until all have ended. A process has ended when it exited and what it wrote is read;
  // descendants that it left behind with its pipes open are not waited for. After a signal (util/interrupt.h), or when
  // the time is up (util/deadline.h), gives the processes a moment to end, kills their groups and fails: with
  // kInterrupted or with kInput.
  Result<void> run();

  // The same, but returns as soon as this one has ended.
  Result<void> run_until_end_of(Id id);

  // How a process ended; valid after run() succeeded.
  [[nodiscard]] ExitStatus status(Id id) const;

 private:
  struct Process;

  Result<void> step();
  Result<void> end_for_time();
  Result<void> end_early(Error reason);
  [[nodiscard]] bool all_ended() const;
  void kill_all();

  std::vector<std::unique_ptr<Process>> processes_;
  std::vector<char> buffer_;
};

// What a process said that is expected to say little.
struct ProcessOutput {
  ExitStatus status;
  std::string out;  // Both are cut off after `limit` bytes.
  std::string err;
};

// Runs one process to its end.
Result<ProcessOutput> run_process(const ProcessSpec& spec, std::size_t limit = std::size_t{16} << 20U);

// Appends to `text`, which must outlive the handler, up to a size of `limit` bytes.
OutputHandler append_to(std::string& text, std::size_t limit = std::size_t{16} << 20U);

}  // namespace goescape
