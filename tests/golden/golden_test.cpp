// Real compiler output of many releases: each folder testdata/go1.NN/CASE/ holds a log (input.txt) and what goescape
// makes of it (findings.txt, counts.txt; scripts/regenerate-golden writes them).

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <tuple>

#include "catch.h"
#include "golden/golden_text.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

const fs::path kTestdata = fs::path(GOESCAPE_SOURCE_DIR) / "testdata";

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The first line in which two texts differ, for messages that can be read.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected);
  std::istringstream right(actual);
  std::string a;
  std::string b;
  while (true) {
    const bool more_left = static_cast<bool>(std::getline(left, a));
    const bool more_right = static_cast<bool>(std::getline(right, b));
    if (!more_left && !more_right) {
      return {};
    }
    if (more_left != more_right || a != b) {
      return "expected: " + (more_left ? a : "(end)") + "\nactual:   " + (more_right ? b : "(end)");
    }
  }
}

// Everything of a finding that does not depend on how much the compiler explains.
using Decision = std::tuple<std::string, std::string, std::uint32_t, std::uint32_t, Kind, std::string, std::uint32_t>;

std::set<Decision> decisions(const Report& report) {
  std::set<Decision> all;
  for (const Finding& finding : report.findings) {
    all.insert({std::string(report.text(report.package_of(finding).import_path)),
                std::string(report.text(finding.file)), finding.line, finding.column, finding.kind,
                std::string(report.text(finding.message)), finding.occurrences});
  }
  return all;
}

Report report_of(const fs::path& log) {
  auto report = report_of_log(log);
  REQUIRE(report);
  return std::move(*report);
}

// The first decision that one of the two has and the other has not.
std::string one_sided(const std::set<Decision>& a, const std::set<Decision>& b) {
  std::vector<Decision> different;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(different));
  if (different.empty()) {
    return {};
  }
  const auto& [package, file, line, column, kind, message, occurrences] = different.front();
  return fmt::format("{} of {}, first: {} {}:{}:{} {} x{}", different.size(), a.size(), package, file, line, column,
                     message, occurrences);
}

}  // namespace

TEST_CASE("golden folders exist for the releases that matter", "[golden]") {
  std::set<std::string> releases;
  for (const fs::path& folder : golden_folders(kTestdata)) {
    releases.insert(folder.parent_path().filename().string());
  }
  for (const char* release : {"go1.13", "go1.16", "go1.19", "go1.21", "go1.24", "go1.25", "go1.26", "go1.27"}) {
    CAPTURE(release);
    CHECK(releases.count(release) == 1);
  }
}

TEST_CASE("real compiler output gives the findings written beside it", "[golden]") {
  for (const fs::path& folder : golden_folders(kTestdata)) {
    INFO(folder.string());
    const Report report = report_of(folder / "input.txt");
    const GoldenText text = golden_text(report);
    CHECK(first_difference(content(folder / "findings.txt"), text.findings) == "");
    CHECK(first_difference(content(folder / "counts.txt"), text.counts) == "");
    CHECK(report.unrecognized.count == 0);
    CHECK(report.unrecognized.samples.empty());
  }
}

TEST_CASE("the golden -m and -m=2 logs of one build give the same decisions", "[golden]") {
  std::size_t pairs = 0;
  for (const fs::path& folder : golden_folders(kTestdata)) {
    std::string name = folder.filename().string();
    if (name.size() < 3 || name.substr(name.size() - 3) != "-m1") {
      continue;
    }
    const fs::path other = folder.parent_path() / (name.substr(0, name.size() - 1) + "2");
    if (!fs::exists(other)) {
      continue;
    }
    INFO(folder.string());
    CHECK(one_sided(decisions(report_of(folder / "input.txt")), decisions(report_of(other / "input.txt"))) == "");
    ++pairs;
  }
  CHECK(pairs >= 8);
}

TEST_CASE("go build -json gives what go build gives", "[golden]") {
  const fs::path release = kTestdata / "go1.26";
  const GoldenText events = golden_text(report_of(release / "std-build-json" / "input.txt"));
  const GoldenText plain = golden_text(report_of(release / "std-plain-of-build-json" / "input.txt"));
  CHECK(first_difference(plain.findings, events.findings) == "");
  CHECK(first_difference(plain.counts, events.counts) == "");
}

namespace {

// Logs of the whole standard library, too large for the repository, that may stand in a folder beside the project.
const fs::path kSharedLogs = fs::path(GOESCAPE_SOURCE_DIR).parent_path() / "shared" / "logs";

// The report of a log compressed by xz.
Report report_of_compressed(const fs::path& file) {
  INFO(file.string());
  const std::string command = "xz -dc '" + file.string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  REQUIRE(pipe != nullptr);
  Collector collector({});
  LogParser parser(collector);
  const auto piece = std::make_unique<std::array<char, 65536>>();
  while (const std::size_t got = std::fread(piece->data(), 1, piece->size(), pipe.get())) {
    parser.feed({piece->data(), got});
  }
  parser.finish();
  Report report = build_report(collector.take(), heap_kinds(), {});
  CHECK(!report.findings.empty());
  CHECK(report.unrecognized.count == 0);
  CHECK(report.unrecognized.samples.empty());
  CHECK(report.failures.empty());
  return report;
}

// True when there is nothing to read the logs from.
bool lacks_shared_logs() { return !fs::is_directory(kSharedLogs) || std::system("xz --version >/dev/null 2>&1") != 0; }

}  // namespace

TEST_CASE("the logs of the whole standard library are understood to the last line", "[golden][logs]") {
  if (lacks_shared_logs()) {
    SKIP_TEST("needs xz and the logs in " + kSharedLogs.string());
  }
  std::size_t logs = 0;
  for (const fs::directory_entry& file : fs::directory_iterator(kSharedLogs)) {
    const std::string name = file.path().filename().string();
    if (name.rfind("std-m-1.", 0) == 0) {
      report_of_compressed(file.path());
      ++logs;
    }
  }
  CHECK(logs > 0);
}

TEST_CASE("-m and -m=2 of the whole standard library give the same decisions", "[golden][logs]") {
  if (lacks_shared_logs()) {
    SKIP_TEST("needs xz and the logs in " + kSharedLogs.string());
  }
  for (const std::string release : {"1.14", "1.19", "1.24", "1.27"}) {
    CAPTURE(release);
    const auto brief = decisions(report_of_compressed(kSharedLogs / ("std-m-" + release + ".txt.xz")));
    const auto full = decisions(report_of_compressed(kSharedLogs / ("std-m2-" + release + ".txt.xz")));
    CHECK(one_sided(brief, full) == "");
  }
}

TEST_CASE("go build -json of the whole standard library gives what go build gives", "[golden][logs]") {
  if (lacks_shared_logs()) {
    SKIP_TEST("needs xz and the logs in " + kSharedLogs.string());
  }
  const auto plain = decisions(report_of_compressed(kSharedLogs / "std-m-1.26.txt.xz"));
  const auto events = decisions(report_of_compressed(kSharedLogs / "std-m-build-json-1.26.txt.xz"));
  CHECK(one_sided(plain, events) == "");
}

}  // namespace goescape::test
