// The table of output formats: --format, its help text and its error message all come from here.
#pragma once

#include <array>

#include "render/renderer.h"

namespace goescape {

// A new format is a pair of functions here, a row below, a file for the functions and a test.
void render_text(const Report& report, const RenderOptions& options, std::ostream& out);
void render_text_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out);
void render_json(const Report& report, const RenderOptions& options, std::ostream& out);
void render_json_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out);
void render_jsonl(const Report& report, const RenderOptions& options, std::ostream& out);
void render_jsonl_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                             std::ostream& out);
void render_rows(const Report& report, const RenderOptions& options, std::ostream& out);
void render_rows_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out);
void render_csv(const Report& report, const RenderOptions& options, std::ostream& out);
void render_csv_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                           std::ostream& out);
void render_markdown(const Report& report, const RenderOptions& options, std::ostream& out);
void render_markdown_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                std::ostream& out);
void render_github(const Report& report, const RenderOptions& options, std::ostream& out);
void render_github_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                              std::ostream& out);
void render_gitlab(const Report& report, const RenderOptions& options, std::ostream& out);
void render_gitlab_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                              std::ostream& out);
void render_junit(const Report& report, const RenderOptions& options, std::ostream& out);
void render_junit_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                             std::ostream& out);
void render_checkstyle(const Report& report, const RenderOptions& options, std::ostream& out);
void render_checkstyle_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                  std::ostream& out);
void render_rdjsonl(const Report& report, const RenderOptions& options, std::ostream& out);
void render_rdjsonl_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                               std::ostream& out);
void render_errorformat(const Report& report, const RenderOptions& options, std::ostream& out);
void render_errorformat_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                   std::ostream& out);
void render_coverprofile(const Report& report, const RenderOptions& options, std::ostream& out);
void render_coverprofile_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                    std::ostream& out);
void render_sarif(const Report& report, const RenderOptions& options, std::ostream& out);
void render_sarif_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                             std::ostream& out);
void render_html(const Report& report, const RenderOptions& options, std::ostream& out);
void render_html_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                            std::ostream& out);

inline constexpr std::array<Format, 15> kFormats{{
    {"text", "tables and sentences for people, in colour on a terminal", render_text, render_text_comparison},
    {"json", "goescape.report/1 or goescape.diff/1, the whole of it (docs/*.schema.json)", render_json,
     render_json_comparison},
    {"jsonl", "one JSON object per finding and line", render_jsonl, render_jsonl_comparison},
    {"rows", "one flat JSON object per finding and build, for tables of many modules (docs/fleet.md)", render_rows,
     render_rows_comparison},
    {"csv", "one row per finding (RFC 4180), for spreadsheets", render_csv, render_csv_comparison},
    {"markdown",
     "tables for pull requests and job summaries",
     render_markdown,
     render_markdown_comparison,
     {.web = true}},
    {"github",
     "annotations of GitHub Actions, as workflow commands, and the job summary",
     render_github,
     render_github_comparison,
     {.in_repository = true}},
    {"gitlab", "Code Quality of GitLab", render_gitlab, render_gitlab_comparison, {.in_repository = true}},
    {"junit", "test results, for whatever shows those", render_junit, render_junit_comparison, {.in_repository = true}},
    {"checkstyle",
     "XML of Checkstyle, for Jenkins and others",
     render_checkstyle,
     render_checkstyle_comparison,
     {.in_repository = true}},
    {"rdjsonl",
     "diagnostics of reviewdog, one per line",
     render_rdjsonl,
     render_rdjsonl_comparison,
     {.from_here = true}},
    {"errorformat",
     "file:line:column: message [kind, cause], for editors",
     render_errorformat,
     render_errorformat_comparison,
     {.from_here = true}},
    {"coverprofile", "heap decisions per line, for go tool cover -html", render_coverprofile,
     render_coverprofile_comparison},
    {"sarif",
     "SARIF 2.1.0, for code scanning and editors",
     render_sarif,
     render_sarif_comparison,
     {.in_repository = true, .web = true}},
    {"html",
     "one page for a browser, with everything in it: charts, a table to search, flows, sources",
     render_html,
     render_html_comparison,
     {.sources = true, .trend = true}},
}};

// The format with this name, or nullptr.
const Format* find_format(std::string_view name);

}  // namespace goescape
