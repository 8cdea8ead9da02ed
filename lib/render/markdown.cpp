// GitHub Flavored Markdown, for pull requests and job summaries. All foreign text stands in code, where nobody is
// mentioned, nothing is linked and no markup is read.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "render/formats.h"
#include "render/sink.h"
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

// Inline code. What would end a code span or a table cell is written as HTML instead, every ASCII character that
// might mean something as a reference.
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

struct Page {
  const Report& report;
  const RenderOptions& options;
  const Summary& summary;
  std::string_view root;
  Sink& sink;

  [[nodiscard]] std::string package_name(const Package& package) const {
    const std::string path = code(relative_import_path(report.text(package.import_path), root));
    return package.status == PackageStatus::kFailed ? path + " (failed)" : path;
  }

  void row(const std::vector<std::string>& cells) const {
    sink.text() += fmt::format("| {} |\n", fmt::join(cells, " | "));
    sink.relieve();
  }

  // Text columns first, then numbers, which are aligned to the right.
  void titles(const std::vector<std::string>& names, std::size_t text_columns) const {
    row(names);
    std::vector<std::string> rules(text_columns, ":---");
    rules.resize(names.size(), "---:");
    row(rules);
  }

  // A paragraph; nothing for an empty text.
  void paragraph(std::string_view text) const {
    if (!text.empty()) {
      sink.text() += fmt::format("\n{}\n", text);
    }
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

// Words of the compiler or the go command, in a code block.
void write_block(const Page& page, std::string_view message, std::size_t limit) {
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

void write_failures(const Page& page, const std::vector<Failed>& failures, std::string_view title,
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

void write_unrecognized(const Page& page) {
  const Unrecognized& unrecognized = page.report.unrecognized;
  if (unrecognized.count == 0) {
    return;
  }
  page.paragraph(fmt::format("**{}**", unrecognized_sentence(unrecognized)));
  std::string samples;
  for (const std::string& sample : unrecognized.samples) {
    samples += laid_out(sample);  // Also keeps a message that spans lines on one.
    samples += '\n';
  }
  write_block(page, samples, unrecognized.samples.size());
}

}  // namespace

void render_markdown(const Report& report, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  const Summary summary = summarize(report, options);
  const Page page{report, options, summary, common_root(report), sink};
  write_head(page);
  write_packages(page);
  write_functions(page);
  if (options.findings) {
    write_findings(page);
  }
  const std::vector<Failed> packages = failed_packages(report);
  write_failures(page, packages, failed_sentence(packages.size()), "package");
  write_failures(page, other_failures(report), kOtherFailures, "failure");
  write_unrecognized(page);
}

}  // namespace goescape
