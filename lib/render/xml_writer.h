// Writes XML 1.0 piece by piece at the end of a string, without a document in memory.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace goescape {

// Each element starts on a line of its own, indented by its depth, unless it follows text. Nesting is the caller's:
// every open() needs its close(), attributes come right behind open().
//
// Foreign text is handed over as it is. Bytes that are no UTF-8 and code points that XML 1.0 has no way to write
// (section 2.2: C0 controls but tab and line ends, U+FFFE, U+FFFF) become U+FFFD. Other characters that is_shown()
// refuses, and in attributes white space that a parser would normalise away, are written as character references: the
// same text to a program, harmless on a terminal.
class XmlWriter {
 public:
  // Appends to `out`, which must outlive the writer. The text may be taken out of it at any time.
  explicit XmlWriter(std::string& out) : out_(out) {}

  // The first line of a document: version and encoding.
  void declaration();

  // Names of elements and attributes are those of the format, never foreign.
  void open(std::string_view element);
  void attribute(std::string_view name, std::string_view text);
  void attribute(std::string_view name, std::unsigned_integral auto number) { number_attribute(name, number); }
  void text(std::string_view content);
  void close();

  // An element that holds text alone.
  void element_with_text(std::string_view element, std::string_view content);

 private:
  void number_attribute(std::string_view name, std::uint64_t number);
  void end_of_start_tag();

  std::string& out_;
  std::vector<std::string_view> open_;  // The elements around, outermost first.
  bool in_start_tag_ = false;
  bool after_text_ = false;
};

}  // namespace goescape
