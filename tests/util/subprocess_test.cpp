#include "util/subprocess.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "catch.h"
#include "util/interrupt.h"

using namespace goescape;

namespace {

ProcessSpec shell(std::string script) { return {{"/bin/sh", "-c", std::move(script)}, "", {}}; }

}  // namespace

TEST_CASE("a process gives its outputs and its exit code") {
  const auto output = run_process(shell("echo out; echo err >&2; exit 7"));
  REQUIRE(output);
  CHECK(output->out == "out\n");
  CHECK(output->err == "err\n");
  CHECK(output->status.code == 7);
  CHECK_FALSE(output->status.success());
  CHECK(describe(output->status) == "exit code 7");
}

TEST_CASE("a process that a signal ends says so") {
  const auto output = run_process(shell("kill -9 $$"));
  REQUIRE(output);
  CHECK(output->status.signal == SIGKILL);
  CHECK(describe(output->status) == "signal 9 (Killed)");
}

TEST_CASE("arguments go to the program untouched") {
  const auto output = run_process({{"printf", "%s|", "a b", "$HOME", "'\"", "", "*"}, "", {}});
  REQUIRE(output);
  CHECK(output->out == "a b|$HOME|'\"||*|");
}

TEST_CASE("a process runs where and with what it is told") {
  ProcessSpec spec = shell("pwd; echo $GOESCAPE_TEST $HOME; cat");
  spec.directory = "/";
  spec.environment = {{"GOESCAPE_TEST", "x y"}, {"HOME", "nowhere"}};
  const auto output = run_process(spec);
  REQUIRE(output);
  CHECK(output->out == "/\nx y nowhere\n");
}

TEST_CASE("what cannot be started is an error that names it") {
  const auto no_program = run_process({{"goescape-no-such-program"}, "", {}});
  REQUIRE_FALSE(no_program);
  CHECK(no_program.error().message == "there is no program goescape-no-such-program in PATH");
  const auto no_file = run_process({{"/nonexistent/go"}, "", {}});
  REQUIRE_FALSE(no_file);
  CHECK(no_file.error().message == "/nonexistent/go is not an executable file");
  const auto no_directory = run_process({{"true"}, "/nonexistent", {}});
  REQUIRE_FALSE(no_directory);
  CHECK(no_directory.error().message == "directory /nonexistent does not exist");
  const auto nothing = run_process({});
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().failure == Failure::kUsage);
}

TEST_CASE("a program without a name in front of it is looked up in PATH") {
  const auto found = find_program("sh");
  REQUIRE(found);
  CHECK(found->front() == '/');
  CHECK(found->substr(found->size() - 3) == "/sh");
  CHECK_FALSE(find_program(""));
  CHECK_FALSE(find_program("/"));
}

TEST_CASE("much output on both pipes does not block") {
  std::size_t out = 0;
  std::size_t err = 0;
  ProcessSet processes;
  const auto id = processes.start(
      shell("head -c 100000000 /dev/zero & head -c 100000000 /dev/zero >&2; wait"),
      [&](std::string_view bytes) { out += bytes.size(); }, [&](std::string_view bytes) { err += bytes.size(); });
  REQUIRE(id);
  REQUIRE(processes.run());
  CHECK(processes.status(*id).success());
  CHECK(out == 100000000);
  CHECK(err == 100000000);
}

TEST_CASE("several processes run at once, and one can be waited for") {
  std::string first;
  std::string second;
  ProcessSet processes;
  const auto slow = processes.start(shell("read line < /dev/null; sleep 0.2; echo slow"), append_to(first), {});
  const auto fast = processes.start(shell("echo fast"), append_to(second), {});
  REQUIRE(slow);
  REQUIRE(fast);
  REQUIRE(processes.run_until_end_of(*fast));
  CHECK(second == "fast\n");
  REQUIRE(processes.run());
  CHECK(first == "slow\n");
}

TEST_CASE("a handler can start the next process") {
  std::string text;
  ProcessSet processes;
  const auto first = processes.start(
      shell("echo one"), [&](std::string_view) { CHECK(processes.start(shell("echo two"), append_to(text), {})); }, {});
  REQUIRE(first);
  REQUIRE(processes.run());
  CHECK(text == "two\n");
}

TEST_CASE("descendants that keep the pipes open are not waited for") {
  std::string text;
  ProcessSet processes;
  const auto id = processes.start(shell("sleep 600 & echo $!"), append_to(text), {});
  REQUIRE(id);
  REQUIRE(processes.run());
  CHECK(processes.status(*id).success());
  CHECK(kill(std::stoi(text), SIGKILL) == 0);
}

