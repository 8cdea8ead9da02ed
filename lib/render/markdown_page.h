// What the Markdown format shows of reports and of comparisons alike. All foreign text stands in code, where nobody is
// mentioned, nothing is linked and no markup is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/renderer.h"
#include "render/sink.h"

namespace goescape {

// Inline code; nothing for an empty text. What would end a code span or a table cell is written as HTML instead, every
// ASCII character that might mean something as a reference.
std::string code(std::string_view foreign);

// Where Markdown is written, block by block.
struct MarkdownPage {
  const RenderOptions& options;
  std::string_view root;  // What import paths are shown relative to.
  Sink& sink;

  // A row of a table. The cells are Markdown.
  void row(const std::vector<std::string>& cells) const;

  // The head of a table: text columns first, then numbers, which are aligned to the right.
  void titles(const std::vector<std::string>& names, std::size_t text_columns) const;

  // A paragraph of Markdown; nothing for an empty text.
  void paragraph(std::string_view text) const;
};

// What did not compile and what was not understood, below titles that begin with `side`, which may be empty.
void write_unknown(const MarkdownPage& page, const Report& report, std::string_view side);

}  // namespace goescape
