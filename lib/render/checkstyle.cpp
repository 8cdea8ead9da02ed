// The XML of Checkstyle (https://checkstyle.org), which most collectors of findings read: an element per file with an
// element per finding in it.
#include <algorithm>
#include <optional>

#include "render/formats.h"
#include "render/review.h"
#include "render/sink.h"
#include "render/xml_writer.h"

namespace goescape {
namespace {

constexpr std::string_view kVersion = "4.3";  // Of the format, which has not changed since.

std::string_view severity(Level level) {
  switch (level) {
    case Level::kNote:
      return "info";
    case Level::kNew:
      return "warning";
    case Level::kFailing:
    case Level::kBroken:
      return "error";
  }
  return "error";
}

void write_error(XmlWriter& xml, const ReviewItem& item) {
  xml.open("error");
  xml.attribute("line", std::max(item.line, 1U));
  if (item.column != 0) {
    xml.attribute("column", item.column);
  }
  xml.attribute("severity", severity(item.level));
  xml.attribute("message", sentence_of(item));
  xml.attribute("source", "goescape." + std::string(item.check));
  xml.close();
}

// Items of a file that follow each other share its element.
void write(const Review& review, std::ostream& out) {
  Sink sink(out);
  XmlWriter xml(sink.text());
  xml.declaration();
  xml.open("checkstyle");
  xml.attribute("version", kVersion);
  std::optional<std::string> open_file;
  for_each_item(review, [&](const ReviewItem& item) {
    const std::string file = item.file.empty() ? fallback_file(review) : item.file;
    if (open_file != file) {
      if (open_file) {
        xml.close();
      }
      xml.open("file");
      xml.attribute("name", file);
      open_file = file;
    }
    write_error(xml, item);
    sink.relieve();
  });
  if (open_file) {
    xml.close();
  }
  xml.close();
}

}  // namespace

void render_checkstyle(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.in_repository), out);
}

void render_checkstyle_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                  std::ostream& out) {
  write(review_of(comparison, gate, options.place.in_repository), out);
}

}  // namespace goescape
