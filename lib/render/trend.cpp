#include "render/trend.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>

#include "render/json_parts.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/table.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kPlotRows = 8;
constexpr std::size_t kShortHash = 12;

std::uint32_t of_kind(const TrendPoint& point, Kind kind) { return point.counts[static_cast<std::size_t>(kind)]; }

std::string formatted(std::int64_t seconds, const char* format) {
  std::tm parts{};
  const auto time = static_cast<std::time_t>(seconds);
  std::array<char, 64> text{};
  if (seconds == 0 || gmtime_r(&time, &parts) == nullptr) {
    return {};
  }
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::int64_t heap_of(const TrendPoint& point) { return static_cast<std::int64_t>(heap_decisions(point.counts)); }

std::int64_t change_of(const TrendPoint& point, const TrendPoint* before) {
  return before == nullptr ? 0 : heap_of(point) - heap_of(*before);
}

std::string change_text(const TrendPoint& point, const TrendPoint* before) {
  const std::int64_t change = change_of(point, before);
  return change == 0 ? "" : fmt::format("{:+}", change);
}

// One cell of a column that is `eighths` high above the foot of its row.
std::string_view block(std::size_t eighths, bool ascii) {
  constexpr std::array<std::string_view, 9> kBlocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (ascii) {
    return eighths >= 4 ? "#" : eighths > 0 ? "." : " ";
  }
  return kBlocks[std::min<std::size_t>(eighths, kBlocks.size() - 1)];
}

// The newest value of those that fall on each column.
std::vector<std::uint64_t> columns_of(const std::vector<std::uint64_t>& values, std::size_t most) {
  const std::size_t count = most == 0 ? values.size() : std::min(values.size(), most);
  std::vector<std::uint64_t> columns(count);
  for (std::size_t column = 0; column < count; ++column) {
    columns[column] = values[(column + 1) * values.size() / count - 1];
  }
  return columns;
}

}  // namespace

std::string date_of(std::int64_t seconds) { return formatted(seconds, "%Y-%m-%d"); }
std::string time_of(std::int64_t seconds) { return formatted(seconds, "%Y-%m-%dT%H:%M:%SZ"); }

