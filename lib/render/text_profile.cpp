#include "render/text_profile.h"

#include <fmt/core.h>

#include <span>

#include "render/profile_words.h"
#include "render/summary.h"
#include "render/table.h"
#include "util/display.h"

namespace goescape {
namespace {

Table table_with(std::span<const std::string_view> titles, std::size_t text_columns) {
  Table table;
  for (std::size_t column = 0; column < titles.size(); ++column) {
    table.columns.push_back({std::string(titles[column]), column >= text_columns});
  }
  return table;
}

void add_row(Table& table, std::vector<std::string> text, const std::vector<std::string>& numbers) {
  text.insert(text.end(), numbers.begin(), numbers.end());
  table.rows.push_back({std::move(text)});
}

void write_table(const TextPage& page, const Table& table, std::size_t available, std::string_view noun) {
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(available, table.rows.size(), noun));
  page.blank_line();
}

void write_hot(const TextPage& page, const Report& report, const ProfileSentences& sentences) {
  const std::vector<const Finding*> hot = hot_findings(report, page.options);
  if (hot.empty()) {
    return;
  }
  page.line(Style::kTitle, sentences.mostly);
  Table table = table_with(kHotTitles, kHotTextColumns);
  for (std::size_t index = 0; index < rows_shown(hot.size(), page.options); ++index) {
    const Finding& finding = *hot[index];
    add_row(table,
            {place(report, finding), escaped(report.text(finding.function)), escaped(hot_words(report, finding))},
            hot_numbers(*report.profile_of(finding)));
  }
  write_table(page, table, hot.size(), "finding");
}

void write_sites(const TextPage& page, const Report& report, const ProfileSentences& sentences) {
  const std::vector<ProfileSite>& sites = report.profile->unmatched;
  if (sites.empty()) {
    return;
  }
  page.line(Style::kTitle, sentences.rest);
  Table table = table_with(kSiteTitles, kSiteTextColumns);
  for (std::size_t index = 0; index < rows_shown(sites.size(), page.options); ++index) {
    add_row(table, {escaped(place(report, sites[index])), escaped(report.text(sites[index].function))},
            site_numbers(*report.profile, sites[index]));
  }
  write_table(page, table, sites.size(), "place");
}

void write_benchmarks(const TextPage& page, const Report& report) {
  const std::vector<ProfileBenchmark>& benchmarks = report.profile->benchmarks;
  if (benchmarks.empty()) {
    return;
  }
  Table table = table_with(kBenchmarkTitles, kBenchmarkTextColumns);
  for (std::size_t index = 0; index < rows_shown(benchmarks.size(), page.options); ++index) {
    const ProfileBenchmark& each = benchmarks[index];
    add_row(table,
            {escaped(report.text(each.name)), escaped(relative_import_path(report.text(each.package), page.root))},
            benchmark_numbers(each));
  }
  write_table(page, table, benchmarks.size(), "benchmark");
}

}  // namespace

void write_profile(const TextPage& page, const Report& report) {
  if (!report.profile) {
    return;
  }
  const ProfileSentences sentences = profile_sentences(report, page.options);
  write_hot(page, report, sentences);
  write_sites(page, report, sentences);
  write_benchmarks(page, report);
  page.line(Style::kTitle, sentences.total);
  page.line(Style::kFailure, sentences.warning);
}

}  // namespace goescape
