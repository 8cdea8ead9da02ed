// Running processes, as Linux shows them below /proc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "capture/binary.h"
#include "model/memory_map.h"
#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

// A process, held so that its number cannot come to mean another one that is started later.
class Process {
 public:
  // Fails when there is no process of this number that can be seen.
  static Result<Process> open(std::int64_t pid);

  [[nodiscard]] std::int64_t pid() const { return pid_; }

  // Its name as `ps -e` shows it; empty once it has ended.
  [[nodiscard]] const std::string& name() const { return name_; }

  // Its memory from smaps, or from maps, which do not tell what is resident, where the kernel has no smaps. Nothing
  // when it has no memory: it has ended, or is a thread of the kernel. Fails, saying who may, when it may not be read.
  [[nodiscard]] Result<std::optional<std::vector<Mapping>>> mappings() const;

  // The path of its program as the map has it, also of one that was deleted; empty where that may not be known.
  [[nodiscard]] std::string program() const;

  // Its program, opened through the process: it need not be where it was any more.
  [[nodiscard]] Result<Binary> binary() const;

  // Waits so many milliseconds, and less when the process ends or a signal comes.
  void wait(int milliseconds) const;

 private:
  Process(std::int64_t pid, Descriptor folder, Descriptor end);

  [[nodiscard]] Error denied(const std::string& file, int error) const;

  std::int64_t pid_;
  Descriptor folder_;  // /proc/PID
  Descriptor end_;     // Becomes readable when the process ends; none on kernels before 5.3.
  std::string name_;
};

struct ProcessName {
  std::int64_t pid = 0;
  std::string name;     // As `ps -e` shows it, at most 15 bytes.
  std::string command;  // The base name of its first argument; empty for threads of the kernel.
};

// All processes that can be seen but this one, in rising order of their numbers.
std::vector<ProcessName> running_processes();

}  // namespace goescape
