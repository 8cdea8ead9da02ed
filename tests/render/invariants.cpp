#include "invariants.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "catch.h"
#include "everything.h"
#include "render/formats.h"

namespace goescape::test {
namespace {

using nlohmann::json;

std::uint64_t number_of(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return std::stoull(text);
}

// The number before "heap decision(s)" in a headline.
std::uint64_t headline_heap(const std::string& text) {
  if (text.find("no packages to report\n") != std::string::npos) {
    return 0;
  }
  std::string count;
  REQUIRE(RE2::PartialMatch(text, "([0-9,]+|no) heap decisions? in ", &count));
  return count == "no" ? 0 : number_of(count);
}

void check_json(const json& document, const Report& report) {
  std::map<std::string, std::uint64_t> counts;
  std::map<std::string, std::uint64_t> heap_by_package;
  std::uint64_t heap = 0;
  for (const json& package : document["packages"]) {
    std::uint64_t package_heap = 0;
    for (const auto& [kind, count] : package["counts"].items()) {
      counts[kind] += count.get<std::uint64_t>();
      package_heap += is_heap_decision(kind_from_name(kind).value()) ? count.get<std::uint64_t>() : 0;
    }
    CHECK(package["heap"] == package_heap);
    heap_by_package[package["import_path"]] = package_heap;
    heap += package_heap;
  }
  CHECK(document["totals"]["counts"] == json(counts));
  CHECK(document["totals"]["heap"] == heap);
  CHECK(document["totals"]["packages"] == report.packages.size());
  CHECK(document["totals"]["findings"] == document["findings"].size());
  CHECK(document["findings"].size() == report.findings.size());
  for (const json& finding : document["findings"]) {
    const Kind kind = kind_from_name(finding["kind"].get<std::string>()).value();
    heap_by_package[finding["package"]] -= is_heap_decision(kind) ? 1 : 0;
  }
  for (const auto& [package, without_finding] : heap_by_package) {
    CAPTURE(package);
    CHECK(without_finding == 0);
  }
}

void check_jsonl(const std::string& text, const json& document) {
  const std::vector<std::string> lines = lines_of(text);
  REQUIRE(lines.size() == document["findings"].size());
  for (std::size_t line = 0; line < lines.size(); ++line) {
    CHECK(json::parse(lines[line]) == document["findings"][line]);
  }
}

// Each finding has as many rows as there are builds that it is in.
void check_rows(const std::string& text, const json& document) {
  const std::vector<std::string> lines = lines_of(text);
  const std::size_t builds = document.contains("variants") ? document["variants"].size() : 1;
  std::size_t line = 0;
  for (const json& finding : document["findings"]) {
    const std::size_t rows = finding.contains("variants") ? finding["variants"].size() : builds;
    REQUIRE(line + rows <= lines.size());
    for (const std::size_t end = line + rows; line < end; ++line) {
      const json row = json::parse(lines[line]);
      CHECK(row["id"] == finding["id"]);
      CHECK(row["col"] == finding["column"]);
    }
  }
  CHECK(line == lines.size());
}

void check_csv(const std::string& text, const json& document) {
  const auto rows = csv_rows(text);
  REQUIRE(rows.size() == document["findings"].size() + 1);  // The header.
  for (std::size_t row = 0; row < rows.size(); ++row) {
    REQUIRE(rows[row].size() == rows[0].size());
    CHECK((row == 0 || rows[row][0] == document["findings"][row - 1]["id"].get<std::string>()));
  }
}

// The same findings with the same ids, as many as GitHub keeps, and the same numbers.
void check_sarif(const json& run, const json& document) {
  constexpr std::size_t kMaxResults = 5000;
  std::multiset<std::string> expected;
  for (const json& finding : document["findings"]) {
    expected.insert(finding["id"].get<std::string>() + " goescape/" + finding["kind"].get<std::string>());
  }
  CHECK(run["properties"]["totals"] == document["totals"]);
  CHECK(run["properties"]["results"]["total"] == expected.size());
  CHECK(run["results"].size() == std::min(kMaxResults, expected.size()));
  CHECK(run["properties"]["results"]["written"] == run["results"].size());
  for (const json& result : run["results"]) {
    const std::string id = result["partialFingerprints"]["goescapeId/v1"];
    const auto found = expected.find(id + " " + result["ruleId"].get<std::string>());
    REQUIRE(found != expected.end());
    expected.erase(found);
  }
}

// The tables of packages and functions add up to the headline, with everything shown.
void check_markdown(const std::string& text, std::uint64_t heap) {
  CHECK(headline_heap(text) == heap);
  const std::vector<std::string> titles{"package", "function", "where", "finding", "no finding", "benchmark"};
  std::map<std::string, std::uint64_t> sums;
  std::string table;
  for (const std::vector<std::string>& row : markdown_rows(text)) {
    if (std::find(titles.begin(), titles.end(), row[0]) != titles.end()) {
      table = row[0];
    } else if ((table == "package" || table == "function") && row[0] != "total") {
      sums[table] += number_of(row[table == "package" ? 1 : 2]);
    }
  }
  CHECK(sums["package"] == heap);
  CHECK(sums["function"] == heap);
}

int count_of(std::string text, const char* pattern) { return RE2::GlobalReplace(&text, pattern, ""); }

// Every format for review has the same entries: the findings with their ids, and what is not known.
void check_review(const Report& report, const RenderOptions& options, const json& document) {
  const json entries = json::parse(rendered("gitlab", report, options));
  std::vector<std::string> ids;
  for (const json& entry : entries) {
    const std::string fingerprint = entry["fingerprint"];
    if (fingerprint.rfind("v1:", 0) == 0) {
      ids.push_back(fingerprint);
    }
  }
  REQUIRE(ids.size() == document["findings"].size());
  for (std::size_t index = 0; index < ids.size(); ++index) {
    CHECK(ids[index] == document["findings"][index]["id"].get<std::string>());
  }
  CHECK(lines_of(rendered("errorformat", report, options)).size() == entries.size());
  CHECK(lines_of(rendered("rdjsonl", report, options)).size() == entries.size());
  const auto count = static_cast<int>(entries.size());
  CHECK(count_of(rendered("checkstyle", report, options), "<error ") == count);
  // One line each within the test cases, and the verdict, in which the headline of the other formats stands.
  const std::string junit = rendered("junit", report, options);
  CHECK(count_of(junit, "(?m)^      <|\n[^ <]") == count + 1);
  CHECK((report.findings.empty() || headline_heap(junit) == document["totals"]["heap"]));
}

// What GitHub is not shown is counted.
void check_github(const std::string& text, std::size_t entries) {
  std::string left_out = "0";
  RE2::PartialMatch(text, "and ([0-9,]+) more: GitHub", &left_out);
  const std::size_t cut_notice = left_out == "0" ? 0 : 1;
  CHECK(lines_of(text).size() - 1 - cut_notice + number_of(left_out) == entries + 1);  // The verdict.
}

// The rows of the table in the page, each as an object by column, with its texts.
std::vector<json> html_rows(const json& block) {
  std::vector<json> rows;
  const std::set<std::string> numbers{"line", "column", "occurrences", "suppressed", "flow"};
  for (const json& row : block["findings"]) {
    json named;
    for (std::size_t at = 0; at < row.size(); ++at) {
      const auto column = block["columns"][at].get<std::string>();
      named[column] = numbers.count(column) != 0 ? row[at] : block["texts"].at(row[at].get<std::size_t>());
    }
    rows.push_back(named);
  }
  return rows;
}

// The page holds the same packages and findings, and of each flow as many steps.
void check_html(const std::string& page, const json& document, std::uint64_t heap) {
  const json block = json::parse(html_block(page, "report"));
  CHECK(block["packages"] == document["packages"]);
  CHECK(headline_heap(block["headline"].get<std::string>() + "\n") == heap);
  const std::vector<json> rows = html_rows(block);
  const json flows = json::parse(html_block(page, "flows"));
  REQUIRE(rows.size() == document["findings"].size());
  REQUIRE(flows["flows"].size() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const json& finding = document["findings"][row];
    for (const char* member : {"id", "kind", "category", "package", "file", "line", "column", "function", "expression",
                               "message", "cause", "origin", "occurrences"}) {
      CHECK(rows[row][member] == finding[member]);
    }
    CHECK((rows[row]["suppressed"] == 1) == finding["suppressed"].get<bool>());
    CHECK(rows[row]["flow"] == flows["flows"][row].size());
  }
}

}  // namespace

std::string html_block(std::string_view page, std::string_view id) {
  const std::string begin = "<script type=\"application/json\" id=\"" + std::string(id) + "\">";
  const std::size_t at = page.find(begin);
  REQUIRE(at != std::string_view::npos);
  CHECK(page.find(begin, at + 1) == std::string_view::npos);
  const std::string_view rest = page.substr(at + begin.size());
  return std::string(rest.substr(0, rest.find("</script>")));
}

std::string rendered(std::string_view format, const Report& report, const RenderOptions& options) {
  const Format* found = find_format(format);
  REQUIRE(found != nullptr);
  std::ostringstream out;
  found->render(report, options, out);
  REQUIRE(out.good());
  return out.str();
}

std::string without_colors(std::string_view text) {
  std::string plain(text);
  RE2::GlobalReplace(&plain, "\x1b\\[[0-9;]*m", "");
  return plain;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row{""};
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (quoted) {
      if (byte == '"' && at + 1 < text.size() && text[at + 1] == '"') {
        row.back() += text[++at];
      } else if (byte == '"') {
        quoted = false;
      } else {
        row.back() += byte;
      }
    } else if (byte == '"' && row.back().empty()) {
      quoted = true;
    } else if (byte == ',') {
      row.emplace_back();
    } else if (text.substr(at, 2) == "\r\n") {
      rows.push_back(row);
      row = {""};
      ++at;
    } else {
      row.back() += byte;
    }
  }
  CHECK(row == std::vector<std::string>{""});
  return rows;
}

