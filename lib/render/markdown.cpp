// GitHub Flavored Markdown, for comments and job summaries.
#include <fmt/format.h>

#include "render/formats.h"
#include "render/markdown_page.h"
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
    const std::string total = summary.visible_packages > 1 ? row(package_cells("total", summary.total)) : std::string();
    const std::size_t shown = rows_shown(summary.packages.size(), page.options);
    const auto make = [&](std::size_t index) {
      const auto& [package, numbers] = summary.packages[index];
      return row(package_cells(page.package_name(*package), numbers)) + (index + 1 == shown ? total : "");
    };
    page.entries(
        {summary.packages.size(), shown, "package", titles({kPackageTitles.begin(), kPackageTitles.end()}, 1), make});
    page.paragraph(quiet_sentence(summary));
  }
  page.paragraph(hidden_sentence(summary));
}

void write_functions(const Page& page) {
  const std::vector<FunctionRow>& functions = page.summary.functions;
  const auto make = [&](std::size_t index) {
    const FunctionRow& function = functions[index];
    const StringId name = function.function == StringId::kEmpty ? function.file : function.function;
    const Package& package = page.report.packages[static_cast<std::size_t>(function.package)];
    return row({code(page.report.text(name)), page.package_name(package), grouped(function.heap)});
  };
  page.entries({functions.size(), rows_shown(functions.size(), page.options), "function",
                titles({"function", "package", "heap"}, 2), make});
}

void write_root_causes(const Page& page) {
  const std::vector<RootCause> causes = root_causes(
      page.report, [&](const Finding& each) { return is_visible(page.report, each, page.options.include); });
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
  std::vector<const Finding*> visible;
  for (const Finding& finding : page.report.findings) {
    if (is_visible(page.report, finding, page.options.include)) {
      visible.push_back(&finding);
    }
  }
  const auto make = [&](std::size_t index) {
    const Finding& finding = *visible[index];
    return row({linked(place(page.report, finding), page.options.place.files_url, page.report.text(finding.file),
                       finding.line),
                code(page.report.text(finding.message)), code(remarks(page.report, finding))});
  };
  page.entries({visible.size(), visible.size(), "finding", titles({"where", "what", "why"}, 3), make});
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
