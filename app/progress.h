// The progress line: packages done / total, elapsed time, heap decisions so far.
#pragma once

#include <chrono>
#include <string>

#include "capture/capture.h"
#include "resolve/collector.h"

namespace goescape {

// Draws one line on standard error over and over, at most ten times a second, and takes it away at the end. Draws
// nothing when not `shown`.
class Progress final : public CaptureObserver {
 public:
  // `collector` tells the heap decisions; it must outlive the object.
  Progress(bool shown, const Collector& collector);
  ~Progress() override;

  bool wants_total() override { return shown_; }
  void total_known(std::size_t packages) override;
  void package_reached(std::string_view import_path) override;

 private:
  void draw();

  const bool shown_;
  const Collector& collector_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_{};
  std::size_t done_ = 0;
  std::size_t total_ = 0;
};

}  // namespace goescape
