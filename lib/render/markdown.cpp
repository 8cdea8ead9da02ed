// GitHub Flavored Markdown, for pull requests and job summaries.
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
  page.sink.text() += fmt::format("### {}\n", headline(page.summary));
  std::string facts;
  for (const BuildFact& fact : build_facts(page.report)) {
    facts += fmt::format("{}{} {}", facts.empty() ? "" : ", ", fact.label, code(fact.value));
  }
  page.paragraph(facts);
}

void write_packages(const Page& page) {
  const Summary& summary = page.summary;
  if (!summary.packages.empty()) {
    page.sink.text() += '\n';
    page.titles({kPackageTitles.begin(), kPackageTitles.end()}, 1);
    const std::size_t shown = rows_shown(summary.packages.size(), page.options);
    for (std::size_t index = 0; index < shown; ++index) {
      const auto& [package, numbers] = summary.packages[index];
      page.row(package_cells(page.package_name(*package), numbers));
    }
    if (summary.visible_packages > 1) {
      page.row(package_cells("total", summary.total));
    }
    page.paragraph(cut_sentence(summary.packages.size(), shown, "package"));
    page.paragraph(quiet_sentence(summary));
  }
  page.paragraph(hidden_sentence(summary));
}

void write_functions(const Page& page) {
  const std::vector<FunctionRow>& functions = page.summary.functions;
  if (functions.empty()) {
    return;
  }
  page.sink.text() += '\n';
  page.titles({"function", "package", "heap"}, 2);
  const std::size_t shown = rows_shown(functions.size(), page.options);
  for (std::size_t index = 0; index < shown; ++index) {
    const FunctionRow& function = functions[index];
    const StringId name = function.function == StringId::kEmpty ? function.file : function.function;
    const Package& package = page.report.packages[static_cast<std::size_t>(function.package)];
    page.row({code(page.report.text(name)), page.package_name(package), grouped(function.heap)});
  }
  page.paragraph(cut_sentence(functions.size(), shown, "function"));
}

void write_findings(const Page& page) {
  bool any = false;
  for (const Finding& finding : page.report.findings) {
    if (!is_visible(page.report, finding, page.options.include)) {
      continue;
    }
    if (!any) {
      page.sink.text() += '\n';
      page.titles({"where", "what", "why"}, 3);
      any = true;
    }
    page.row({code(place(page.report, finding)), code(page.report.text(finding.message)),
              code(remarks(page.report, finding))});
  }
}

}  // namespace

void render_markdown(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const Summary summary = summarize(report, options);
  const Page page{{options, common_root(report), sink}, report, summary};
  write_head(page);
  write_packages(page);
  write_functions(page);
  if (options.findings) {
    write_findings(page);
  }
  write_unknown(page, report, "");
}

}  // namespace goescape
