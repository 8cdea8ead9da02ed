// What a user names as input: a file, a pipe or standard input, opened once, looked at, and then read in order.
#pragma once

#include <sys/types.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "util/descriptor.h"
#include "util/result.h"

namespace goescape {

class Input {
 public:
  // Opens `path`, "-" is standard input, and reads ahead as much as first_bytes() shows; waits for that where a pipe
  // has not delivered it yet. Fails when there is no such file, it may not be read, or it is a folder.
  static Result<Input> open(const std::string& path);

  // What to call it in a message: the path, or "standard input".
  [[nodiscard]] const std::string& name() const { return name_; }

  // The beginning of the input, to tell what it is: 4 KiB, or less when there is no more. read() gives it again.
  [[nodiscard]] std::string_view first_bytes() const { return first_; }

  // Reads on from where the last call ended and returns how many bytes of `room` it filled; 0 = the input has ended.
  // Fails when the input cannot be read, and, with the error of an interrupted run, when a signal came.
  Result<std::size_t> read(std::span<char> room);

  // The size in bytes when the input is a regular file that was opened by its name, and read_at() may be used.
  [[nodiscard]] std::optional<off_t> size() const { return size_; }

  // As read(), but from the byte at `offset`; independent of read(), and safe to call from several threads.
  [[nodiscard]] Result<std::size_t> read_at(off_t offset, std::span<char> room) const;

 private:
  Input(Descriptor descriptor, std::string name) : descriptor_(std::move(descriptor)), name_(std::move(name)) {}

  Result<void> read_ahead();
  [[nodiscard]] Result<std::size_t> read_descriptor(std::span<char> room) const;
  [[nodiscard]] Error read_error(int error) const;

  Descriptor descriptor_;
  std::string name_;
  std::string first_;
  std::size_t given_again_ = 0;  // How much of first_ read() has given.
  std::optional<off_t> size_;
};

}  // namespace goescape
