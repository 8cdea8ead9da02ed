// Comparisons in GitHub Flavored Markdown, as a comment on a pull request: the verdict first, then the deltas, what was
// introduced, and the rest folded. Where a comment has no room for everything, the end of a list is cut and counted.
#include <fmt/format.h>

#include "render/change_wording.h"
#include "render/flow_wording.h"
#include "render/formats.h"
#include "render/markdown_page.h"
#include "render/summary.h"
#include "render/wording.h"

namespace goescape {
namespace {

// Kept for the table of packages where the findings come first.
constexpr std::size_t kPackagesRoom = 8000;

struct Page : MarkdownPage {
  const Comparison& comparison;
  const Diff& diff;

  [[nodiscard]] const Report& new_report() const { return *comparison.new_report; }
  [[nodiscard]] const Report& old_report() const { return *comparison.old_report; }

  // Places with a link to the commit of their side.
  [[nodiscard]] std::string new_place(const Finding& finding) const {
    const Report& report = new_report();
    return linked(place(report, finding), options.place.files_url, report.text(finding.file), finding.line);
  }
  [[nodiscard]] std::string old_place(const Finding& finding) const {
    const Report& report = old_report();
    return linked(place(report, finding), options.old_place.files_url, report.text(finding.file), finding.line);
  }
};

void write_build(const Page& page) {
  std::string settings;
  for (const SettingChange& change : page.diff.toolchain_changes) {
    settings += fmt::format("{}{} {} \u2192 {}", settings.empty() ? "" : ", ", code(change.name),
                            change.old_value.empty() ? "(none)" : code(change.old_value),
                            change.new_value.empty() ? "(none)" : code(change.new_value));
  }
  if (!settings.empty() && !page.entry(fmt::format("\n**Not the same build on both sides:** {}\n", settings))) {
    page.paragraph("**Not the same build on both sides**");
  }
}

void write_packages(const Page& page) {
  const std::vector<DeltaRow> rows = delta_rows(page.diff, page.options.sort);
  const auto make = [&](std::size_t index) {
    const DeltaRow& each = rows[index];
    return row({code(relative_import_path(each.import_path, page.root)), each.old_heap, each.new_heap, each.delta});
  };
  page.entries({rows.size(), rows_shown(rows.size(), page.options), "package",
                titles({std::begin(kDeltaTitles), std::end(kDeltaTitles)}, 1), make});
}

std::string new_finding_row(const Page& page, FindingIndex index) {
  const Report& report = page.new_report();
  const Finding& finding = new_finding(page.comparison, index);
  const IntroducedFinding* introduced = introduced_as(page.diff, index);
  std::string brought;
  if (introduced != nullptr && introduced->blame) {
    brought = linked(blame_sentence(*introduced), page.options.place.files_url, introduced->blame->file,
                     introduced->blame->line);
  }
  return row(
      {page.new_place(finding), code(report.text(finding.message)), code(change_remarks(report, finding)), brought});
}

std::string new_titles() { return titles({"where", "what", "why", "brought by"}, 4); }

void write_introduced(const Page& page) {
  const std::vector<IntroducedFinding>& introduced = page.diff.introduced;
  page.paragraph(introduced.empty() ? "" : "**Introduced**");
  page.entries({introduced.size(), introduced.size(), "heap decision", new_titles(),
                [&](std::size_t index) { return new_finding_row(page, introduced[index].finding); }});
}

// A finding and each step of its way.
std::string flow_entry(const Page& page, const Finding& finding) {
  const Report& report = page.new_report();
  const FlowMarks marks{[](std::string_view text) { return code(text); },
                        [&](std::string_view file, std::uint32_t line) {
                          return linked(place(file, line), page.options.place.files_url, file, line);
                        }};
  std::string text = fmt::format("\n{} {}\n\n", page.new_place(finding), code(report.text(finding.message)));
  for (const std::string& sentence : flow_sentences(report, finding, marks)) {
    text += fmt::format("1. {}\n", sentence);
  }
  return text;
}

void write_flows(const Page& page) {
  std::vector<const Finding*> with_flow;
  for (const IntroducedFinding& introduced : page.diff.introduced) {
    if (const Finding& finding = new_finding(page.comparison, introduced.finding); finding.flow_count != 0) {
      with_flow.push_back(&finding);
    }
  }
  if (with_flow.empty()) {
    return;
  }
  page.open_fold("how the introduced values reach the heap");
  page.entries({with_flow.size(), with_flow.size(), "flow", "",
                [&](std::size_t index) { return flow_entry(page, *with_flow[index]); }});
  page.close_fold();
}

void write_fixed(const Page& page) {
  const std::vector<FindingIndex>& fixed = page.diff.fixed;
  if (fixed.empty()) {
    return;
  }
  page.open_fold(counted(fixed.size(), "heap decision") + " fixed");
  const auto make = [&](std::size_t index) {
    const Report& report = page.old_report();
    const Finding& finding = old_finding(page.comparison, fixed[index]);
    return row({page.old_place(finding), code(report.text(finding.message)), code(change_remarks(report, finding))});
  };
  page.entries({fixed.size(), fixed.size(), "heap decision", titles({"where", "what", "why"}, 3), make});
  page.close_fold();
}

void write_moved(const Page& page) {
  const std::vector<FindingPair>& moved = page.diff.moved;
  if (moved.empty()) {
    return;
  }
  page.open_fold(counted(moved.size(), "heap decision") + " moved");
  const auto make = [&](std::size_t index) {
    const Finding& after = new_finding(page.comparison, moved[index].new_finding);
    const Finding& before = old_finding(page.comparison, moved[index].old_finding);
    return row({page.new_place(after), code(page.new_report().text(after.message)), page.old_place(before),
                code(name(moved[index].step))});
  };
  page.entries({moved.size(), moved.size(), "heap decision", titles({"where", "what", "was", "matched by"}, 4), make});
  page.close_fold();
}

// A line of the list of violations: a rule that is broken, or a finding that breaks it.
struct ViolationLine {
  const Violation* violation;
  bool is_rule;
  FindingIndex finding{};
  bool opens_table = false;
};

// A violation that is a new finding is told as the finding.
std::vector<ViolationLine> violation_lines(const GateResult& gate) {
  std::vector<ViolationLine> lines;
  for (const Violation& violation : gate.violations) {
    if (violation.rule != GateRule::kNewEscape) {
      lines.push_back({&violation, true});
    }
    for (const FindingIndex index : violation.findings) {
      lines.push_back({&violation, false, index, lines.empty() || lines.back().is_rule});
    }
  }
  return lines;
}

std::string violation_text(const Page& page, const ViolationLine& line) {
  if (!line.is_rule) {
    return (line.opens_table ? new_titles() : "") + new_finding_row(page, line.finding);
  }
  const Violation& violation = *line.violation;
  const std::string where =
      linked(place(violation.file, violation.line), page.options.place.files_url, violation.file, violation.line);
  return fmt::format("\n**{}** {}: {}\n", name(violation.rule), where, code(violation.sentence));
}

void write_violations(const Page& page, const GateResult& gate) {
  const std::vector<ViolationLine> lines = violation_lines(gate);
  page.entries(
      {lines.size(), lines.size(), "line", "", [&](std::size_t index) { return violation_text(page, lines[index]); }});
  const std::vector<std::string> ways = ways_forward(gate);
  page.write(ways.empty() ? "" : "\n");
  for (const std::string& way : ways) {
    page.write(fmt::format("- {}\n", way));
  }
}

void write_notices(const Page& page, const GateResult& gate) {
  const std::vector<GateNotice>& notices = gate.notices;
  if (notices.empty()) {
    return;
  }
  page.open_fold(counted(notices.size(), "notice"));
  page.entries({notices.size(), notices.size(), "notice", "\n", [&](std::size_t index) {
                  const GateNotice& notice = notices[index];
                  const std::string where =
                      linked(place(notice.file, notice.line), page.options.place.files_url, notice.file, notice.line);
                  return fmt::format("- {}{}{}\n", where, where.empty() ? "" : ": ", code(notice.sentence));
                }});
  page.close_fold();
}

void write_head(const Page& page, const GateResult* gate) {
  page.write(fmt::format("{}### goescape: {}\n", marker(page.options),
                         gate == nullptr ? verdict(page.diff) : gate_verdict(*gate)));
  write_build(page);
  page.paragraph(fmt::format("from {} to {}", code(page.comparison.old_name), code(page.comparison.new_name)));
  page.paragraph(gate == nullptr ? "" : gate_counts(*gate));
  page.paragraph(undecided_sentence(page.diff));
}

}  // namespace

void render_markdown_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                std::ostream& out) {
  Sink sink(out);
  Room room;
  const Report& old_report = *comparison.old_report;
  const Report& new_report = *comparison.new_report;
  const Page page{{options, common_root(new_report), sink, room}, comparison, *comparison.diff};
  write_head(page, gate);
  const std::size_t unknown = unknown_room(old_report) + unknown_room(new_report);
  if (gate == nullptr) {
    room.keep(unknown);
    write_packages(page);
    write_introduced(page);
  } else {
    room.keep(unknown + kPackagesRoom);
    write_violations(page, *gate);
    room.keep(unknown);
    write_packages(page);
  }
  room.keep(unknown_room(new_report));
  write_unknown(page, old_report, "before: ");
  room.keep(0);
  write_unknown(page, new_report, gate == nullptr ? "after: " : "");
  if (gate != nullptr) {
    write_notices(page, *gate);
  }
  write_flows(page);
  write_fixed(page);
  write_moved(page);
}

}  // namespace goescape
