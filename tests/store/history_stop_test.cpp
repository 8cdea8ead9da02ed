// Statements that a signal or the end of the time ends, while they run and while they wait.
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "catch.h"
#include "forked_copy.h"
#include "store/history_errors.h"
#include "store/sqlite.h"
#include "util/deadline.h"
#include "util/interrupt.h"

using namespace goescape;
using goescape::test::holds_in_a_copy;

namespace {

bool is_about_time(const Error& error) {
  return error.failure == Failure::kInput && error.message.find("some.sqlite") != std::string::npos &&
         error.message.find("--timeout") != std::string::npos;
}

// What is said of a statement that would never end by itself.
Error error_of_endless_statement() {
  SqliteConnection connection(":memory:", true, 0);
  try {
    connection.number("WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r");
  } catch (const SqliteFailure& failure) {
    return history_error("some.sqlite", failure);
  }
  return {};
}

// What is said of a lock that is never given back.
Error error_of_endless_wait() {
  constexpr int kMinute = 60'000;
  std::string folder = std::filesystem::temp_directory_path() / "goescape_stop_XXXXXX";
  const std::string file = std::string(mkdtemp(folder.data())) + "/some.sqlite";
  SqliteConnection holder(file, true, 0);
  SqliteConnection waiter(file, true, kMinute);
  holder.execute("BEGIN EXCLUSIVE");
  Error said;
  try {
    waiter.execute("BEGIN IMMEDIATE");
  } catch (const SqliteFailure& failure) {
    said = history_error(file, failure);
  }
  std::filesystem::remove_all(folder);
  return said;
}

// A statement that goes on would keep the test for ever; the alarm makes it fail.
constexpr unsigned kPatienceInSeconds = 20;

}  // namespace

TEST_CASE("the end of the time ends a statement and the wait for a lock", "[history]") {
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    set_time_limit(std::chrono::milliseconds(50));
    return is_about_time(error_of_endless_statement());
  }));
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    set_time_limit(std::chrono::milliseconds(50));
    return is_about_time(error_of_endless_wait());
  }));
}

TEST_CASE("a signal ends a statement and the wait for a lock", "[history]") {
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    install_interrupt_handlers();
    kill(getpid(), SIGTERM);
    return error_of_endless_statement().failure == Failure::kInterrupted;
  }));
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    install_interrupt_handlers();
    std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      kill(getpid(), SIGTERM);
    }).detach();
    return error_of_endless_wait().failure == Failure::kInterrupted;
  }));
}
