#include "render/markdown_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "render/summary.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kFailureLines = 20;

bool is_alphanumeric(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

// Whether a text in single backticks means itself, also in a cell of a table.
bool fits_code_span(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         text.find_first_of("`|") == std::string_view::npos;
}

// A fence of backticks that `text` does not hold.
std::string fence(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char byte : text) {
    run = byte == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max<std::size_t>(3, longest + 1), '`');
}

// Words of the compiler or the go command, in a code block.
void write_block(const MarkdownPage& page, std::string_view message, std::size_t limit) {
  std::size_t more = 0;
  std::string text;
  for (const std::string_view line : first_lines(message, limit, more)) {
    text += laid_out(line);
    text += '\n';
  }
  text += more == 0 ? "" : fmt::format("\u2026 and {}\n", counted(more, "more line"));
  const std::string marks = fence(text);
  page.paragraph(text.empty() ? "" : fmt::format("{}text\n{}{}", marks, text, marks));
}

void write_failures(const MarkdownPage& page, const std::vector<Failed>& failures, std::string_view title,
                    std::string_view noun) {
  if (failures.empty()) {
    return;
  }
  page.paragraph(fmt::format("**{}**", title));
  const std::size_t shown = rows_shown(failures.size(), page.options);
  for (std::size_t index = 0; index < shown; ++index) {
    page.paragraph(code(relative_import_path(failures[index].package, page.root)));
    write_block(page, failures[index].message, kFailureLines);
  }
  page.paragraph(cut_sentence(failures.size(), shown, noun));
}

void write_unrecognized(const MarkdownPage& page, const Unrecognized& unrecognized, std::string_view side) {
  if (unrecognized.count == 0) {
    return;
  }
  page.paragraph(fmt::format("**{}{}**", side, unrecognized_sentence(unrecognized)));
  std::string samples;
  for (const std::string& sample : unrecognized.samples) {
    samples += laid_out(sample);  // Also keeps a message that spans lines on one.
    samples += '\n';
  }
  write_block(page, samples, unrecognized.samples.size());
}

}  // namespace

std::string code(std::string_view foreign) {
  const std::string text = escaped(foreign);
  if (fits_code_span(text)) {
    return fmt::format("`{}`", text);
  }
  std::string html = "<code>";
  for (const char byte : text) {
    if (is_alphanumeric(byte) || static_cast<unsigned char>(byte) >= 0x80) {
      html += byte;
    } else {
      html += fmt::format("&#{};", static_cast<unsigned>(byte));
    }
  }
  return text.empty() ? "" : html + "</code>";
}

void MarkdownPage::row(const std::vector<std::string>& cells) const {
  sink.text() += fmt::format("| {} |\n", fmt::join(cells, " | "));
  sink.relieve();
}

void MarkdownPage::titles(const std::vector<std::string>& names, std::size_t text_columns) const {
  row(names);
  std::vector<std::string> rules(text_columns, ":---");
  rules.resize(names.size(), "---:");
  row(rules);
}

void MarkdownPage::paragraph(std::string_view text) const {
  if (!text.empty()) {
    sink.text() += fmt::format("\n{}\n", text);
  }
}

void write_unknown(const MarkdownPage& page, const Report& report, std::string_view side) {
  const std::vector<Failed> packages = failed_packages(report);
  write_failures(page, packages, std::string(side) + failed_sentence(packages.size()), "package");
  write_failures(page, other_failures(report), std::string(side) + std::string(kOtherFailures), "failure");
  write_unrecognized(page, report.unrecognized, side);
}

}  // namespace goescape
