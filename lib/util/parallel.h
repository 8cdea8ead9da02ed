// Work that is cut into equal pieces.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace goescape {

// Calls `work(index)` once for each index below `count`, with up to `threads` threads, the calling one among them, and
// returns when all is done. Calls run at the same time and in any order. Fewer threads do it where the system gives no
// more. What a call throws, as for want of memory, is thrown here in the end; calls that have not begun are left out.
template <typename Work>
void for_each_in_parallel(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr thrown;
  std::once_flag first;
  const auto run = [&]() noexcept {
    try {
      for (std::size_t index = next++; index < count; index = next++) {
        work(index);
      }
    } catch (...) {
      next = count;
      std::call_once(first, [&] { thrown = std::current_exception(); });
    }
  };
  {
    const std::size_t wanted = std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(count, 1)) - 1;
    std::vector<std::jthread> others;
    others.reserve(wanted);
    try {
      while (others.size() < wanted) {
        others.emplace_back(run);
      }
    } catch (const std::system_error&) {  // Those that there are do it.
    }
    run();
  }
  if (thrown) {
    std::rethrow_exception(thrown);
  }
}

}  // namespace goescape
