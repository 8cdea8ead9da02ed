// Statements that a signal or the end of the time ends.
#include <signal.h>
#include <sqlite3.h>

#include "catch.h"
#include "forked_copy.h"
#include "store/history_errors.h"
#include "store/sqlite.h"
#include "util/deadline.h"
#include "util/interrupt.h"

using namespace goescape;
using goescape::test::holds_in_a_copy;

namespace {

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

// A statement that goes on would keep the test for ever; the alarm makes it fail.
constexpr unsigned kPatienceInSeconds = 20;

}  // namespace

TEST_CASE("the end of the time ends a statement", "[history]") {
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    set_time_limit(std::chrono::milliseconds(50));
    const Error error = error_of_endless_statement();
    return error.failure == Failure::kInput && error.message.find("some.sqlite") != std::string::npos &&
           error.message.find("--timeout") != std::string::npos;
  }));
}

TEST_CASE("a signal ends a statement", "[history]") {
  CHECK(holds_in_a_copy([] {
    alarm(kPatienceInSeconds);
    install_interrupt_handlers();
    kill(getpid(), SIGTERM);
    return error_of_endless_statement().failure == Failure::kInterrupted;
  }));
}
