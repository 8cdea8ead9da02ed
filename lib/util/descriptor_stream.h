// An output stream to a file that is open already: opening it by its name again might meet another one.
#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace goescape {

class DescriptorStream : public std::ostream {
 public:
  // Writes to `fd`, which stays the caller's and must outlive the stream. What is not written out when the stream ends
  // is lost: call finish().
  explicit DescriptorStream(int fd);

  // Writes what is left. Returns 0, or the errno of the first write that failed.
  int finish();

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(int fd);
    [[nodiscard]] int error() const { return error_; }

   private:
    int_type overflow(int_type byte) override;
    int sync() override;
    bool write_out();

    static constexpr std::size_t kBytes = std::size_t{64} * 1024;
    int fd_;
    int error_ = 0;
    std::array<char, kBytes> bytes_{};
  };

  Buffer buffer_;
};

}  // namespace goescape
