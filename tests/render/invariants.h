// What holds for every report in every format: parts add up to wholes, and all formats agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/renderer.h"

namespace goescape::test {

// What the format of this name writes; fails the test when there is no such format.
std::string rendered(std::string_view format, const Report& report, const RenderOptions& options = {});

// The text without SGR sequences.
std::string without_colors(std::string_view text);

std::vector<std::string> lines_of(std::string_view text);

// The rows of a CSV file with their fields, read as RFC 4180 says.
std::vector<std::vector<std::string>> csv_rows(std::string_view text);

// The rows of the tables of a Markdown text with their cells, titles included, rules left out.
std::vector<std::vector<std::string>> markdown_rows(std::string_view text);

// The JSON of the data block with this id in an HTML page; fails the test when there is no such block, or several.
std::string html_block(std::string_view page, std::string_view id);

// Checks that the counts of findings, packages and totals add up, and that all formats give the same ones. The report
// must hold all of its heap decisions as findings.
void check_invariants(const Report& report);

}  // namespace goescape::test
