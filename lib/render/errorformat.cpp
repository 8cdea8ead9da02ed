// One line per item, as compilers write them: file:line:column: message [kind, cause]. For the quickfix list of Vim,
// the compilation mode of Emacs and problem matchers of Visual Studio Code (docs/editors.md).
#include <fmt/core.h>

#include <algorithm>

#include "render/formats.h"
#include "render/review.h"
#include "render/sink.h"
#include "util/display.h"

namespace goescape {
namespace {

// Where nothing is known the line or the file begins: a pattern for three parts then fits every line, and 0 would send
// Emacs to the line above. What has no file stands at one that is there, with its package: a problem matcher shows
// nothing else, and a build that failed would look clean.
std::string place_of(const Review& review, const ReviewItem& item) {
  if (item.file.empty()) {
    const bool names_package = item.is_finding && !item.package.empty();  // The message of others does.
    return fmt::format("{}:1:1{}{}", escaped(fallback_file(review)), names_package ? ": " : "",
                       names_package ? escaped(item.package) : "");
  }
  return fmt::format("{}:{}:{}", escaped(item.file), std::max(item.line, 1U), std::max(item.column, 1U));
}

void append_line(Sink& sink, const Review& review, const ReviewItem& item) {
  sink.text() += fmt::format("{}: {} [{}{}{}]", place_of(review, item), item.message, item.check,
                             item.remarks.empty() ? "" : ", ", item.remarks);
  sink.text() += item.blame.empty() ? "" : ": " + item.blame;
  sink.text() += '\n';
  sink.relieve();
}

void write(const Review& review, std::ostream& out) {
  Sink sink(out);
  for_each_item(review, [&](const ReviewItem& item) { append_line(sink, review, item); });
}

}  // namespace

void render_errorformat(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.from_here), out);
}

void render_errorformat_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                   std::ostream& out) {
  write(review_of(comparison, gate, options.place.from_here), out);
}

}  // namespace goescape
