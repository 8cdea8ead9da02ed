#include "progress.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

namespace goescape {
namespace {

constexpr std::chrono::milliseconds kPause{100};

}  // namespace

Progress::Progress(bool shown, const Collector& collector) : shown_(shown), collector_(collector) {}

Progress::~Progress() {
  if (shown_) {
    fmt::print(stderr, "\r\x1b[K");
  }
}

void Progress::total_known(std::size_t packages) {
  total_ = packages;
  draw();
}

void Progress::package_reached(std::string_view /*import_path*/) {
  ++done_;
  draw();
}

void Progress::draw() {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - drawn_ < kPause) {
    return;
  }
  drawn_ = now;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begin_).count();
  const std::string total = total_ == 0 ? std::string() : fmt::format(" / {}", std::max(total_, done_));
  fmt::print(stderr, "\r\x1b[K{}{} packages, {} s, {} heap decisions", done_, total, seconds,
             collector_.heap_decisions());
}

}  // namespace goescape
