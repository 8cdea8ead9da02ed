#include "render/text_page.h"

#include <fmt/core.h>

#include "render/summary.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kFailureLines = 8;

void write_failure(const TextPage& page, const Failed& failure) {
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

void write_failures(const TextPage& page, const std::vector<Failed>& failures, std::string_view title,
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

void write_unrecognized(const TextPage& page, const Unrecognized& unrecognized, std::string_view side) {
  if (unrecognized.count == 0) {
    return;
  }
  page.blank_line();
  page.line(unrecognized.about_heap != 0 ? Style::kFailure : Style::kWarning,
            std::string(side) + unrecognized_sentence(unrecognized));
  for (const std::string& sample : unrecognized.samples) {
    page.line(Style::kPlain, "    " + laid_out(sample));
  }
}

}  // namespace

void TextPage::line(Style style, std::string_view text) const {
  if (!text.empty()) {
    paint.append(sink.text(), style, text);
    sink.text() += '\n';
  }
}

void TextPage::finding(const Report& report, const Finding& finding, std::string_view aside) const {
  std::string& out = sink.text();
  paint.append(out, Style::kPlace, place(report, finding));
  out += ": ";
  append_escaped(out, report.text(finding.message));
  if (!aside.empty()) {
    out += ' ';
    paint.append(out, Style::kHint, fmt::format("[{}]", aside));
  }
  out += '\n';
  sink.relieve();
}

void write_unknown(const TextPage& page, const Report& report, std::string_view side) {
  const std::vector<Failed> packages = failed_packages(report);
  write_failures(page, packages, std::string(side) + failed_sentence(packages.size()), "package");
  write_failures(page, other_failures(report), std::string(side) + std::string(kOtherFailures), "failure");
  write_unrecognized(page, report.unrecognized, side);
}

}  // namespace goescape
