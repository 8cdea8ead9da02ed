// The format for terminals: findings when asked for, a table of packages, a table of functions, totals, and what the
// report does not know. What matters most stands last, where the eye is after a run.
#include <fmt/core.h>

#include "render/formats.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/summary.h"
#include "render/table.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kFailureLines = 8;

// Everything that the parts below need.
struct Page {
  const Report& report;
  const RenderOptions& options;
  const Summary& summary;
  std::string_view root;
  Painter paint;
  Sink& sink;

  [[nodiscard]] std::string package_name(const Package& package) const {
    const std::string path = escaped(relative_import_path(report.text(package.import_path), root));
    return package.status == PackageStatus::kFailed ? path + " (failed)" : path;
  }

  // One line in a style; nothing at all for an empty text.
  void line(Style style, std::string_view text) const {
    if (!text.empty()) {
      paint.append(sink.text(), style, text);
      sink.text() += '\n';
    }
  }
  void blank_line() const { sink.text() += '\n'; }
};

void write_findings(const Page& page) {
  bool any = false;
  for (const Finding& finding : page.report.findings) {
    if (!is_visible(page.report, finding, page.options.include)) {
      continue;
    }
    std::string& out = page.sink.text();
    page.paint.append(out, Style::kPlace, place(page.report, finding));
    out += ": ";
    append_escaped(out, page.report.text(finding.message));
    if (const std::string aside = remarks(page.report, finding); !aside.empty()) {
      out += ' ';
      page.paint.append(out, Style::kHint, fmt::format("[{}]", aside));
    }
    out += '\n';
    page.sink.relieve();
    any = true;
  }
  if (any) {
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
  const std::size_t shown = rows_shown(summary.packages.size(), page.options);
  for (std::size_t row = 0; row < shown; ++row) {
    const auto& [package, numbers] = summary.packages[row];
    table.rows.push_back({package_cells(page.package_name(*package), numbers), Style::kPlain});
  }
  if (summary.visible_packages > 1) {
    table.rows.push_back({package_cells("total", summary.total), Style::kTitle});
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
  const std::size_t shown = rows_shown(functions.size(), page.options);
  for (std::size_t row = 0; row < shown; ++row) {
    const FunctionRow& function = functions[row];
    const StringId name = function.function == StringId::kEmpty ? function.file : function.function;
    const Package& package = page.report.packages[static_cast<std::size_t>(function.package)];
    table.rows.push_back({{escaped(page.report.text(name)), page.package_name(package), grouped(function.heap)}});
  }
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(functions.size(), shown, "function"));
  page.blank_line();
}

void write_failure(const Page& page, const Failed& failure) {
  if (!failure.package.empty()) {
    page.line(Style::kTitle, "  " + escaped(relative_import_path(failure.package, page.root)));
  }
  std::size_t more = 0;
  for (const std::string_view text : first_lines(failure.message, kFailureLines, more)) {
    page.line(Style::kPlain, "    " + laid_out(text));
  }
  if (more != 0) {
    page.line(Style::kHint, fmt::format("    \u2026 and {}", counted(more, "more line")));
  }
}

void write_failures(const Page& page, const std::vector<Failed>& failures, std::string_view title,
                    std::string_view noun) {
  if (failures.empty()) {
    return;
  }
  page.blank_line();
  page.line(Style::kFailure, title);
  const std::size_t shown = rows_shown(failures.size(), page.options);
  for (std::size_t index = 0; index < shown; ++index) {
    write_failure(page, failures[index]);
  }
  page.line(Style::kHint, cut_sentence(failures.size(), shown, noun));
}

void write_unrecognized(const Page& page) {
  const Unrecognized& unrecognized = page.report.unrecognized;
  if (unrecognized.count == 0) {
    return;
  }
  page.blank_line();
  page.line(unrecognized.about_heap != 0 ? Style::kFailure : Style::kWarning, unrecognized_sentence(unrecognized));
  for (const std::string& sample : unrecognized.samples) {
    page.line(Style::kPlain, "    " + laid_out(sample));
  }
}

}  // namespace

void render_text(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const Summary summary = summarize(report, options);
  const Page page{report, options, summary, common_root(report), Painter(options.color), sink};
  if (options.findings) {
    write_findings(page);
  }
  write_build(page);
  write_packages(page);
  write_functions(page);
  page.line(Style::kTitle, headline(summary));
  page.line(Style::kHint, hidden_sentence(summary));
  const std::vector<Failed> packages = failed_packages(report);
  write_failures(page, packages, failed_sentence(packages.size()), "package");
  write_failures(page, other_failures(report), kOtherFailures, "failure");
  write_unrecognized(page);
}

}  // namespace goescape