std::vector<std::vector<std::string>> markdown_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : lines_of(text)) {
    if (line.rfind("| ", 0) != 0 || line.find("---") != std::string::npos) {
      continue;
    }
    std::vector<std::string> row;
    for (std::size_t begin = 2; begin < line.size();) {
      const std::size_t end = std::min(line.find(" |", begin), line.size());
      row.push_back(line.substr(begin, end - begin));
      begin = end + 3;
    }
    rows.push_back(row);
  }
  return rows;
}

void check_invariants(const Report& report) {
  const RenderOptions options = everything();
  const json document = json::parse(rendered("json", report, options));
  check_json(document, report);
  check_jsonl(rendered("jsonl", report, options), document);
  check_rows(rendered("rows", report, options), document);
  check_csv(rendered("csv", report, options), document);
  check_sarif(json::parse(rendered("sarif", report, options))["runs"][0], document);
  const std::uint64_t heap = document["totals"]["heap"];
  CHECK(headline_heap(rendered("text", report, options)) == heap);
  check_markdown(rendered("markdown", report, options), heap);
  check_review(report, options, document);
  check_github(rendered("github", report, options), lines_of(rendered("rdjsonl", report, options)).size());
  check_html(rendered("html", report, options), document, heap);

  RenderOptions colored = options;
  colored.color = true;
  colored.width = 80;
  RenderOptions plain = colored;
  plain.color = false;
  CHECK(without_colors(rendered("text", report, colored)) == rendered("text", report, plain));
}

}  // namespace goescape::test