TEST_CASE("captured output stops at its limit") {
  const auto output = run_process(shell("printf 0123456789"), 4);
  REQUIRE(output);
  CHECK(output->out == "0123");
}

TEST_CASE("a child inherits no descriptor of the others") {
  const ProcessSpec list{{"ls", "/proc/self/fd"}, "", {}};
  const auto alone = run_process(list);
  REQUIRE(alone);
  ProcessSet processes;
  REQUIRE(processes.start(shell("sleep 0.2"), {}, {}));
  std::string text;
  REQUIRE(processes.start(list, append_to(text), {}));
  REQUIRE(processes.run());
  CHECK(text == alone->out);
}

namespace {

// Runs `script` in a forked copy of this process that a signal stops, and returns how the copy ended: 130 when run()
// reported the interruption, the script's processes were gone by then, and 1 when not.
int interrupted_run(const std::string& script, int signal_number) {
  const pid_t copy = fork();
  if (copy == 0) {
    install_interrupt_handlers();
    ProcessSet processes;
    std::string text;
    const pid_t self = getpid();
    const auto id = processes.start(shell(script),
                                    [&](std::string_view bytes) {
                                      text += bytes;
                                      if (text.find('\n') != std::string::npos) {
                                        kill(self, signal_number);
                                      }
                                    },
                                    {});
    const auto ran = processes.run();
    const bool reported = id && !ran && ran.error().failure == Failure::kInterrupted;
    const bool refused = !processes.start(shell("true"), {}, {});
    for (int i = 0; i < 100 && kill(std::stoi(text), 0) == 0; ++i) {
      usleep(20000);
    }
    _exit(reported && refused && kill(std::stoi(text), 0) != 0 ? 130 : 1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("a signal ends the process groups and the run") {
  CHECK(interrupted_run("sleep 600 & echo $!; wait", SIGINT) == 130);
  CHECK(interrupted_run("sleep 600 & echo $!; wait", SIGTERM) == 130);
}

TEST_CASE("a signal also ends what does not listen to it") {
  CHECK(interrupted_run("trap '' INT TERM; echo $$; while :; do :; done", SIGINT) == 130);
  CHECK(interrupted_run("(trap '' INT; sleep 600 >/dev/null & echo $!; wait)", SIGINT) == 130);
}

#ifdef __linux__
TEST_CASE("a child is told when this program is killed") {
  std::array<int, 2> ends{};
  REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t copy = fork();
  if (copy == 0) {
    ProcessSet processes;
    const auto hand_on = [&](std::string_view bytes) {
      if (write(ends[1], bytes.data(), bytes.size()) > 0) {
        kill(getpid(), SIGKILL);
      }
    };
    (void)processes.start(shell("echo $$; exec sleep 600"), hand_on, {});
    (void)processes.run();
    _exit(1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  CHECK(WIFSIGNALED(status));
  std::array<char, 32> text{};
  REQUIRE(read(ends[0], text.data(), text.size() - 1) > 0);
  close(ends[0]);
  close(ends[1]);
  const pid_t child = std::stoi(text.data());
  for (int i = 0; i < 500 && kill(child, 0) == 0; ++i) {
    usleep(20000);
  }
  CHECK(kill(child, 0) != 0);
}
#endif

TEST_CASE("a child has default signal handling, whatever is ignored here") {
  const auto output = run_process({{"grep", "SigIgn", "/proc/self/status"}, "", {}});
  REQUIRE(output);
  const unsigned long ignored = std::stoul(output->out.substr(output->out.find('\t') + 1), nullptr, 16);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXFSZ}) {
    CAPTURE(number);
    CHECK((ignored & (1UL << static_cast<unsigned>(number - 1))) == 0);
  }
}

TEST_CASE("a program that the system cannot run is an error with its reason") {
  std::string path = (std::filesystem::temp_directory_path() / "no-program-XXXXXX").string();
  const int file = mkstemp(path.data());
  REQUIRE(write(file, "\177ELF", 4) == 4);
  REQUIRE(fchmod(file, 0755) == 0);
  close(file);
  const auto output = run_process({{path}, "", {}});
  std::filesystem::remove(path);
  REQUIRE_FALSE(output);
  CHECK(output.error().message == "cannot run " + path + ": Exec format error");
}
