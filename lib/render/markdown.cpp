// GitHub Flavored Markdown, for comments and job summaries.
#include <fmt/format.h>

#include "render/allocation_wording.h"
#include "render/formats.h"
#include "render/markdown_page.h"
#include "render/profile_words.h"
#include "render/summary.h"
#include "render/wording.h"

namespace goescape {
namespace {

struct Page : MarkdownPage {
  const Report& report;
  const Summary& summary;

  [[nodiscard]] std::string package_name(const Package& package) const {
    const std::string path = code(relative_import_path(report.text(package.import_path), root));
    return package.status == PackageStatus::kFailed ? path + " (failed)" : path;
  }

  [[nodiscard]] std::vector<std::string> with_title(std::vector<std::string> names) const {
    if (report.profile) {
      names.emplace_back(kBytesTitle);
    }
    return names;
  }
};

void write_head(const Page& page) {
  page.write(fmt::format("{}### goescape: {}\n", marker(page.options), headline(page.summary)));
  std::string facts;
  for (const BuildFact& fact : build_facts(page.report)) {
    facts += fmt::format("{}{} {}", facts.empty() ? "" : ", ", fact.label, code(fact.value));
  }
  page.paragraph(facts);
}

void write_packages(const Page& page) {
  const Summary& summary = page.summary;
  if (!summary.packages.empty()) {
    // The total stands below the last row, in one table with it.
    const std::string total = summary.visible_packages > 1
                                  ? row(with_bytes(package_cells("total", summary.total), page.report, summary.bytes))
                                  : std::string();
    const std::size_t shown = rows_shown(summary.packages.size(), page.options);
    const auto make = [&](std::size_t index) {
      const auto& [package, numbers, bytes] = summary.packages[index];
      return row(with_bytes(package_cells(page.package_name(*package), numbers), page.report, bytes)) +
             (index + 1 == shown ? total : "");
    };
    page.entries({summary.packages.size(), shown, "package",
                  titles(page.with_title({kPackageTitles.begin(), kPackageTitles.end()}), 1), make});
    page.paragraph(quiet_sentence(summary));
  }
  page.paragraph(verdicts_sentence(page.report, page.options.include));
  page.paragraph(silent_sentence(page.report, page.options.include));
  page.paragraph(hidden_sentence(summary));
}

void write_functions(const Page& page) {
  const std::vector<FunctionRow>& functions = page.summary.functions;
  const auto make = [&](std::size_t index) {
    const FunctionRow& function = functions[index];
    const StringId name = function.function == StringId::kEmpty ? function.file : function.function;
    const Package& package = page.report.packages[static_cast<std::size_t>(function.package)];
    return row(with_bytes({code(page.report.text(name)), page.package_name(package), grouped(function.heap)},
                          page.report, function.bytes));
  };
  page.entries({functions.size(), rows_shown(functions.size(), page.options), "function",
                titles(page.with_title({"function", "package", "heap"}), 2), make});
}

void write_root_causes(const Page& page) {
  const std::vector<RootCause> causes = visible_root_causes(page.report, page.options.include);
  const auto make = [&](std::size_t index) {
    std::vector<std::string> cells = root_cause_cells(page.report, causes[index], page.root);
    cells[0] = code(cells[0]);
    cells[2] = code(cells[2]);
    return row(cells);
  };
  page.entries({causes.size(), rows_shown(causes.size(), page.options), "root cause",
                titles(root_cause_titles(page.report), 3), make});
}

void write_findings(const Page& page) {
  const std::vector<const Finding*> visible = visible_findings(page.report, page.options);
  const auto make = [&](std::size_t index) {
    const Finding& finding = *visible[index];
    return row({linked(place(page.report, finding), page.options.place.files_url, page.report.text(finding.file),
                       finding.line),
                code(page.report.text(finding.message)), code(remarks(page.report, finding))});
  };
  page.entries({visible.size(), visible.size(), "finding", titles({"where", "what", "why"}, 3), make});
}

void write_hot(const Page& page, const ProfileSentences& sentences) {
  const Report& report = page.report;
  const std::vector<const Finding*> hot = hot_findings(report, page.options);
  page.paragraph(sentences.mostly);
  const auto make = [&](std::size_t index) {
    const Finding& finding = *hot[index];
    std::vector<std::string> cells{
        linked(place(report, finding), page.options.place.files_url, report.text(finding.file), finding.line),
        code(report.text(finding.function)), code(hot_words(report, finding))};
    const std::vector<std::string> numbers = hot_numbers(*report.profile_of(finding));
    cells.insert(cells.end(), numbers.begin(), numbers.end());
    return row(cells);
  };
  page.entries({hot.size(), rows_shown(hot.size(), page.options), "finding",
                titles({std::begin(kHotTitles), std::end(kHotTitles)}, kHotTextColumns), make});
}

void write_sites(const Page& page, const ProfileSentences& sentences) {
  const Report& report = page.report;
  const std::vector<ProfileSite>& sites = report.profile->unmatched;
  page.paragraph(sentences.rest);
  const auto make = [&](std::size_t index) {
    const ProfileSite& site = sites[index];
    std::vector<std::string> cells{
        linked(place(report, site), page.options.place.files_url, report.text(site.file), site.line),
        code(report.text(site.function))};
    const std::vector<std::string> numbers = site_numbers(*report.profile, site);
    cells.insert(cells.end(), numbers.begin(), numbers.end());
    return row(cells);
  };
  page.entries({sites.size(), rows_shown(sites.size(), page.options), "place",
                titles({std::begin(kSiteTitles), std::end(kSiteTitles)}, kSiteTextColumns), make});
}

void write_benchmarks(const Page& page) {
  const std::vector<ProfileBenchmark>& benchmarks = page.report.profile->benchmarks;
  const auto make = [&](std::size_t index) {
    const ProfileBenchmark& each = benchmarks[index];
    std::vector<std::string> cells{code(page.report.text(each.name)),
                                   code(relative_import_path(page.report.text(each.package), page.root))};
    const std::vector<std::string> numbers = benchmark_numbers(each);
    cells.insert(cells.end(), numbers.begin(), numbers.end());
    return row(cells);
  };
  page.entries({benchmarks.size(), rows_shown(benchmarks.size(), page.options), "benchmark",
                titles({std::begin(kBenchmarkTitles), std::end(kBenchmarkTitles)}, kBenchmarkTextColumns), make});
}

void write_profile(const Page& page) {
  if (!page.report.profile) {
    return;
  }
  const ProfileSentences sentences = profile_sentences(page.report, page.options);
  page.paragraph(sentences.warning.empty() ? "" : "**" + code(sentences.warning) + "**");
  page.paragraph(sentences.total);
  write_hot(page, sentences);
  write_sites(page, sentences);
  write_benchmarks(page);
}

}  // namespace

void render_markdown(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  Room room;
  const Summary summary = summarize(report, options);
  const Page page{{options, common_root(report), sink, room}, report, summary};
  write_head(page);
  room.keep(unknown_room(report));
  write_packages(page);
  write_functions(page);
  write_profile(page);
  if (options.root_causes) {
    write_root_causes(page);
  }
  if (options.findings) {
    write_findings(page);
  }
  room.keep(0);
  write_unknown(page, report, "");
}

}  // namespace goescape
