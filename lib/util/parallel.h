// Work that is cut into equal pieces.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace goescape {

// Calls `work(index)` once for each index below `count`, with up to `threads` threads, the calling one among them, and
// returns when all is done. Calls run at the same time and in any order, and must not throw.
template <typename Work>
void for_each_in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t index = next++; index < count; index = next++) {
      work(index);
    }
  };
  std::vector<std::jthread> others(std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(count, 1)) - 1);
  std::generate(others.begin(), others.end(), [&] { return std::jthread(run); });
  run();
}

}  // namespace goescape
