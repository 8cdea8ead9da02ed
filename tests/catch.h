// The one way to Catch2 for every test: version 2 (Debian 12) or 3 (Debian 13), whichever is installed. Only what both
// know may be used: TEST_CASE, SECTION, CHECK, REQUIRE, GENERATE, CAPTURE, INFO and their like.
#pragma once

#include <string>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace goescape::test {

// Prints why the running test case cannot run here, and lets the test program end with exit code 125 (which ctest
// counts as skipped) unless something failed. Use SKIP_TEST, which leaves the test case as well.
void mark_skipped(const std::string& reason);

}  // namespace goescape::test

// Leaves the test case as skipped: for tests that need what this machine may lack, as a Go toolchain of some release.
#define SKIP_TEST(reason)                   \
  do {                                      \
    ::goescape::test::mark_skipped(reason); \
    return;                                 \
  } while (false)
