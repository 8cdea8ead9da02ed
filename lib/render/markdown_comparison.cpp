// Comparisons in GitHub Flavored Markdown: the verdict first, then the deltas, what was introduced, and the rest
// folded.
#include <fmt/format.h>

#include "render/change_wording.h"
#include "render/formats.h"
#include "render/markdown_page.h"
#include "render/summary.h"
#include "render/wording.h"

namespace goescape {
namespace {

struct Page : MarkdownPage {
  const Comparison& comparison;
  const Diff& diff;

  // A block that is closed at first; <details> needs blank lines around Markdown.
  void open_fold(std::string_view title) const {
    sink.text() += fmt::format("\n<details><summary>{}</summary>\n\n", title);
  }
  void close_fold() const { sink.text() += "\n</details>\n"; }

  [[nodiscard]] std::vector<std::string> cells(const Report& report, const Finding& finding) const {
    return {code(place(report, finding)), code(report.text(finding.message)), code(change_remarks(report, finding))};
  }
};

void write_build(const Page& page) {
  std::string settings;
  for (const SettingChange& change : page.diff.toolchain_changes) {
    settings += fmt::format("{}{} {} \u2192 {}", settings.empty() ? "" : ", ", code(change.name),
                            change.old_value.empty() ? "(none)" : code(change.old_value),
                            change.new_value.empty() ? "(none)" : code(change.new_value));
  }
  page.paragraph(settings.empty() ? "" : fmt::format("**Not the same build on both sides:** {}", settings));
}

void write_packages(const Page& page) {
  const std::vector<DeltaRow> rows = delta_rows(page.diff, page.options.sort);
  if (rows.empty()) {
    return;
  }
  page.sink.text() += '\n';
  page.titles({std::begin(kDeltaTitles), std::end(kDeltaTitles)}, 1);
  const std::size_t shown = rows_shown(rows.size(), page.options);
  for (std::size_t index = 0; index < shown; ++index) {
    const DeltaRow& row = rows[index];
    page.row({code(relative_import_path(row.import_path, page.root)), row.old_heap, row.new_heap, row.delta});
  }
  page.paragraph(cut_sentence(rows.size(), shown, "package"));
}

void write_new_finding(const Page& page, FindingIndex index) {
  std::vector<std::string> cells = page.cells(*page.comparison.new_report, new_finding(page.comparison, index));
  const IntroducedFinding* introduced = introduced_as(page.diff, index);
  cells.push_back(introduced == nullptr ? "" : code(blame_sentence(*introduced)));
  page.row(cells);
}

void write_new_titles(const Page& page) {
  page.sink.text() += '\n';
  page.titles({"where", "what", "why", "brought by"}, 4);
}

void write_introduced(const Page& page) {
  if (page.diff.introduced.empty()) {
    return;
  }
  page.paragraph("**Introduced**");
  write_new_titles(page);
  for (const IntroducedFinding& introduced : page.diff.introduced) {
    write_new_finding(page, introduced.finding);
  }
}

void write_fixed(const Page& page) {
  if (page.diff.fixed.empty()) {
    return;
  }
  page.open_fold(counted(page.diff.fixed.size(), "heap decision") + " fixed");
  page.titles({"where", "what", "why"}, 3);
  for (const FindingIndex index : page.diff.fixed) {
    page.row(page.cells(*page.comparison.old_report, old_finding(page.comparison, index)));
  }
  page.close_fold();
}

void write_moved(const Page& page) {
  if (page.diff.moved.empty() || !page.options.all) {
    return;
  }
  page.open_fold(counted(page.diff.moved.size(), "heap decision") + " moved");
  page.titles({"where", "what", "was", "matched by"}, 4);
  for (const FindingPair& pair : page.diff.moved) {
    const Report& report = *page.comparison.new_report;
    const Finding& after = new_finding(page.comparison, pair.new_finding);
    const Finding& before = old_finding(page.comparison, pair.old_finding);
    page.row({code(place(report, after)), code(report.text(after.message)),
              code(place(*page.comparison.old_report, before)), code(name(pair.step))});
  }
  page.close_fold();
}

void write_violations(const Page& page, const GateResult& gate) {
  bool in_table = false;
  for (const Violation& violation : gate.violations) {
    if (violation.rule != GateRule::kNewEscape) {
      page.paragraph(fmt::format("**{}** {}: {}", name(violation.rule), code(place(violation.file, violation.line)),
                                 code(violation.sentence)));
      in_table = false;
    }
    for (const FindingIndex index : violation.findings) {
      if (!in_table) {
        write_new_titles(page);
        in_table = true;
      }
      write_new_finding(page, index);
    }
  }
}

void write_gate(const Page& page, const GateResult& gate) {
  write_violations(page, gate);
  const std::vector<std::string> ways = ways_forward(gate);
  page.sink.text() += ways.empty() ? "" : "\n";
  for (const std::string& way : ways) {
    page.sink.text() += fmt::format("- {}\n", way);
  }
  if (!gate.notices.empty()) {
    page.open_fold(counted(gate.notices.size(), "notice"));
    for (const GateNotice& notice : gate.notices) {
      const std::string where = code(place(notice.file, notice.line));
      page.sink.text() += fmt::format("- {}{}{}\n", where, where.empty() ? "" : ": ", code(notice.sentence));
    }
    page.close_fold();
  }
}

}  // namespace

void render_markdown_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                std::ostream& out) {
  Sink sink(out);
  const Report& new_report = *comparison.new_report;
  const Page page{{options, common_root(new_report), sink}, comparison, *comparison.diff};
  sink.text() += fmt::format("### {}\n", gate == nullptr ? verdict(page.diff) : gate_verdict(*gate));
  write_build(page);
  page.paragraph(fmt::format("from {} to {}", code(comparison.old_name), code(comparison.new_name)));
  page.paragraph(gate == nullptr ? "" : gate_counts(*gate));
  page.paragraph(undecided_sentence(page.diff));
  if (gate == nullptr) {
    write_packages(page);
    write_introduced(page);
  } else {
    write_gate(page, *gate);
    write_packages(page);
  }
  write_fixed(page);
  write_moved(page);
  write_unknown(page, *comparison.old_report, "before: ");
  write_unknown(page, new_report, gate == nullptr ? "after: " : "");
}

}  // namespace goescape
