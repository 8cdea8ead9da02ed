#include "render/module_place.h"

#include <sstream>

#include "catch.h"
#include "render/formats.h"
#include "sample_gate.h"

using namespace goescape;
using namespace goescape::test;

namespace {

RenderOptions nested() {
  RenderOptions options;
  options.place.in_repository = {"services/api", ""};
  options.place.from_here = {"api", "web"};
  options.old_place.in_repository = {"old", ""};
  return options;
}

std::string of_report(std::string_view format, const Report& report) {
  std::ostringstream out;
  find_format(format)->render(report, nested(), out);
  return out.str();
}

std::string of_check(std::string_view format, const SampleGate& sample, bool check = true) {
  std::ostringstream out;
  find_format(format)->render_comparison(sample.comparison(), check ? &sample.gate : nullptr, nested(), out);
  return out.str();
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("module place: files are seen from where they are looked for") {
  CHECK(file_from({}, "a/b.go") == "a/b.go");
  CHECK(file_from({}, "../lib/b.go") == "../lib/b.go");
  CHECK(file_from({"services/api", ""}, "a/b.go") == "services/api/a/b.go");
  CHECK(file_from({"services/api", ""}, "../lib/b.go") == "services/lib/b.go");
  CHECK(file_from({"api", ""}, ".") == "api/");
  CHECK(file_from({"", "internal"}, "internal/x/b.go") == "x/b.go");
  CHECK(file_from({"", "internal/x"}, "b.go") == "../../b.go");
  CHECK(file_from({"api", "web"}, "b.go") == "../api/b.go");
}

TEST_CASE("module place: what is not relative to the module stays as it is") {
  for (const char* file : {"", "/tmp/x.go", "$GOROOT/src/fmt/print.go", "$GOMODCACHE/a@v1.0.0/b.go"}) {
    CHECK(file_from({"services/api", "web"}, file) == file);
  }
}

TEST_CASE("module place: each format for review names files from where its readers look for them") {
  const SampleGate sample;
  CHECK(has(of_check("github", sample), "::warning file=services/api/a.go,line=1,col=2,"));
  CHECK(has(of_check("gitlab", sample), R"("path":"services/api/a.go")"));
  CHECK(has(of_check("checkstyle", sample), R"(<file name="services/api/a.go">)"));
  CHECK(has(of_check("junit", sample), "services/api/a.go:1:2: "));
  CHECK(has(of_check("rdjsonl", sample), R"("path":"../api/a.go")"));
  CHECK(has(of_check("errorformat", sample), "\n../api/a.go:1:2: "));
}

TEST_CASE("module place: what has no file stands at the go.mod of the module") {
  const SampleGate sample;
  CHECK(has(of_check("gitlab", sample), R"("path":"services/api/go.mod")"));
  CHECK(has(of_check("checkstyle", sample), R"(<file name="services/api/go.mod">)"));
  CHECK(has(of_check("rdjsonl", sample), R"("path":"../api/go.mod")"));
  CHECK(has(of_check("errorformat", sample), "../api/go.mod:1:1: "));
}

TEST_CASE("module place: a note keeps its id wherever the module lies") {
  const SampleGate sample;
  std::ostringstream plain;
  find_format("gitlab")->render_comparison(sample.comparison(), &sample.gate, {}, plain);
  const std::string id = plain.str().substr(plain.str().find("\"budget:"), 24);
  CHECK(has(of_check("gitlab", sample), id));
}

TEST_CASE("module place: in SARIF each side has a place of its own, steps and violations too") {
  const SampleGate sample;
  const std::string diff = of_check("sarif", sample, false);
  CHECK(has(diff, R"("uri":"services/api/a.go")"));
  CHECK(has(diff, R"("uri":"services/api/codec/codec.go")"));  // What a decision is blamed on.
  CHECK(has(diff, R"("uri":"old/gone.go")"));                  // Fixed.
  CHECK(has(diff, R"("uri":"old/old.go")"));                   // Where a moved one was.
  const std::string check = of_check("sarif", sample);
  CHECK(has(check, R"("uri":"services/api/new.go")"));
  CHECK(has(check, R"("uri":"services/api/")"));  // A violation without a file.
  const std::string report = of_report("sarif", sample_report());
  CHECK(
      has(report, R"("uri":"services/api/internal/store/store.go","uriBaseId":"%SRCROOT%"},"region":{"startLine":14)"));
  CHECK_FALSE(has(report, R"("uri":"internal/store)"));
}

TEST_CASE("module place: formats for people and programs name files from the module") {
  const SampleGate sample;
  for (const char* format : {"text", "json", "jsonl", "rows", "csv", "markdown", "coverprofile"}) {
    CAPTURE(format);
    CHECK_FALSE(has(of_check(format, sample), "api/a.go"));
  }
}
