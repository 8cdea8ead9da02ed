// Comparisons for terminals. Of a diff the verdict comes first; of a check the violations, and the verdict last, where
// the eye is after a run. A difference of the build is said in the first line of both.
#include <fmt/core.h>

#include "render/change_wording.h"
#include "render/formats.h"
#include "render/summary.h"
#include "render/table.h"
#include "render/text_page.h"
#include "util/display.h"

namespace goescape {
namespace {

struct Page : TextPage {
  const Comparison& comparison;
  const Diff& diff;

  // A line about the finding above it.
  void below(Style style, std::string_view foreign) const {
    line(style, foreign.empty() ? "" : "    " + escaped(foreign));
  }
  // A heading with a blank line above it.
  void title(std::string_view text) const {
    blank_line();
    line(Style::kTitle, text);
  }
};

void write_sides(const Page& page) {
  page.line(Style::kHint,
            fmt::format("from {} to {}", escaped(page.comparison.old_name), escaped(page.comparison.new_name)));
}

void write_packages(const Page& page) {
  const std::vector<DeltaRow> rows = delta_rows(page.diff, page.options.sort);
  if (rows.empty()) {
    return;
  }
  Table table;
  for (const std::string_view title : kDeltaTitles) {
    table.columns.push_back({std::string(title), title != kDeltaTitles[0]});
  }
  const std::size_t shown = rows_shown(rows.size(), page.options);
  for (std::size_t index = 0; index < shown; ++index) {
    const DeltaRow& row = rows[index];
    table.rows.push_back(
        {{escaped(relative_import_path(row.import_path, page.root)), row.old_heap, row.new_heap, row.delta},
         Style::kPlain});
  }
  page.blank_line();
  append_table(page.sink.text(), table, page.options.width, page.paint);
  page.line(Style::kHint, cut_sentence(rows.size(), shown, "package"));
}

void write_new_finding(const Page& page, FindingIndex index) {
  const Report& report = *page.comparison.new_report;
  const Finding& finding = new_finding(page.comparison, index);
  page.finding(report, finding, change_remarks(report, finding));
  if (const IntroducedFinding* introduced = introduced_as(page.diff, index); introduced != nullptr) {
    page.below(Style::kPlain, blame_sentence(*introduced));
  }
}

void write_introduced(const Page& page) {
  if (page.diff.introduced.empty()) {
    return;
  }
  page.title("introduced:");
  for (const IntroducedFinding& introduced : page.diff.introduced) {
    write_new_finding(page, introduced.finding);
  }
}

void write_fixed(const Page& page) {
  if (page.diff.fixed.empty()) {
    return;
  }
  page.title("fixed:");
  const Report& report = *page.comparison.old_report;
  for (const FindingIndex index : page.diff.fixed) {
    const Finding& finding = old_finding(page.comparison, index);
    page.finding(report, finding, change_remarks(report, finding));
  }
}

void write_moved(const Page& page) {
  if (page.diff.moved.empty() || !page.options.all) {
    return;
  }
  page.title("moved:");
  for (const FindingPair& pair : page.diff.moved) {
    const Finding& before = old_finding(page.comparison, pair.old_finding);
    page.finding(*page.comparison.new_report, new_finding(page.comparison, pair.new_finding),
                 fmt::format("from {}, {}", place(*page.comparison.old_report, before), name(pair.step)));
  }
}

void write_diff(const Page& page) {
  page.line(Style::kTitle, verdict(page.diff));
  page.line(Style::kWarning, undecided_sentence(page.diff));
  write_sides(page);
  write_packages(page);
  write_introduced(page);
  write_fixed(page);
  write_moved(page);
}

// A violation that is a new finding is told as the finding; of others the sentence stands above their findings.
void write_violation(const Page& page, const Violation& violation) {
  if (violation.rule != GateRule::kNewEscape) {
    const std::string where = place(violation.file, violation.line);
    page.paint.append(page.sink.text(), Style::kPlace, where);
    page.sink.text() += where.empty() ? "" : ": ";
    page.line(Style::kFailure, escaped(violation.sentence));
  }
  for (const FindingIndex index : violation.findings) {
    page.sink.text() += violation.rule == GateRule::kNewEscape ? "" : "  ";
    write_new_finding(page, index);
  }
}

void write_notices(const Page& page, const std::vector<GateNotice>& notices) {
  if (notices.empty()) {
    return;
  }
  page.title("to be put in order:");
  for (const GateNotice& notice : notices) {
    const std::string where = place(notice.file, notice.line);
    page.paint.append(page.sink.text(), Style::kPlace, where);
    page.line(Style::kPlain, fmt::format("{}{}", where.empty() ? "" : ": ", escaped(notice.sentence)));
  }
}

void write_check(const Page& page, const GateResult& gate) {
  for (const Violation& violation : gate.violations) {
    write_violation(page, violation);
  }
  const std::vector<std::string> ways = ways_forward(gate);
  if (!ways.empty()) {
    page.title("ways forward:");
  }
  for (const std::string& way : ways) {
    page.line(Style::kPlain, "  " + way);
  }
  write_notices(page, gate.notices);
  if (!gate.violations.empty() || !gate.notices.empty()) {
    page.blank_line();
  }
  write_sides(page);
  page.line(Style::kHint, gate_counts(gate));
  page.line(Style::kWarning, undecided_sentence(page.diff));
  page.line(gate.failed && !gate.advisory ? Style::kFailure : Style::kTitle, gate_verdict(gate));
}

}  // namespace

void render_text_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out) {
  Sink sink(out);
  const Report& new_report = *comparison.new_report;
  const Page page{{options, common_root(new_report), Painter(options.color), sink}, comparison, *comparison.diff};
  page.line(Style::kWarning, escaped(toolchain_sentence(page.diff)));
  if (gate == nullptr) {
    write_diff(page);
  } else {
    write_check(page, *gate);
  }
  write_unknown(page, *comparison.old_report, "before: ");
  write_unknown(page, new_report, gate == nullptr ? "after: " : "");
}

}  // namespace goescape
