#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "catch.h"
#include "invariants.h"
#include "render/formats.h"
#include "render/html_data.h"
#include "render/html_page.h"
#include "render/html_sources.h"
#include "sample_report.h"

using namespace goescape;
using namespace goescape::test;
using nlohmann::json;

namespace {

json block(const std::string& page, std::string_view id) { return json::parse(html_block(page, id)); }

// A report with `count` findings in each of the files, and their sources.
Report report_of_files(const std::vector<std::pair<std::string, std::uint32_t>>& files) {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  for (const auto& [file, count] : files) {
    for (std::uint32_t line = 1; line <= count; ++line) {
      builder.finding(package, {Kind::kEscapesToHeap, file, line});
    }
  }
  return std::move(builder.report());
}

RenderOptions with_sources(std::map<std::string, std::string, std::less<>> texts, bool certain = true) {
  RenderOptions options;
  options.sources.certain = certain;
  options.sources.read = [texts = std::move(texts)](std::string_view file) {
    const auto found = texts.find(file);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  return options;
}

std::string written_sources(const HtmlSources& sources, const RenderOptions& options, std::size_t most) {
  std::ostringstream out;
  {
    Sink sink(out);
    sources.write(sink, options, most);
  }
  return out.str();
}

std::vector<std::string> files_in(const json& list) {
  std::vector<std::string> files;
  for (const json& each : list) {
    files.push_back(each["file"]);
  }
  return files;
}

}  // namespace

TEST_CASE("html: the page loads nothing, and a policy says so") {
  const std::string page = rendered("html", sample_report());
  CHECK(page.rfind("<!DOCTYPE html>", 0) == 0);
  CHECK(page.find("content=\"default-src 'none'; script-src 'sha256-") != std::string::npos);
  CHECK(page.find("unsafe") == std::string::npos);
  for (const char* loading : {"src=", "@import", "<link rel=\"stylesheet", "<iframe", "<object", "<base"}) {
    CAPTURE(loading);
    CHECK(std::string_view(kHtmlHead).find(loading) == std::string_view::npos);
    CHECK(std::string_view(kHtmlEnd).find(loading) == std::string_view::npos);
  }
  CHECK(kHtmlScripts.find("sourceMappingURL") == std::string_view::npos);
  CHECK(kHtmlHead.find('@' + std::string("policy@")) == std::string_view::npos);
}

TEST_CASE("html: what the generated code does is told of each finding, in their order") {
  const json report = block(rendered("html", sample_report()), "report");
  const json& code = report["allocations"];
  CHECK(code["sentences"][0] == "in the generated code: allocates 1, no allocation 0");
  REQUIRE(code["values"].size() == report["findings"].size());
  std::vector<std::string> told;
  for (const json& value : code["values"]) {
    if (const std::string verdict = code["texts"][value[0].get<std::size_t>()]; !verdict.empty()) {
      told.push_back(verdict + ": " + code["texts"][value[1].get<std::size_t>()].get<std::string>());
    }
  }
  CHECK(told == std::vector<std::string>{"allocates: may allocate 8 bytes of [8]byte"});
  CHECK_FALSE(block(rendered("html", report_of_files({{"a.go", 1}})), "report").contains("allocations"));
}

TEST_CASE("html: data cannot end its element or begin a comment") {
  const std::string evil = "</script><script>alert(1)</script><!-- \u2028 \u2029 ]]>";
  ReportBuilder builder(evil);
  const PackageIndex package = builder.package(evil);
  builder.finding(package, {Kind::kEscapesToHeap, evil, 1, 1, evil, evil, evil});
  builder.report().failures.push_back({evil, evil});
  const std::string page = rendered("html", builder.report(), with_sources({{evil, evil}}));
  for (const char* id : {"report", "flows", "sources", "source-0"}) {
    CAPTURE(id);
    CHECK(html_block(page, id).find('<') == std::string::npos);
  }
  CHECK(page.find("alert(1)</script>") == std::string::npos);
  CHECK(page.find("\u2028") == std::string::npos);
  CHECK(block(page, "report")["title"] == evil);
  CHECK(block(page, "source-0")["text"] == evil);
  CHECK(block(page, "source-0")["file"] == evil);
}

TEST_CASE("html: large data comes through in pieces as it is") {
  std::ostringstream out;
  {
    Sink sink(out);
    HtmlDataBlock data(sink, "x");
    data.json().begin_array();
    for (int number = 0; number < 20000; ++number) {
      data.json().value("<" + std::to_string(number));
      data.relieve();
    }
    data.json().end_array();
  }
  const json list = json::parse(html_block(out.str(), "x"));
  REQUIRE(list.size() == 20000);
  CHECK(list[19999] == "<19999");
}

TEST_CASE("html: what failed and what was not understood is told first") {
  const json report = block(rendered("html", sample_report()), "report");
  REQUIRE(report["alerts"].size() == 3);
  CHECK(report["alerts"][0]["title"] == "1 package did not compile:");
  CHECK(report["alerts"][0]["items"][0]["name"] == "example.com/m/broken");
  CHECK(report["alerts"][1]["title"] == "the run failed in part:");
  CHECK(report["alerts"][2]["title"] ==
        "3 lines of the compiler were not understood, 1 about the heap: decisions may be missing");
  CHECK(report["alerts"][2]["level"] == "failure");
  CHECK(block(rendered("html", Report{}), "report")["alerts"].empty());
}

TEST_CASE("html: lines not understood are told even where none was kept") {
  Report report;
  report.unrecognized.count = 2;
  const json alerts = block(rendered("html", report), "report")["alerts"];
  REQUIRE(alerts.size() == 1);
  CHECK(alerts[0]["level"] == "warning");
}

TEST_CASE("html: a flow keeps its order, with the code that did each step") {
  const std::string page = rendered("html", sample_report());
  const json flows = block(page, "flows");
  const json& texts = flows["texts"];
  const json& flow = flows["flows"][2];
  REQUIRE(flow.size() == 2);
  std::vector<std::string> pieces;
  for (const json& number : flow[0][0]) {
    pieces.push_back(texts[number.get<std::size_t>()]);
  }
  CHECK(pieces == std::vector<std::string>{"the address of ", "buf", " reaches the heap"});
  REQUIRE(flow[1].size() == 5);
  CHECK(texts[flow[1][0].get<std::size_t>()] == "&buf");
  CHECK(texts[flow[1][1].get<std::size_t>()] == "has its address taken");
  CHECK(flow[1][3] == 14);
  CHECK(texts[0] == "");
}

TEST_CASE("html: the categories that are shown are those of --include") {
  RenderOptions options;
  CHECK(block(rendered("html", sample_report(), options), "report")["included"].empty());
  options.include.set(static_cast<std::size_t>(Category::kGenerated));
  CHECK(block(rendered("html", sample_report(), options), "report")["included"] == json{"generated"});
}

TEST_CASE("html: sources are there for files with shown findings, most findings first") {
  const Report report = report_of_files({{"a.go", 1}, {"b.go", 3}, {"c.go", 2}});
  const std::string page =
      rendered("html", report, with_sources({{"a.go", "A"}, {"b.go", "B"}, {"c.go", "C"}, {"other.go", "O"}}));
  const json list = block(page, "sources")["list"];
  CHECK(files_in(list) == std::vector<std::string>{"b.go", "c.go", "a.go"});
  CHECK(block(page, "source-0")["text"] == "B");
  CHECK(block(page, "sources")["remarks"].empty());
  CHECK(page.find("source-3") == std::string::npos);
}

TEST_CASE("html: no source of a category that is not shown") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  builder.finding(package, {Kind::kEscapesToHeap, "a.pb.go", 1, 1, "F", "x", "", Category::kGenerated});
  RenderOptions options = with_sources({{"a.pb.go", "generated"}});
  CHECK(block(rendered("html", builder.report(), options), "sources")["list"].empty());
  options.include = all_categories();
  CHECK(block(rendered("html", builder.report(), options), "sources")["list"].size() == 1);
}

