// Comma-separated values (RFC 4180): a header row, then a row per finding, lines ended by CR LF.
#include <fmt/core.h>

#include <iterator>
#include <string>

#include "render/formats.h"
#include "render/sink.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kHeader =
    "id,kind,category,package,file,line,column,function,expression,message,cause,origin,occurrences,suppressed\r\n";

// A field that a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
// Tabs and line ends cannot come first: they are escaped.
bool looks_like_formula(std::string_view field) {
  return !field.empty() && std::string_view("=+-@").find(field.front()) != std::string_view::npos;
}

// A field of text: made harmless for terminals and, by an apostrophe in front, for spreadsheets; quoted where needed.
void append_text(std::string& out, std::string_view text) {
  const bool quoted = text.find_first_of("\",") != std::string_view::npos;
  out += quoted ? "\"" : "";
  out += looks_like_formula(text) ? "'" : "";
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
    append_escaped(out, text.substr(0, quote));
    out += "\"\"";
    text.remove_prefix(quote + 1);
  }
  append_escaped(out, text);
  out += quoted ? "\"" : "";
}

void append_row(std::string& out, const Report& report, const Finding& finding) {
  fmt::format_to(std::back_inserter(out), "{},{},{},", finding_id(finding), info(finding.kind).name,
                 name(finding.category));
  append_text(out, report.text(report.package_of(finding).import_path));
  out += ',';
  append_text(out, report.text(finding.file));
  fmt::format_to(std::back_inserter(out), ",{},{}", finding.line, finding.column);
  for (const StringId text : {finding.function, finding.expression, finding.message, finding.cause, finding.origin}) {
    out += ',';
    append_text(out, report.text(text));
  }
  fmt::format_to(std::back_inserter(out), ",{},{}\r\n", finding.occurrences, finding.suppressed);
}

}  // namespace

void render_csv(const Report& report, const RenderOptions& /*options*/, std::ostream& out) {
  Sink sink(out);
  sink.text() += kHeader;
  for (const Finding& finding : report.findings) {
    append_row(sink.text(), report, finding);
    sink.relieve();
  }
}

}  // namespace goescape
