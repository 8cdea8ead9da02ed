// The main program of the unit tests: Catch2's own, with exit codes that ctest can tell apart under both versions of it
// (0 passed, 1 failed or nothing ran, 125 skipped).

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include <iostream>
#include <string>
#include <string_view>

#include "catch.h"

namespace {

constexpr int kSkipped = 125;

// A test case that asserts nothing fails, and so does a name that matches no test case (version 3 sees to the latter).
#if __has_include(<catch2/catch_session.hpp>)
constexpr auto kWarnings = Catch::WarnAbout::NoAssertions;
#else
constexpr auto kWarnings =
    static_cast<Catch::WarnAbout::What>(Catch::WarnAbout::NoAssertions | Catch::WarnAbout::NoTests);
#endif

// Catch2 offers no place of its own in version 2 to keep this between a test case and main().
bool& any_skipped() {
  static bool skipped = false;
  return skipped;
}

// ctest runs a test case by its name; one that speaks of a flag begins like an option of Catch2.
bool is_test_name(std::string_view argument) {
  return argument.substr(0, 1) == "-" && argument.find(' ') != std::string_view::npos;
}

}  // namespace

void goescape::test::mark_skipped(const std::string& reason) {
  any_skipped() = true;
  std::cout << "skipped: " << reason << '\n';
  SUCCEED("skipped: " << reason);
}

int main(int argc, char* argv[]) {
  Catch::Session session;
  session.configData().warnings = kWarnings;
  if (argc == 2 && is_test_name(argv[1])) {
    session.configData().testsOrTags = {std::string("\"") + argv[1] + "\""};
    argc = 1;
  }
  if (session.run(argc, argv) != 0) {
    return 1;
  }
  return any_skipped() ? kSkipped : 0;
}
