// Code Quality of GitLab: a subset of Code Climate's JSON
// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). Merge requests compare the
// fingerprints of two such files, so what was fixed is not in the second one.
#include <algorithm>

#include "render/formats.h"
#include "render/json_writer.h"
#include "render/review.h"
#include "render/sink.h"

namespace goescape {
namespace {

std::string_view severity(Level level) {
  switch (level) {
    case Level::kNote:
      return "info";
    case Level::kNew:
      return "major";
    case Level::kFailing:
      return "critical";
    case Level::kBroken:
      return "blocker";
  }
  return "blocker";
}

// GitLab drops entries without a path or a line.
void write_location(JsonWriter& json, const Review& review, const ReviewItem& item) {
  json.key("location");
  json.begin_object();
  json.member("path", item.file.empty() ? fallback_file(review) : item.file);
  json.key("lines");
  json.begin_object();
  json.member("begin", std::uint64_t{std::max(item.line, 1U)});
  json.end_object();
  json.end_object();
}

void write_entry(JsonWriter& json, const Review& review, const ReviewItem& item) {
  json.begin_object();
  json.member("description", sentence_of(item));
  json.member("check_name", "goescape/" + std::string(item.check));
  json.member("fingerprint", item.id);
  json.member("severity", severity(item.level));
  write_location(json, review, item);
  json.end_object();
}

void write(const Review& review, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_array();
  for_each_item(review, [&](const ReviewItem& item) {
    json.new_element_line(0);
    write_entry(json, review, item);
    sink.relieve();
  });
  json.new_end_line(0);
  json.end_array();
  sink.text() += '\n';
}

}  // namespace

void render_gitlab(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.in_repository), out);
}

void render_gitlab_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                              std::ostream& out) {
  write(review_of(comparison, gate, options.place.in_repository), out);
}

}  // namespace goescape
