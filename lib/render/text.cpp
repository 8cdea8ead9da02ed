// The format for terminals: findings when asked for, a table of packages, a table of functions, totals, and what the
// report does not know. What matters most stands last, where the eye is after a run.
#include <fmt/core.h>

#include "render/allocation_wording.h"
#include "render/formats.h"
#include "render/profile_words.h"
#include "render/summary.h"
#include "render/table.h"
#include "render/text_page.h"
#include "render/text_profile.h"
#include "util/display.h"

namespace goescape {
namespace {

// Everything that the parts below need.
struct Page : TextPage {
  const Report& report;
  const Summary& summary;

  [[nodiscard]] std::string package_name(const Package& package) const {
    const std::string path = escaped(relative_import_path(report.text(package.import_path), root));
    return package.status == PackageStatus::kFailed ? path + " (failed)" : path;
  }
};

void write_findings(const Page& page) {
  const std::vector<const Finding*> findings = visible_findings(page.report, page.options);
  for (const Finding* const finding : findings) {
    page.finding(page.report, *finding, remarks(page.report, *finding));
  }
  if (!findings.empty()) {
    page.blank_line();
  }
}

void write_build(const Page& page) {
  std::string facts;
  for (const BuildFact& fact : build_facts(page.report)) {
    facts += fmt::format("{}{} {}", facts.empty() ? "" : ", ", fact.label, escaped(fact.value));
  }
  if (!facts.empty()) {
    page.line(Style::kHint, facts);
    page.blank_line();
  }
}

void write_packages(const Page& page) {
  const Summary& summary = page.summary;
  if (summary.packages.empty()) {
    return;
  }
  Table table;
  for (const std::string_view title : kPackageTitles) {
    table.columns.push_back({std::string(title), title != kPackageTitles.front()});
  }
  if (page.report.profile) {
    table.columns.push_back({std::string(kBytesTitle), true});
  }
  const std::size_t shown = rows_shown(summary.packages.size(), page.options);
  for (std::size_t row = 0; row < shown; ++row) {
    const auto& [package, numbers, bytes] = summary.packages[row];
    table.rows.push_back(
        {with_bytes(package_cells(page.package_name(*package), numbers), page.report, bytes), Style::kPlain});
  }
  if (summary.visible_packages > 1) {
    table.rows.push_back(
        {with_bytes(package_cells("total", summary.total), page.report, summary.bytes), Style::kTitle});
  }
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(summary.packages.size(), shown, "package"));
  page.line(Style::kHint, quiet_sentence(summary));
  page.blank_line();
}

void write_functions(const Page& page) {
  const std::vector<FunctionRow>& functions = page.summary.functions;
  if (functions.empty()) {
    return;
  }
  Table table;
  table.columns = {{"function", false}, {"package", false}, {"heap", true}};
  if (page.report.profile) {
    table.columns.push_back({std::string(kBytesTitle), true});
  }
  const std::size_t shown = rows_shown(functions.size(), page.options);
  for (std::size_t row = 0; row < shown; ++row) {
    const FunctionRow& function = functions[row];
    const StringId name = function.function == StringId::kEmpty ? function.file : function.function;
    const Package& package = page.report.packages[static_cast<std::size_t>(function.package)];
    table.rows.push_back(
        {with_bytes({escaped(page.report.text(name)), page.package_name(package), grouped(function.heap)}, page.report,
                    function.bytes)});
  }
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(functions.size(), shown, "function"));
  page.blank_line();
}

void write_root_causes(const Page& page) {
  const std::vector<RootCause> causes = visible_root_causes(page.report, page.options.include);
  if (causes.empty()) {
    return;
  }
  Table table;
  for (const std::string& title : root_cause_titles(page.report)) {
    table.columns.push_back({title, title == "values" || title == "packages" || title == "bytes"});
  }
  const std::size_t shown = rows_shown(causes.size(), page.options);
  for (std::size_t row = 0; row < shown; ++row) {
    std::vector<std::string> cells = root_cause_cells(page.report, causes[row], page.root);
    for (std::string& cell : cells) {
      cell = escaped(cell);
    }
    table.rows.push_back({std::move(cells), Style::kPlain});
  }
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(causes.size(), shown, "root cause"));
  page.blank_line();
}

}  // namespace

void render_text(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const Summary summary = summarize(report, options);
  const Page page{{options, common_root(report), Painter(options.color), sink}, report, summary};
  if (options.findings) {
    write_findings(page);
  }
  write_build(page);
  write_packages(page);
  write_functions(page);
  write_profile(page, report);
  if (options.root_causes) {
    write_root_causes(page);
  }
  page.line(Style::kTitle, headline(summary));
  page.line(Style::kPlain, verdicts_sentence(report, options.include));
  page.line(Style::kPlain, silent_sentence(report, options.include));
  page.line(Style::kHint, hidden_sentence(summary));
  write_unknown(page, report, "");
}

}  // namespace goescape
