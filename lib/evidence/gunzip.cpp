#include "evidence/gunzip.h"

#include <fmt/core.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

namespace goescape {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10U;

// zlib's stream, which needs an end for every beginning.
class Inflater {
 public:
  explicit Inflater(std::string_view packed) : rest_(packed) {
    constexpr int kOnlyGzip = 16;
    good_ = inflateInit2(&stream_, MAX_WBITS + kOnlyGzip) == Z_OK;
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  // Appends the next piece to `out`; Z_OK, Z_STREAM_END behind the last member, or what is wrong.
  int unpack(std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + kPiece);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream_.avail_out = kPiece;
    int state = good_ ? Z_OK : Z_MEM_ERROR;
    while (state == Z_OK && stream_.avail_out != 0) {
      feed();
      state = inflate(&stream_, Z_NO_FLUSH);
      if (state == Z_STREAM_END && left() != 0) {
        state = inflateReset(&stream_);
      }
    }
    out.resize(out.size() - stream_.avail_out);
    return state;
  }

 private:
  // zlib counts in 32 bits.
  void feed() {
    if (stream_.avail_in == 0) {
      const auto size = std::min<std::size_t>(rest_.size(), std::numeric_limits<uInt>::max());
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
      stream_.avail_in = static_cast<uInt>(size);
      rest_.remove_prefix(size);
    }
  }

  [[nodiscard]] std::size_t left() const { return stream_.avail_in + rest_.size(); }

  std::string_view rest_;
  z_stream stream_{};
  bool good_ = false;
};

}  // namespace

Result<std::string> gunzip(std::string_view packed, std::size_t most) {
  Inflater inflater(packed);
  std::string content;
  int state = Z_OK;
  while (state == Z_OK) {
    state = inflater.unpack(content);
    if (content.size() > most) {
      return fail(Failure::kInput, fmt::format("unpacks to more than {} MiB", most >> 20U));
    }
  }
  if (state == Z_STREAM_END) {
    return content;
  }
  // zlib finds no way on when the input has ended.
  return fail(Failure::kInput, state == Z_BUF_ERROR ? "is broken off" : "is damaged, or was not packed by gzip");
}

}  // namespace goescape
