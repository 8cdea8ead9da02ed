// A coverage profile (golang.org/x/tools/cover) whose counts are heap decisions: `go tool cover -html` paints the lines
// that have some. The format has no place for anything else: what did not compile is told by the exit code.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "render/formats.h"
#include "render/shown_findings.h"
#include "render/sink.h"
#include "util/display.h"

namespace goescape {
namespace {

// A block ends where its line does, and nobody knows where that is without the source. Readers take the end of the line
// for a column behind it; column 1 of the next line would have some of them count that line, too.
constexpr unsigned kEndOfLine = 1U << 16U;

// Readers count the columns of the first line from 2 (Profile.Boundaries), so a block at 1 would never start there.
unsigned first_column(std::uint32_t line) { return line == 1 ? 2 : 1; }

// The import path of the folder that a file of the module lies in.
std::string folder_path(std::string_view module, std::string_view file) {
  const std::size_t slash = file.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : file.substr(0, slash);
  if (module.empty() || folder.empty() || module == "std") {  // Packages of the standard library have no prefix.
    return std::string(module.empty() || module == "std" ? folder : module);
  }
  return fmt::format("{}/{}", module, folder);
}

// Whether cover finds the file: it asks the go command for the folder of what stands in front of the last slash, and
// stops at the first file that is not there. That leaves out files that a //line directive names elsewhere, grammars
// and templates, vendored and foreign files, and names that the lines of the format cannot hold. A package of tests is
// no folder of its own.
bool has_place(const Report& report, const Finding& finding) {
  const std::string_view file = report.text(finding.file);
  if (!is_heap_decision(finding.kind) || finding.category == Category::kSynthetic || file.empty() ||
      finding.line == 0 || !file.ends_with(".go") || file.front() == '$' || file.front() == '/' ||
      escaped(file) != file) {
    return false;
  }
  if (report.module.path.empty()) {  // A raw log: nobody knows more than the file.
    return file.substr(0, 3) != "../";
  }
  const std::string_view package = report.text(report.package_of(finding).import_path);
  const std::string folder = folder_path(report.module.path, file);
  return package == folder || package == folder + "_test" || package == folder + ".test";
}

// Without a module cover looks below the folder that it runs in.
std::string cover_name(const Report& report, const Finding& finding) {
  const std::string_view module = report.module.path;
  const std::string_view file = report.text(finding.file);
  return module == "std" ? std::string(file) : fmt::format("{}/{}", module.empty() ? "." : module, file);
}

void write(const std::vector<ShownFinding>& findings, std::ostream& out) {
  Sink sink(out);
  sink.text() += "mode: count\n";
  std::string open_file;
  std::map<std::uint32_t, std::uint64_t> by_line;
  const auto write_file = [&] {
    for (const auto& [line, count] : by_line) {
      sink.text() += fmt::format("{}:{}.{},{}.{} 1 {}\n", open_file, line, first_column(line), line, kEndOfLine, count);
      sink.relieve();
    }
    by_line.clear();
  };
  for (const ShownFinding& shown : findings) {
    if (!has_place(*shown.report, *shown.finding)) {
      continue;
    }
    if (std::string file = cover_name(*shown.report, *shown.finding); file != open_file) {
      write_file();
      open_file = std::move(file);
    }
    ++by_line[shown.finding->line];
  }
  write_file();
}

}  // namespace

void render_coverprofile(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(shown_findings(report, options), out);
}

void render_coverprofile_comparison(const Comparison& comparison, const GateResult* gate,
                                    const RenderOptions& /*options*/, std::ostream& out) {
  write(shown_findings(comparison, gate), out);
}

}  // namespace goescape
