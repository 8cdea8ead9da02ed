// Assembly listings among other output: wherever the stream is cut, the same is found, and of what is no listing no
// line is lost.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/collected_report.h"
#include "parse/listing_parser.h"

namespace {

using namespace goescape;

// What a parser told, as text.
class Told final : public ListingHandler, public DiagnosticSink {
 public:
  std::string listing;
  std::string rest;

  void function(std::string_view symbol) override { listing.append("function ").append(symbol).append("\n"); }
  void call(const ListedCall& call) override {
    listing.append("call ").append(call.position).append(" ").append(call.callee).append(" ").append(call.type);
    listing += " " + std::to_string(call.size) + "\n";
  }
  void type(std::string_view name, const ListedType& type) override {
    listing.append("type ").append(name);
    listing += " " + std::to_string(type.bytes) + " " + std::to_string(type.pointer_bytes) + "\n";
  }
  void feed(std::string_view bytes) override { rest.append(bytes); }
};

// `sizes` are those of the pieces, used again from the front; 0 counts as 1.
void parse_in_pieces(std::string_view stream, std::string_view sizes, Told& told) {
  ListingParser parser(told, told);
  std::size_t piece = 0;
  for (std::size_t at = 0; at < stream.size();) {
    const auto size = sizes.empty() ? stream.size() : static_cast<std::uint8_t>(sizes[piece++ % sizes.size()]);
    parser.feed(stream.substr(at, std::max<std::size_t>(size, 1)));
    at += std::max<std::size_t>(size, 1);
  }
  parser.finish();
}

// Without the \r in front of their ends, which they may lose: whoever reads them next would drop it.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    lines.push_back(line.substr(0, line.find_last_not_of('\r') + 1));
    at = end + 1;
  }
  return lines;
}

// The lines that no listing holds, whatever stands around them: those of listings begin with a tab, or are symbols.
std::vector<std::string_view> foreign_lines(std::string_view text) {
  std::vector<std::string_view> lines = lines_of(text);
  std::erase_if(lines, [](std::string_view line) {
    return line.empty() || line.starts_with('\t') || parse_listing_symbol(line).has_value();
  });
  return lines;
}

}  // namespace

// The first line of the input holds the sizes of the pieces, a byte each.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t first = std::min(input.find('\n'), input.size());
  const std::string_view stream = input.substr(std::min(first + 1, input.size()));
  Told whole;
  parse_in_pieces(stream, {}, whole);
  Told pieces;
  parse_in_pieces(stream, input.substr(0, first), pieces);
  goescape::test::expect(whole.listing == pieces.listing);
  goescape::test::expect(lines_of(whole.rest) == lines_of(pieces.rest));
  goescape::test::expect(foreign_lines(whole.rest) == foreign_lines(stream));
  return 0;
}
