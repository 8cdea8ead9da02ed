#include "util/descriptor_stream.h"

#include <unistd.h>

#include <cerrno>

namespace goescape {

DescriptorStream::DescriptorStream(int fd) : std::ostream(nullptr), buffer_(fd) { rdbuf(&buffer_); }

int DescriptorStream::finish() {
  flush();
  return buffer_.error();
}

DescriptorStream::Buffer::Buffer(int fd) : fd_(fd) { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

DescriptorStream::Buffer::int_type DescriptorStream::Buffer::overflow(int_type byte) {
  if (!write_out()) {
    return traits_type::eof();
  }
  if (!traits_type::eq_int_type(byte, traits_type::eof())) {
    *pptr() = traits_type::to_char_type(byte);
    pbump(1);
  }
  return traits_type::not_eof(byte);
}

int DescriptorStream::Buffer::sync() { return write_out() ? 0 : -1; }

bool DescriptorStream::Buffer::write_out() {
  const char* at = pbase();
  while (error_ == 0 && at != pptr()) {
    const ssize_t wrote = ::write(fd_, at, static_cast<std::size_t>(pptr() - at));
    if (wrote > 0) {
      at += wrote;
    } else if (wrote == 0 || errno != EINTR) {
      error_ = wrote == 0 ? EIO : errno;
    }
  }
  setp(bytes_.data(), bytes_.data() + bytes_.size());
  return error_ == 0;
}

}  // namespace goescape
