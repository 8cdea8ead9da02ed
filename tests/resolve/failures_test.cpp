#include "resolve/failures.h"

#include <string>

#include "catch.h"
#include "resolve/collected_log.h"
#include "resolve/report_builder.h"

namespace goescape::test {
namespace {

Report report_of(std::string_view log, const BuildInfo& build = {}) {
  return build_report(collect(log), heap_kinds(), build);
}

PackageStatus status(const Report& report, std::string_view import_path) {
  for (const Package& package : report.packages) {
    if (report.text(package.import_path) == import_path) {
      return package.status;
    }
  }
  FAIL("no package " << std::string(import_path));
  return PackageStatus::kOk;
}

}  // namespace

TEST_CASE("a section that holds only errors is a failed package") {
  const Report report =
      report_of("# m/bad\nbad/b.go:7:23: something that nobody knows\n# m/a\na/a.go:1:2: moved to heap: x\n");
  CHECK(status(report, "m/bad") == PackageStatus::kFailed);
  CHECK(status(report, "m/a") == PackageStatus::kOk);
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].package == "m/bad");
  CHECK(report.failures[0].message == "bad/b.go:7:23: something that nobody knows");
  CHECK(report.unrecognized.count == 0);
}

TEST_CASE("errors beside diagnostics are a failed package too") {
  const Report report = report_of(
      "# m/bad\nbad/a.go:1:2: moved to heap: x\nbad/b.go:7:2: cannot use x (variable of type int) as string value\n"
      "\thave (int)\n\twant (string)\n");
  CHECK(status(report, "m/bad") == PackageStatus::kFailed);
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].message ==
        "bad/b.go:7:2: cannot use x (variable of type int) as string value\n\thave (int)\n\twant (string)");
}

TEST_CASE("a line nobody understands beside diagnostics is unrecognized") {
  const Report report = report_of(
      "# m/a\na/a.go:1:2: moved to heap: x\na/a.go:2:2: y lives on the heap now\na/a.go:3:2: something new\n");
  CHECK(report.failures.empty());
  CHECK(status(report, "m/a") == PackageStatus::kOk);
  CHECK(report.unrecognized.count == 2);
  CHECK(report.unrecognized.about_heap == 1);
  CHECK(report.unrecognized.samples.size() == 2);
}

TEST_CASE("few samples are kept of many lines nobody understands") {
  std::string log = "# m/a\na/a.go:1:2: moved to heap: x\n";
  for (int line = 1; line <= 50; ++line) {
    log += "a/a.go:" + std::to_string(line) + ":2: something new\n";
  }
  const Report report = report_of(log);
  CHECK(report.unrecognized.count == 50);
  CHECK(report.unrecognized.samples.size() == 10);
}

TEST_CASE("what the go command says of a failure counts") {
  BuildInfo build;
  build.failures = {{"m/bad", "no Go files"}, {"", "go: no such tool"}};
  const Report report = report_of("# m/bad\nbad/a.go:1:2: moved to heap: x\n", build);
  CHECK(status(report, "m/bad") == PackageStatus::kFailed);
  REQUIRE(report.failures.size() == 2);
  CHECK(report.failures[0].package.empty());
  CHECK(report.failures[1].message == "no Go files");
}

TEST_CASE("a failed build event fails a package that printed nothing") {
  const Report report = report_of(R"({"ImportPath":"m/bad","Action":"build-output","Output":"# m/bad\n"})"
                                  "\n"
                                  R"({"ImportPath":"m/bad","Action":"build-fail"})"
                                  "\n");
  CHECK(status(report, "m/bad") == PackageStatus::kFailed);
  CHECK(report.failures.size() == 1);
}

TEST_CASE("a package whose compiler was killed has failed, with what the go command said") {
  const Report report = report_of(
      "example.com/m/b: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed\n# example.com/m/a\n"
      "a/a.go:3:8: moved to heap: n\nFAIL\texample.com/m/b [build failed]\n");
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].package == "example.com/m/b");
  CHECK(report.failures[0].message == "example.com/m/b: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed");
  CHECK(status(report, "example.com/m/a") == PackageStatus::kOk);
}

TEST_CASE("an error behind many lines that nobody understands is one") {
  std::string log = "# m/a\na/a.go:1:2: moved to heap: x\n";
  for (int line = 1; line <= 50; ++line) {
    log += "a/a.go:" + std::to_string(line) + ":2: something new\n";
  }
  CHECK(report_of(log + "a/a.go:5:6: stack frame too large (>1GB): 0 MB locals + 5120 MB args\n").failures.size() == 1);
}

TEST_CASE("what a failing test says of a line of its own is no error of the compiler") {
  const Report report = report_of(
      "# m/a [m/a.test]\na/a.go:1:2: moved to heap: x\n--- FAIL: TestX (0.00s)\n    a_test.go:6: undefined: got\nFAIL\n"
      "FAIL\tm/a\t0.01s\nFAIL\n");
  CHECK(report.failures.empty());
}

TEST_CASE("go vet stops where a package does not compile") {
  const Report report = report_of(
      "# m/a\na/a.go:1:2: moved to heap: x\n# m/b\n# [m/b]\n"
      "vet: b/x_test.go:3:71: cannot use 1 (untyped int constant) as string value in variable declaration\n");
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].package == "m/b");
}

TEST_CASE("an event that was cut off fails the run") {
  const Report report =
      report_of(R"({"ImportPath":"m","Action":"build-output","Output":"# m\n./a.go:1:1: can inline F\n"})"
                "\n"
                R"({"ImportPath":"n","Action":"build-fai)");
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].package.empty());
  CHECK(
      report.failures[0].message ==
      R"(an event of the log is no JSON, so what it said is lost; write the log again, whole: {"ImportPath":"n","Action":"build-fai)");
}

}  // namespace goescape::test
