#include "resolve/read_log.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "parse/section.h"
#include "util/parallel.h"

namespace goescape {
namespace {

// Small enough to stay in the second-level cache between the kernel's copy and the parser.
constexpr std::size_t kPiece = std::size_t{64} * 1024;
// A thread does not pay off for less.
constexpr off_t kSmallestPart = off_t{4} << 20U;

// The parsers in front of a collector: that of listings only where there may be one, for it looks at every line.
class LogReader {
 public:
  LogReader(Collector& collector, const CollectorOptions& options)
      : diagnostics_(collector), listing_(collector, diagnostics_), has_listing_(options.listing) {}

  void feed(std::string_view bytes) { has_listing_ ? listing_.feed(bytes) : diagnostics_.feed(bytes); }
  // As those of LogParser.
  [[nodiscard]] bool inside_message() const { return diagnostics_.inside_message(); }
  void finish() {
    listing_.finish();
    diagnostics_.finish();
  }

 private:
  LogParser diagnostics_;
  ListingParser listing_;
  bool has_listing_;
};

// Feeds `parser` from where the input stands to its end.
Result<void> feed_stream(Input& input, LogReader& parser) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  while (true) {
    const auto got = input.read(*piece);
    if (!got) {
      return tl::unexpected(got.error());
    }
    if (*got == 0) {
      parser.finish();
      return {};
    }
    parser.feed({piece->data(), *got});
  }
}

// Feeds `parser` the bytes [begin, end) of a file. Returns whether these end in the middle of a message.
Result<bool> feed_part(const Input& file, off_t begin, off_t end, LogReader& parser) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  while (begin < end) {
    const auto want = std::min<std::size_t>(piece->size(), static_cast<std::size_t>(end - begin));
    const auto got = file.read_at(begin, std::span(*piece).first(want));
    if (!got) {
      return tl::unexpected(got.error());
    }
    if (*got == 0) {
      break;  // The file became shorter while it was read; what is left is read.
    }
    parser.feed({piece->data(), *got});
    begin += static_cast<off_t>(*got);
  }
  const bool inside_message = parser.inside_message();
  parser.finish();
  return inside_message;
}

constexpr std::string_view kHeader = "\n# ";

// Where in `text` a section begins whose header stands there whole; npos when none does. `rest` is then where to look
// on: at a header that `text` cuts off, or at its end.
std::size_t section_in(std::string_view text, std::size_t& rest) {
  rest = text.size() - kHeader.size() + 1;
  for (std::size_t at = text.find(kHeader); at != std::string_view::npos; at = text.find(kHeader, at + 1)) {
    const std::size_t end = text.find('\n', at + 1);
    if (end == std::string_view::npos) {
      rest = at == 0 ? rest : at;  // A line as long as the whole piece is no header.
      break;
    }
    const std::string_view line = text.substr(at + 1, end - at - 1);
    if (parse_section(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line)) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// Where the first section after `from` begins; `size` when there is none. Sections are independent of each other, so a
// file may be cut there. Whether it is one, and no line of a raw string literal, shows only when what is in front is
// read.
off_t next_section(const Input& file, off_t from, off_t size) {
  const auto piece = std::make_unique<std::array<char, kPiece>>();
  while (from < size) {
    const auto got = file.read_at(from, *piece);
    if (!got || *got <= kHeader.size()) {
      break;  // What is wrong shows when the part is read.
    }
    std::size_t rest = 0;
    const std::size_t found = section_in({piece->data(), *got}, rest);
    if (found != std::string_view::npos) {
      return from + static_cast<off_t>(found);
    }
    from += static_cast<off_t>(rest);
  }
  return size;
}

std::vector<off_t> cuts(const Input& file, off_t size, unsigned jobs) {
  const auto parts = std::clamp<off_t>(size / kSmallestPart, 1, std::max(1U, jobs));
  std::vector<off_t> places{0};
  for (off_t part = 1; part < parts; ++part) {
    const off_t place = next_section(file, size / parts * part, size);
    if (place > places.back() && place < size) {
      places.push_back(place);
    }
  }
  places.push_back(size);
  return places;
}

Result<Collected> read_parts(const Input& file, off_t size, const CollectorOptions& options, unsigned jobs) {
  const std::vector<off_t> places = cuts(file, size, jobs);
  std::vector<std::unique_ptr<Collector>> collectors;
  std::vector<Result<bool>> results(places.size() - 1);
  collectors.reserve(results.size());
  for (std::size_t part = 0; part < results.size(); ++part) {
    collectors.push_back(std::make_unique<Collector>(options));
  }
  for_each_in_parallel(results.size(), static_cast<unsigned>(results.size()), [&](std::size_t part) {
    LogReader parser(*collectors[part], options);
    results[part] = feed_part(file, places[part], places[part + 1], parser);
  });
  for (std::size_t part = 0; part < results.size(); ++part) {
    if (!results[part]) {
      return tl::unexpected(results[part].error());
    }
    if (*results[part] && part + 1 < results.size()) {
      // What looked like a header stands in a raw string literal, and the cut went through a message.
      return read_parts(file, size, options, 1);
    }
  }
  for (std::size_t part = 1; part < results.size(); ++part) {
    collectors.front()->merge(collectors[part]->collected());
    collectors[part].reset();
  }
  return collectors.front()->take();
}

}  // namespace

Result<Collected> read_log(Input& input, const CollectorOptions& options, unsigned jobs) {
  if (input.size()) {
    return read_parts(input, *input.size(), options, jobs);
  }
  Collector collector(options);
  LogReader parser(collector, options);
  if (auto fed = feed_stream(input, parser); !fed) {
    return tl::unexpected(fed.error());
  }
  return collector.take();
}

Result<Collected> read_log(const std::string& path, const CollectorOptions& options, unsigned jobs) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  return read_log(*input, options, jobs);
}

}  // namespace goescape
