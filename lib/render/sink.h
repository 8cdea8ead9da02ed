// Collects output and hands it to a stream in large pieces: memory stays flat however many findings are written.
#pragma once

#include <ostream>
#include <string>

namespace goescape {

class Sink {
 public:
  // `out` must outlive the sink.
  explicit Sink(std::ostream& out) : out_(out) { buffer_.reserve(kPiece + kSlack); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() { flush(); }

  // To append to. Call relieve() after each finding.
  std::string& text() { return buffer_; }

  // Writes what was collected when it is a large piece.
  void relieve() {
    if (buffer_.size() >= kPiece) {
      flush();
    }
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{64} * 1024;
  static constexpr std::size_t kSlack = std::size_t{4} * 1024;

  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::ostream& out_;
  std::string buffer_;
};

}  // namespace goescape
