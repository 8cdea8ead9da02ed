#include "render/history_list.h"

#include <fmt/core.h>

#include <iterator>

#include "render/json_parts.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/trend.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

const TrendPoint* before(const std::vector<TrendPoint>& points, std::size_t index) {
  return index == 0 ? nullptr : &points[index - 1];
}

}  // namespace

void write_history_list(const std::vector<RecordedSetup>& setups, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const Painter paint(options.color);
  for (const RecordedSetup& setup : setups) {
    paint.append(sink.text(), Style::kTitle, fmt::format("setup {}: {}", setup.number, escaped(setup.description)));
    sink.text() += '\n';
    append_trend_table(sink.text(), setup.points, options);
    std::string sum = counted(setup.points.size(), "commit");
    if (setup.elsewhere != 0) {
      sum += fmt::format(", and {} on other branches", counted(setup.elsewhere, "commit"));
    }
    sink.text() += sum + '\n';
    sink.text() += &setup == &setups.back() ? "" : "\n";
    sink.relieve();
  }
}

void write_history_list_json(const std::vector<RecordedSetup>& setups, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.history/1");
  top_key(json, "setups");
  write_lines(json, sink, setups, [&](const RecordedSetup& setup) {
    json.begin_object();
    json.member("setup", setup.number);
    json.member("description", setup.description);
    json.member("elsewhere", std::uint64_t{setup.elsewhere});
    json.key("points");
    json.begin_array();
    for (std::size_t index = 0; index < setup.points.size(); ++index) {
      write_trend_point(json, setup.points[index], before(setup.points, index));
    }
    json.end_array();
    json.end_object();
  });
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

void write_history_list_csv(const std::vector<RecordedSetup>& setups, std::ostream& out) {
  Sink sink(out);
  sink.text() += fmt::format("setup,{}\r\n", kTrendColumns);
  for (const RecordedSetup& setup : setups) {
    for (std::size_t index = 0; index < setup.points.size(); ++index) {
      fmt::format_to(std::back_inserter(sink.text()), "{},", setup.number);
      append_trend_columns(sink.text(), setup.points[index], before(setup.points, index));
      sink.text() += "\r\n";
      sink.relieve();
    }
  }
}

}  // namespace goescape
