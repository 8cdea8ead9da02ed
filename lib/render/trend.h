// Counts over commits: for terminals, and for programs.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "model/trend.h"
#include "render/csv_text.h"
#include "render/json_writer.h"
#include "render/renderer.h"

namespace goescape {

// "2026-11-25", in UTC; empty for 0.
std::string date_of(std::int64_t seconds);
// "2026-11-25T10:00:00Z"; empty for 0.
std::string time_of(std::int64_t seconds);

// A plot of the heap decisions, columns of blocks (of '#' with `ascii`), and a table of the newest commits, as many as
// options.top says.
void write_trend(const Trend& trend, const RenderOptions& options, bool ascii, std::ostream& out);

// goescape.trend/1: every point with its counts by kind.
void write_trend_json(const Trend& trend, std::ostream& out);

// A row for each point (RFC 4180).
void write_trend_csv(const Trend& trend, std::ostream& out);

// One point as an object of JSON, with what it has more than `before`, which is nullptr for the first one.
void write_trend_point(JsonWriter& json, const TrendPoint& point, const TrendPoint* before);

// The columns of a point in CSV, without the end of the row.
inline constexpr std::string_view kTrendColumns =
    "commit,author_time,subject,go_version,heap,change,escapes_to_heap,moved_to_heap";
void append_trend_columns(std::string& out, const TrendPoint& point, const TrendPoint* before);

// The table of the newest `top` points, the newest first; `width` as for append_table().
void append_trend_table(std::string& out, const std::vector<TrendPoint>& points, const RenderOptions& options);

// The plot: lines of at most `width` cells (0 = as wide as there are points), the numbers of the highest and the lowest
// point in front; a single line where all are equal. Empty for less than two points. Where there are more points than
// columns, each column shows the newest of those that fall on it.
std::string trend_plot(const std::vector<std::uint64_t>& values, std::size_t width, bool ascii);

}  // namespace goescape
