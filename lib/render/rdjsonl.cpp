// Diagnostics of reviewdog as JSON Lines: the message Diagnostic of its proto/rdf/reviewdog.proto, one per line.
#include "render/formats.h"
#include "render/json_writer.h"
#include "render/review.h"
#include "render/sink.h"

namespace goescape {
namespace {

std::string_view severity(Level level) {
  switch (level) {
    case Level::kNote:
      return "INFO";
    case Level::kNew:
      return "WARNING";
    case Level::kFailing:
    case Level::kBroken:
      return "ERROR";
  }
  return "ERROR";
}

// What is not known is left out: a range without a column is a whole line, no range the whole file.
void write_location(JsonWriter& json, const Review& review, const ReviewItem& item) {
  json.key("location");
  json.begin_object();
  json.member("path", item.file.empty() ? fallback_file(review) : item.file);
  if (item.line != 0) {
    json.key("range");
    json.begin_object();
    json.key("start");
    json.begin_object();
    json.member("line", std::uint64_t{item.line});
    if (item.column != 0) {
      json.member("column", std::uint64_t{item.column});
    }
    json.end_object();
    json.end_object();
  }
  json.end_object();
}

void write_diagnostic(JsonWriter& json, const Review& review, const ReviewItem& item) {
  json.begin_object();
  json.member("message", sentence_of(item));
  write_location(json, review, item);
  json.member("severity", severity(item.level));
  json.key("source");
  json.begin_object();
  json.member("name", "goescape");
  json.end_object();
  json.key("code");
  json.begin_object();
  json.member("value", item.check);
  json.end_object();
  json.end_object();
}

void write(const Review& review, std::ostream& out) {
  Sink sink(out);
  for_each_item(review, [&](const ReviewItem& item) {
    JsonWriter json(sink.text());
    write_diagnostic(json, review, item);
    sink.text() += '\n';
    sink.relieve();
  });
}

}  // namespace

void render_rdjsonl(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.from_here), out);
}

void render_rdjsonl_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                               std::ostream& out) {
  write(review_of(comparison, gate, options.place.from_here), out);
}

}  // namespace goescape
