#include "capture/process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "catch.h"

using namespace goescape;

namespace {

// A process that waits for its end; it is ended and fetched at the end of the scope at the latest.
class Child {
 public:
  Child() : pid_(fork()) {
    if (pid_ == 0) {
      pause();
      _exit(0);
    }
    REQUIRE(pid_ > 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  [[nodiscard]] pid_t pid() const { return pid_; }

  void kill() const { ::kill(pid_, SIGKILL); }
  void end() {
    if (pid_ > 0) {
      kill();
      waitpid(pid_, nullptr, 0);
      pid_ = 0;
    }
  }

 private:
  pid_t pid_;
};

// A number that no process has.
std::int64_t free_number() {
  Child child;
  const std::int64_t number = child.pid();
  child.end();
  return number;
}

}  // namespace

TEST_CASE("the memory of this process is read", "[process]") {
  const auto process = Process::open(getpid());
  REQUIRE(process);
  CHECK(process->pid() == getpid());
  CHECK_FALSE(process->name().empty());
  const auto mappings = process->mappings();
  REQUIRE(mappings);
  REQUIRE(*mappings);
  const auto here = reinterpret_cast<std::uint64_t>(&free_number);
  CHECK(std::any_of((*mappings)->begin(), (*mappings)->end(), [&](const Mapping& each) {
    return each.executable && each.begin <= here && here < each.end && each.name == process->program();
  }));
}

TEST_CASE("the program of a process is read through the process", "[process]") {
  const auto process = Process::open(getpid());
  REQUIRE(process);
  const auto binary = process->binary();
  REQUIRE(binary);
  CHECK_FALSE(binary->elf.segments.empty());
  CHECK_FALSE(binary->build);
  CHECK(binary->no_build == "it has no build information of Go");
}

TEST_CASE("a process that has ended has no memory, and none is under its number", "[process]") {
  Child child;
  const auto process = Process::open(child.pid());
  REQUIRE(process);
  child.kill();
  process->wait(60'000);  // Until it has ended.
  siginfo_t info{};
  REQUIRE(waitid(P_PID, static_cast<id_t>(child.pid()), &info, WEXITED | WNOWAIT) == 0);
  const auto ended = process->mappings();  // Nobody has asked for its exit code: its number is still taken.
  REQUIRE(ended);
  CHECK_FALSE(*ended);
  const std::int64_t number = child.pid();
  child.end();
  const auto gone = process->mappings();
  REQUIRE(gone);
  CHECK_FALSE(*gone);
  const auto none = Process::open(number);
  REQUIRE_FALSE(none);
  CHECK(none.error().message == "there is no process " + std::to_string(number));
}

TEST_CASE("a number that no process has is told", "[process]") {
  const std::int64_t number = free_number();
  const auto process = Process::open(number);
  REQUIRE_FALSE(process);
  CHECK(process.error().failure == Failure::kInput);
  CHECK_FALSE(Process::open(0));
}

TEST_CASE("all processes but this one are listed", "[process]") {
  const Child child;
  const std::vector<ProcessName> processes = running_processes();
  const auto has = [&](pid_t pid) {
    return std::any_of(processes.begin(), processes.end(), [&](const ProcessName& each) { return each.pid == pid; });
  };
  CHECK(has(child.pid()));
  CHECK_FALSE(has(getpid()));
  const auto own = std::find_if(processes.begin(), processes.end(),
                                [&](const ProcessName& each) { return each.pid == child.pid(); });
  CHECK(own->name == Process::open(getpid())->name());
  CHECK(own->command.find(own->name) == 0);
}

TEST_CASE("files that are no programs are told", "[process]") {
  CHECK_FALSE(read_binary("/nowhere/at/all"));
  const auto folder = read_binary("/");
  REQUIRE_FALSE(folder);
  CHECK(folder.error().message == "/ is not a regular file");
  const auto text = read_binary(std::string(GOESCAPE_SOURCE_DIR) + "/README.md");
  REQUIRE_FALSE(text);
  CHECK(text.error().message.find("it is no ELF file") != std::string::npos);
}