std::string trend_plot(const std::vector<std::uint64_t>& values, std::size_t width, bool ascii) {
  if (values.size() < 2) {
    return {};
  }
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const std::string top = grouped(*high);
  const std::string bottom = grouped(*low);
  const std::size_t label = std::max(top.size(), bottom.size());
  const std::vector<std::uint64_t> columns = columns_of(values, width > label + 2 ? width - label - 2 : 0);
  // The lowest point is still a line, or it would look as if there was nothing.
  const std::size_t full = kPlotRows * 8 - 1;
  const std::uint64_t span = std::max<std::uint64_t>(*high - *low, 1);
  const std::size_t rows = *high == *low ? 1 : kPlotRows;
  std::string plot;
  for (std::size_t row = rows; row-- > 0;) {
    const std::string& number = row + 1 == rows ? top : row == 0 ? bottom : std::string();
    std::string line = fmt::format("{:>{}} {}", number, label, ascii ? '|' : ' ');
    for (const std::uint64_t value : columns) {
      const std::size_t height = 1 + static_cast<std::size_t>((value - *low) * full / span);
      line += block(height > row * 8 ? height - row * 8 : 0, ascii);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    plot += line + '\n';
  }
  return plot;
}

void append_trend_table(std::string& out, const std::vector<TrendPoint>& points, const RenderOptions& options) {
  Table table;
  table.columns = {{"commit"}, {"date"}, {"go"}, {"heap", true}, {"change", true}, {"subject"}};
  const std::size_t shown = options.top == 0 ? points.size() : std::min(points.size(), options.top);
  for (std::size_t back = 0; back < shown; ++back) {
    const std::size_t index = points.size() - 1 - back;
    const TrendPoint& point = points[index];
    const TrendPoint* const before = index == 0 ? nullptr : &points[index - 1];
    table.rows.push_back({{point.commit.substr(0, kShortHash), date_of(point.author_time), escaped(point.go_version),
                           grouped(heap_decisions(point.counts)), change_text(point, before), escaped(point.subject)},
                          Style::kPlain});
  }
  const Painter paint(options.color);
  append_table(out, table, options.width, paint);
  if (const std::string cut = cut_sentence(points.size(), shown, "commit"); !cut.empty()) {
    paint.append(out, Style::kHint, cut);
    out += '\n';
  }
}

void write_trend(const Trend& trend, const RenderOptions& options, bool ascii, std::ostream& out) {
  Sink sink(out);
  const Painter paint(options.color);
  const std::string selection = trend.selection.empty() ? "" : fmt::format(", {}", escaped(trend.selection));
  paint.append(sink.text(), Style::kTitle, fmt::format("heap decisions of {}{}", escaped(trend.module), selection));
  sink.text() += '\n';
  paint.append(sink.text(), Style::kHint, fmt::format("{}, {}", escaped(trend.packages), escaped(trend.platform)));
  sink.text() += "\n\n";
  std::vector<std::uint64_t> values;
  values.reserve(trend.points.size());
  for (const TrendPoint& point : trend.points) {
    values.push_back(heap_decisions(point.counts));
  }
  if (const std::string plot = trend_plot(values, options.width, ascii); !plot.empty()) {
    sink.text() += plot + '\n';
  }
  append_trend_table(sink.text(), trend.points, options);
  const TrendPoint& first = trend.points.front();
  const TrendPoint& last = trend.points.back();
  sink.text() += fmt::format("\n{} in {}, from {} to {}\n",
                             change_of(last, &first) == 0 ? "no change" : fmt::format("{:+}", change_of(last, &first)),
                             counted(trend.points.size(), "commit"), grouped(heap_decisions(first.counts)),
                             grouped(heap_decisions(last.counts)));
}

void write_trend_point(JsonWriter& json, const TrendPoint& point, const TrendPoint* before) {
  json.begin_object();
  json.member("commit", point.commit);
  json.member("author_time", time_of(point.author_time));
  json.member("subject", point.subject);
  json.member("go_version", point.go_version);
  json.member("heap", std::uint64_t{heap_decisions(point.counts)});
  json.member("change", change_of(point, before));
  json.key("counts");
  write_counts(json, point.counts);
  json.end_object();
}

void write_trend_json(const Trend& trend, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.trend/1");
  for (const auto& [key, text] : {std::pair("module", &trend.module), std::pair("packages", &trend.packages),
                                  std::pair("platform", &trend.platform), std::pair("selection", &trend.selection)}) {
    top_key(json, key);
    json.value(*text);
  }
  top_key(json, "points");
  const TrendPoint* before = nullptr;
  write_lines(json, sink, trend.points, [&](const TrendPoint& point) {
    write_trend_point(json, point, before);
    before = &point;
  });
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

void append_trend_columns(std::string& out, const TrendPoint& point, const TrendPoint* before) {
  fmt::format_to(std::back_inserter(out), "{},{},", point.commit, time_of(point.author_time));
  append_csv_text(out, point.subject);
  out += ',';
  append_csv_text(out, point.go_version);
  fmt::format_to(std::back_inserter(out), ",{},{},{},{}", heap_decisions(point.counts), change_of(point, before),
                 of_kind(point, Kind::kEscapesToHeap), of_kind(point, Kind::kMovedToHeap));
}

void write_trend_csv(const Trend& trend, std::ostream& out) {
  Sink sink(out);
  sink.text() += fmt::format("{}\r\n", kTrendColumns);
  const TrendPoint* before = nullptr;
  for (const TrendPoint& point : trend.points) {
    append_trend_columns(sink.text(), point, before);
    sink.text() += "\r\n";
    before = &point;
    sink.relieve();
  }
}

}  // namespace goescape