TEST_CASE("html: what is nobody's file has no source that could be missing") {
  ReportBuilder builder;
  const PackageIndex package = builder.package("example.com/m");
  builder.finding(package, {Kind::kEscapesToHeap, "<autogenerated>", 1, 1, "F", "x", "", Category::kSynthetic});
  builder.finding(package, {Kind::kEscapesToHeap, "a.go"});
  const json sources = block(rendered("html", builder.report(), with_sources({{"a.go", "A"}})), "sources");
  CHECK(sources["list"].size() == 1);
  CHECK(sources["remarks"].empty());
}

TEST_CASE("html: without sources there is no word about them") {
  const json sources = block(rendered("html", sample_report()), "sources");
  CHECK(sources["list"].empty());
  CHECK(sources["remarks"].empty());
}

TEST_CASE("html: sources that are cut, missing or not certain are told of") {
  HtmlSources sources;
  for (const char* file : {"big.go", "big.go", "big.go", "small.go", "small.go", "gone.go", ""}) {
    sources.add(false, file);
  }
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  const RenderOptions options = with_sources({{"big.go", std::string(kMost - 1, 'x')}, {"small.go", "12"}}, false);
  const json told = block(written_sources(sources, options, kMost), "sources");
  CHECK(files_in(told["list"]) == std::vector<std::string>{"big.go"});
  CHECK(told["remarks"] ==
        json{"the sources were read when this page was made; what was compiled may have been different",
             "this page holds 1 MiB of source text at most: 1 file with fewer findings left out",
             "the source of 1 file was not at hand, or is larger than 1 MiB"});
}

TEST_CASE("html: the sides of a comparison have sources of their own") {
  HtmlSources sources;
  sources.add(true, "a.go");
  sources.add(false, "a.go");
  RenderOptions options = with_sources({{"a.go", "new"}});
  options.old_sources = with_sources({{"a.go", "old"}}).sources;
  const std::string text = written_sources(sources, options, kMostSourceText);
  CHECK(block(text, "source-0") == json{{"old", false}, {"file", "a.go"}, {"text", "new"}});
  CHECK(block(text, "source-1") == json{{"old", true}, {"file", "a.go"}, {"text", "old"}});
}
