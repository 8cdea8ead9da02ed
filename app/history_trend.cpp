// `goescape history trend`.
#include "history_trend.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <unordered_map>

#include "history_actions.h"
#include "history_links.h"
#include "history_output.h"
#include "output.h"
#include "render/formats.h"
#include "render/trend.h"
#include "store/config.h"

namespace goescape {
namespace {

std::string selection_of(const HistoryFilter& filter) {
  std::string text;
  if (!filter.packages.empty()) {
    text += fmt::format("packages {}", fmt::join(filter.packages, " "));
  }
  if (!filter.functions.empty()) {
    text += fmt::format("{}functions {}", text.empty() ? "" : ", ", fmt::join(filter.functions, " "));
  }
  return text;
}

// ./codec means what it means for the go command; the history knows import paths.
std::vector<std::string> import_paths(const std::vector<std::string>& patterns, const std::string& module) {
  std::vector<std::string> paths;
  for (const std::string& pattern : patterns) {
    const bool below = pattern.starts_with("./");
    paths.push_back(below ? module + pattern.substr(1) : pattern == "." ? module : pattern);
  }
  return paths;
}

void write_page(const Report& report, const Trend& trend, const RenderOptions& wishes, std::ostream& out) {
  RenderOptions with_trend = wishes;
  with_trend.trend = &trend;
  find_format("html")->render(report, with_trend, out);
}

Result<void> write(const HistoryOptions& options, const Trend& trend, const Report* newest) {
  return write_history(options, [&](const RenderOptions& wishes, std::ostream& out) {
    if (options.format == "json") {
      write_trend_json(trend, out);
    } else if (options.format == "csv") {
      write_trend_csv(trend, out);
    } else if (options.format == "html") {
      write_page(*newest, trend, wishes, out);
    } else {
      write_trend(trend, wishes, plain_characters_only(), out);
    }
  });
}

}  // namespace

Result<RecordedTrend> read_trend(HistoryDatabase& database, const HistorySetup& setup, const HistoryFilter& filter,
                                 const HistoryRange& range, const std::string& directory) {
  auto points = database.points(setup.id, filter);
  if (!points) {
    return tl::unexpected(points.error());
  }
  std::unordered_map<std::int64_t, const HistoryPoint*> by_run;
  std::vector<HistoryRun> runs;
  for (const HistoryPoint& point : *points) {
    by_run[point.run.id] = &point;
    runs.push_back(point.run);
  }
  auto line = runs_on_line(std::move(runs), range, directory);
  if (!line) {
    return tl::unexpected(line.error());
  }
  Trend trend{setup.module, setup.packages, platform_of(setup), selection_of(filter), {}};
  for (const HistoryRun& run : line->runs) {
    trend.points.push_back(
        {run.commit.hash, run.commit.author_time, run.commit.subject, run.go_version, by_run.at(run.id)->counts});
  }
  return RecordedTrend{std::move(trend), std::move(line->runs)};
}

std::optional<Trend> trend_of_module(const Report& report, const Config& config, const std::string& directory,
                                     const CategorySet& include) {
  const std::vector<std::string>& named = config.of("database").words;
  const std::string file =
      named.empty() || named.front().empty() ? find_file_upward(directory, kHistoryFileName) : named.front();
  if (file.empty() || report.module.path.empty()) {
    return std::nullopt;
  }
  const auto read = [&]() -> Result<std::optional<Trend>> {
    if (auto checked = check_history_links(config, file); !checked) {
      return tl::unexpected(checked.error());
    }
    auto database = HistoryDatabase::open(file, HistoryDatabase::Access::kRead);
    if (!database) {
      return tl::unexpected(database.error());
    }
    const auto setups = database->setups();
    if (!setups) {
      return tl::unexpected(setups.error());
    }
    const HistorySetup* chosen = nullptr;
    for (const HistorySetup& setup : *setups) {
      const bool same = setup.module == report.module.path && setup.goos == report.toolchain.goos &&
                        setup.goarch == report.toolchain.goarch;
      chosen = same && (chosen == nullptr || setup.last_run > chosen->last_run) ? &setup : chosen;
    }
    if (chosen == nullptr) {
      return std::nullopt;
    }
    return read_trend(*database, *chosen, {{}, {}, include}, {}, directory).map([](RecordedTrend recorded) {
      return recorded.runs.size() < 2 ? std::nullopt : std::optional(std::move(recorded.trend));
    });
  };
  auto trend = read();
  if (!trend) {
    say(fmt::format("goescape: {}; the page goes without the trend", trend.error().message));
    return std::nullopt;
  }
  return *std::move(trend);
}

Result<ExitCode> trend_of_history(const HistoryOptions& options) {
  if (options.format == "rows") {
    return fail(Failure::kUsage,
                "history trend has no form in rows, which are findings; history show -f rows writes those of all "
                "commits");
  }
  const std::string& directory = options.build.capture.directory;
  auto database = HistoryDatabase::open(options.database, HistoryDatabase::Access::kRead);
  if (!database) {
    return tl::unexpected(database.error());
  }
  const auto setup = choose_setup(*database, options.setup, directory, options.output.quiet);
  if (!setup) {
    return tl::unexpected(setup.error());
  }
  const HistoryFilter filter{import_paths(options.packages, setup->module), options.functions,
                             options.output.render.include};
  const auto read = read_trend(*database, *setup, filter, {{}, options.since, options.last}, directory);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (read->runs.empty()) {
    return fail(Failure::kUsage,
                "none of the commits that HEAD went through is recorded; record some with goescape "
                "history record A..B");
  }
  std::optional<Report> newest;
  if (options.format == "html") {
    auto report = database->report(read->runs.back());
    if (!report) {
      return tl::unexpected(report.error());
    }
    newest = *std::move(report);
  }
  const auto written = write(options, read->trend, newest ? &*newest : nullptr);
  return written ? Result<ExitCode>(ExitCode::kFine) : tl::unexpected(written.error());
}

}  // namespace goescape
