#include "resolve/read_log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"

namespace goescape {
namespace {

// Small enough to stay in the second-level cache between the kernel's copy and the parser.
constexpr std::size_t kPiece = std::size_t{64} * 1024;
// A thread does not pay off for less.
constexpr off_t kSmallestPart = off_t{4} << 20U;

Error read_error(const std::string& path) {
  return Error{Failure::kInput, fmt::format("cannot read {}: {}", path == "-" ? "standard input" : path, std::strerror(errno))};
}

// Feeds `parser` from a descriptor that can only be read on from where it stands.
Result<void> feed_stream(int fd, const std::string& path, LogParser& parser) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  while (true) {
    const ssize_t got = ::read(fd, piece->data(), piece->size());
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return tl::unexpected(read_error(path));
    }
    if (got == 0) {
      parser.finish();
      return {};
    }
    parser.feed({piece->data(), static_cast<std::size_t>(got)});
  }
}

// Feeds `parser` the bytes [begin, end) of a file.
Result<void> feed_part(int fd, const std::string& path, off_t begin, off_t end, LogParser& parser) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  while (begin < end) {
    const auto want = std::min<std::size_t>(piece->size(), static_cast<std::size_t>(end - begin));
    const ssize_t got = ::pread(fd, piece->data(), want, begin);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return tl::unexpected(read_error(path));
    }
    if (got == 0) {
      break;  // The file became shorter while it was read; what is left is read.
    }
    parser.feed({piece->data(), static_cast<std::size_t>(got)});
    begin += got;
  }
  parser.finish();
  return {};
}

// Where the first section after `from` begins; `size` when there is none. Sections are independent of each other, so a
// file may be cut there.
off_t next_section(int fd, off_t from, off_t size) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  constexpr std::string_view kHeader = "\n# ";
  while (from < size) {
    const ssize_t got = ::pread(fd, piece->data(), piece->size(), from);
    if (got <= static_cast<ssize_t>(kHeader.size())) {
      break;
    }
    const std::string_view text(piece->data(), static_cast<std::size_t>(got));
    const std::size_t found = text.find(kHeader);
    if (found != std::string_view::npos) {
      return from + static_cast<off_t>(found) + 1;
    }
    from += got - static_cast<ssize_t>(kHeader.size()) + 1;
  }
  return size;
}

std::vector<off_t> cuts(int fd, off_t size, unsigned jobs) {
  const auto parts = std::clamp<off_t>(size / kSmallestPart, 1, std::max(1U, jobs));
  std::vector<off_t> places{0};
  for (off_t part = 1; part < parts; ++part) {
    const off_t place = next_section(fd, size / parts * part, size);
    if (place > places.back() && place < size) {
      places.push_back(place);
    }
  }
  places.push_back(size);
  return places;
}

Result<Collected> read_parts(int fd, const std::string& path, off_t size, const CollectorOptions& options, unsigned jobs) {
  const std::vector<off_t> places = cuts(fd, size, jobs);
  std::vector<std::unique_ptr<Collector>> collectors;
  std::vector<Result<void>> results(places.size() - 1);
  {
    std::vector<std::jthread> threads;
    for (std::size_t part = 0; part + 1 < places.size(); ++part) {
      collectors.push_back(std::make_unique<Collector>(options));
      threads.emplace_back([&, part, collector = collectors.back().get()] {
        LogParser parser(*collector);
        results[part] = feed_part(fd, path, places[part], places[part + 1], parser);
      });
    }
  }
  for (std::size_t part = 0; part < results.size(); ++part) {
    if (!results[part]) {
      return tl::unexpected(results[part].error());
    }
    if (part != 0) {
      collectors.front()->merge(collectors[part]->collected());
      collectors[part].reset();
    }
  }
  return collectors.front()->take();
}

}  // namespace

Result<Collected> read_log(const std::string& path, const CollectorOptions& options, unsigned jobs) {
  const Descriptor file(path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    return tl::unexpected(read_error(path));
  }
  if (S_ISREG(status.st_mode) && path != "-") {
    return read_parts(file.get(), path, status.st_size, options, jobs);
  }
  Collector collector(options);
  LogParser parser(collector);
  if (auto fed = feed_stream(file.get(), path, parser); !fed) {
    return tl::unexpected(fed.error());
  }
  return collector.take();
}

}  // namespace goescape
