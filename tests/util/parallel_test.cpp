#include "util/parallel.h"

#include <atomic>
#include <new>
#include <stdexcept>
#include <vector>

#include "catch.h"

using namespace goescape;

TEST_CASE("each index is worked on once, with any number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
    std::vector<std::atomic<int>> calls(50);
    for_each_in_parallel(calls.size(), threads, [&](std::size_t index) { ++calls[index]; });
    for (const auto& count : calls) {
      CHECK(count == 1);
    }
  }
  for_each_in_parallel(0, 4, [](std::size_t) { FAIL("there is no work"); });
}

TEST_CASE("what one call throws is thrown in the end, and the rest is left out") {
  for (const unsigned threads : {1U, 4U}) {
    std::atomic<std::size_t> calls = 0;
    const auto work = [&](std::size_t index) {
      ++calls;
      if (index == 3) {
        throw std::bad_alloc();
      }
    };
    CHECK_THROWS_AS(for_each_in_parallel(1000000, threads, work), std::bad_alloc);
    CHECK(calls < 1000000);
  }
}

TEST_CASE("of several that throw, one is heard") {
  CHECK_THROWS_AS(for_each_in_parallel(8, 8, [](std::size_t) { throw std::runtime_error("x"); }), std::runtime_error);
}
