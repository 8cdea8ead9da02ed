#include "util/descriptor_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "catch.h"
#include "util/descriptor.h"

using namespace goescape;

TEST_CASE("a descriptor stream writes what it is handed, in order") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  DescriptorStream out(writer.get());
  out << "one " << 2 << '\n';
  CHECK(out.finish() == 0);
  writer.reset();
  std::array<char, 16> bytes{};
  const ssize_t got = ::read(reader.get(), bytes.data(), bytes.size());
  CHECK(std::string(bytes.data(), static_cast<std::size_t>(got)) == "one 2\n");
}

TEST_CASE("a descriptor stream tells the first error, and goes on without a word") {
  const Descriptor full(::open("/dev/full", O_WRONLY));
  DescriptorStream out(full.get());
  out << std::string(200000, 'x');
  CHECK_FALSE(out);
  CHECK(out.finish() == ENOSPC);
  DescriptorStream closed(-1);
  closed << 'x';
  CHECK(closed.finish() == EBADF);
}
