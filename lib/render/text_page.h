// What the text format shows of reports and of comparisons alike.
#pragma once

#include <string_view>

#include "render/sink.h"
#include "render/style.h"
#include "render/wording.h"

namespace goescape {

// Where text is written, line by line.
struct TextPage {
  const RenderOptions& options;
  std::string_view root;  // What import paths are shown relative to.
  Painter paint;
  Sink& sink;

  // One line in a style; nothing at all for an empty text. The text is escaped by the caller.
  void line(Style style, std::string_view text) const;
  void blank_line() const { sink.text() += '\n'; }

  // `file:line:column: message [aside]`; `aside` is left out where it is empty.
  void finding(const Report& report, const Finding& finding, std::string_view aside) const;
};

// What did not compile and what was not understood, below titles that begin with `side`, which may be empty.
void write_unknown(const TextPage& page, const Report& report, std::string_view side);

}  // namespace goescape
