// What the Markdown format shows of reports and of comparisons alike. All foreign text stands in code, where nobody is
// mentioned, nothing is linked and no markup is read. What is written fits into a comment of GitHub.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "render/renderer.h"
#include "render/sink.h"

namespace goescape {

// Inline code of the escaped() text; nothing for an empty one. What would end a code span or a table cell is written as
// HTML instead, every ASCII character that might mean something as a reference. A text of many hundred bytes is
// shortened in its middle.
std::string code(std::string_view foreign);

// The same as a link to a line of a file at its commit; without a link where `base` is empty, for files outside of the
// module, and for those that nobody wrote. `line` 0 links to the file.
std::string linked(std::string_view text, std::string_view base, std::string_view file, std::uint32_t line);

// How much may still be written. GitHub takes comments of 65,536 characters; bytes are counted here, which are never
// fewer.
class Room {
 public:
  static constexpr std::size_t kLimit = 65000;

  // Whether an entry of this size may be written; if so it counts as written.
  bool take(std::size_t size);

  // Counts what is written whether there is room for it or not: headings and sentences, for which kReserve is kept.
  void spend(std::size_t size) { written_ += size; }

  // Keeps so many bytes free for what comes later, in place of what was kept before.
  void keep(std::size_t size) { kept_ = size; }

 private:
  static constexpr std::size_t kReserve = 6000;
  std::size_t written_ = 0;
  std::size_t kept_ = 0;
};

// Entries of one sort, of which not all need be shown.
struct Entries {
  std::size_t available = 0;
  std::size_t shown = 0;                               // As --top says.
  std::string_view noun;                               // "package".
  std::string head;                                    // Stands above the first one, such as the titles of a table.
  std::function<std::string(std::size_t index)> make;  // Markdown, with a line break at its end.
};

// Where Markdown is written, block by block.
struct MarkdownPage {
  const RenderOptions& options;
  std::string_view root;  // What import paths are shown relative to.
  Sink& sink;
  Room& room;

  // Writes headings, sentences and the like, which are short and few.
  void write(std::string_view markdown) const;

  // A paragraph of the same; nothing for an empty text.
  void paragraph(std::string_view text) const;

  // Writes a whole entry, or nothing and returns false when there is no room for it.
  [[nodiscard]] bool entry(std::string_view markdown) const;

  // Writes entries as long as there is room, and a sentence about those that are missing.
  void entries(const Entries& entries) const;

  // A block that is closed at first; <details> needs blank lines around Markdown.
  void open_fold(std::string_view title) const;
  void close_fold() const { write("\n</details>\n"); }
};

// A row of a table. The cells are Markdown.
std::string row(const std::vector<std::string>& cells);

// The head of a table: text columns first, then numbers, which are aligned to the right. A blank line stands above it.
std::string titles(const std::vector<std::string>& names, std::size_t text_columns);

// The comment by which a program finds what it posted before, to be the first line of everything; it is not shown.
std::string marker(const RenderOptions& options);

// What did not compile and what was not understood, below titles that begin with `side`, which may be empty.
void write_unknown(const MarkdownPage& page, const Report& report, std::string_view side);

// How much room write_unknown() wants to be kept.
std::size_t unknown_room(const Report& report);

}  // namespace goescape
