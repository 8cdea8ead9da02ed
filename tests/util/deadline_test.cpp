#include "util/deadline.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "catch.h"
#include "forked_copy.h"
#include "util/subprocess.h"

using namespace goescape;
using goescape::test::holds_in_a_copy;
using std::chrono::milliseconds;

namespace {

ProcessSpec shell(std::string script) { return {{"/bin/sh", "-c", std::move(script)}, "", {}}; }

bool ends(pid_t process) {
  for (int i = 0; i < 500 && kill(process, 0) == 0; ++i) {
    usleep(20000);
  }
  return kill(process, 0) != 0;
}

}  // namespace

TEST_CASE("without a limit the time is never up") {
  CHECK_FALSE(time_left());
  CHECK_FALSE(time_is_up());
  CHECK(poll_timeout(-1) == -1);
  CHECK(poll_timeout(50) == 50);
}

TEST_CASE("a limit counts down to zero and stays there") {
  CHECK(holds_in_a_copy([] {
    set_time_limit(std::chrono::hours(1));
    const bool running =
        !time_is_up() && *time_left() > milliseconds(0) && poll_timeout(50) == 50 && poll_timeout(-1) > 50;
    set_time_limit(milliseconds(1));
    usleep(5000);
    const bool up = time_is_up() && *time_left() == milliseconds(0) && poll_timeout(-1) == 1;
    set_time_limit(milliseconds(0));
    return running && up && !time_is_up() && !time_left();
  }));
}

TEST_CASE("a limit longer than poll() can wait is one") {
  CHECK(holds_in_a_copy([] {
    set_time_limit(std::chrono::hours(8760000));
    return !time_is_up() && poll_timeout(-1) > 0;
  }));
}

TEST_CASE("a process that takes too long is ended with its group, and named") {
  for (const char* const script :
       {"sleep 600 & echo $!; wait", "trap '' INT TERM; sleep 600 & echo $!; while :; do sleep 0.1; done"}) {
    CAPTURE(script);
    CHECK(holds_in_a_copy([script] {
      set_time_limit(milliseconds(300));
      std::string text;
      ProcessSet processes;
      if (!processes.start(shell(script), append_to(text), {})) {
        return false;
      }
      const auto ran = processes.run();
      return !ran && ran.error().failure == Failure::kInput &&
             ran.error().message.find(" did not end within the 300 ms that --timeout allows") != std::string::npos &&
             ran.error().message.starts_with("sh ") && ends(std::atoi(text.c_str()));
    }));
  }
}

TEST_CASE("nothing is started when the time is up") {
  CHECK(holds_in_a_copy([] {
    set_time_limit(milliseconds(1));
    usleep(5000);
    const auto output = run_process(shell("true"));
    return !output && output.error().message.find("--timeout") != std::string::npos;
  }));
}

TEST_CASE("who ends in time is not disturbed") {
  CHECK(holds_in_a_copy([] {
    set_time_limit(std::chrono::minutes(10));
    const auto output = run_process(shell("echo x"));
    return output && output->out == "x\n" && output->status.success();
  }));
}
