#include "evidence/gunzip.h"

#include <zlib.h>

#include "catch.h"

using namespace goescape;

namespace {

std::string gzip(std::string content) {
  constexpr int kAsGzip = 16;
  constexpr int kMemory = 8;
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + kAsGzip, kMemory, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

constexpr std::size_t kMost = std::size_t{1} << 20U;

std::string unpacked(const std::string& packed) {
  const auto content = gunzip(packed, kMost);
  return content ? *content : "! " + content.error().message;
}

}  // namespace

TEST_CASE("gunzip: gives back what was packed") {
  for (const std::size_t size : {0U, 1U, 256U << 10U, (256U << 10U) + 1, 1U << 20U}) {
    const std::string content(size, 'x');
    CHECK(unpacked(gzip(content)) == content);
  }
}

TEST_CASE("gunzip: members follow each other") { CHECK(unpacked(gzip("one, ") + gzip("two")) == "one, two"); }

TEST_CASE("gunzip: what is not whole is refused") {
  const std::string packed = gzip("something that is long enough to be packed at all, at all");
  for (std::size_t size = 0; size < packed.size(); ++size) {
    CHECK(unpacked(packed.substr(0, size)) == "! is broken off");
  }
  std::string changed = packed;
  changed[packed.size() - 6] ^= 1;  // Its checksum.
  CHECK(unpacked(changed) == "! is damaged, or was not packed by gzip");
  CHECK(unpacked(packed + "more") == "! is damaged, or was not packed by gzip");
  CHECK(unpacked("plain text") == "! is damaged, or was not packed by gzip");
}

TEST_CASE("gunzip: ends at the limit") {
  CHECK(unpacked(gzip(std::string(kMost + 1, 'x'))) == "! unpacks to more than 1 MiB");
}
