#include "render/trend.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

TrendPoint point(const std::string& commit, std::uint32_t heap, const std::string& subject = "a change") {
  TrendPoint made{commit, 1700000000, subject, "go1.26.8", {}};
  made.counts[static_cast<std::size_t>(Kind::kEscapesToHeap)] = heap;
  return made;
}

Trend sample() {
  return {"example.com/m",
          "./...",
          "linux/amd64",
          "",
          {point("aaaa", 10), point("bbbb", 1200, "=cmd, \x1b[31m"), point("cccc", 1190)}};
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("times are told in UTC, unknown ones not at all", "[trend]") {
  CHECK(date_of(1700000000) == "2023-11-14");
  CHECK(time_of(1700000000) == "2023-11-14T22:13:20Z");
  CHECK(date_of(0).empty());
  CHECK(time_of(INT64_MAX).empty());
}

TEST_CASE("the plot is as wide as it may be and as high as always, or a line where nothing changes", "[trend]") {
  CHECK(trend_plot({}, 80, false).empty());
  CHECK(trend_plot({5}, 80, false).empty());
  CHECK(lines(trend_plot({5, 6}, 80, false)) == 8);
  CHECK(trend_plot({5, 5}, 80, false) == "5  \u2581\u2581\n");
  std::vector<std::uint64_t> many;
  for (std::uint32_t value = 0; value < 1000; ++value) {
    many.push_back(value);
  }
  std::istringstream plot(trend_plot(many, 40, true));
  std::string line;
  std::size_t longest = 0;
  while (std::getline(plot, line)) {
    longest = std::max(longest, line.size());
  }
  CHECK(longest == 40);
  const std::string rising = trend_plot({0, 1}, 0, true);
  CHECK(rising.substr(0, rising.find('\n')) == "1 | #");
  CHECK(rising.ends_with("0 |.#\n"));
  CHECK(trend_plot({0, UINT32_MAX}, 0, false).find("4,294,967,295") == 0);
}

TEST_CASE("the text shows the newest commits first and says what is left out", "[trend]") {
  RenderOptions options;
  options.top = 2;
  std::ostringstream out;
  write_trend(sample(), options, true, out);
  const std::string text = out.str();
  CHECK(text.find("cccc") < text.find("bbbb"));
  CHECK(text.find("aaaa") == std::string::npos);
  CHECK(text.find("+1190") != std::string::npos);
  CHECK(text.find("-10") != std::string::npos);
  CHECK(text.find("+1180 in 3 commits, from 10 to 1,190") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  Trend one = sample();
  one.points.resize(1);
  std::ostringstream single;
  write_trend(one, options, true, single);
  CHECK(single.str().find("\nno change in 1 commit, from 10 to 10\n") != std::string::npos);
}

TEST_CASE("CSV is safe for spreadsheets, JSON has every count", "[trend]") {
  std::ostringstream csv;
  write_trend_csv(sample(), csv);
  CHECK(csv.str().find("bbbb,2023-11-14T22:13:20Z,\"'=cmd, \\x1b[31m\",go1.26.8,1200,1190,1200,0\r\n") !=
        std::string::npos);
  std::ostringstream json;
  write_trend_json(sample(), json);
  CHECK(json.str().find(R"("schema":"goescape.trend/1")") != std::string::npos);
  CHECK(json.str().find(R"("heap":1190,"change":-10,"counts":{"escapes_to_heap":1190})") != std::string::npos);
}
