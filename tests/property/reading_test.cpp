// What a report says must not depend on how its log came in: in which pieces, in how many parts, in which order.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "parse/log_parser.h"
#include "property/golden_logs.h"
#include "render/formats.h"
#include "resolve/read_log.h"
#include "resolve/report_builder.h"

namespace goescape::test {
namespace {

CollectorOptions keeping_all_kinds() {
  CollectorOptions options;
  options.keep.set();
  return options;
}

std::string json_of(Collected collected, const KindSet& kept) {
  std::ostringstream out;
  render_json(build_report(std::move(collected), kept, {}), {}, out);
  return out.str();
}

// The JSON of a log that is fed in pieces, each as long as `next_length` says.
template <typename NextLength>
std::string json_in_pieces(std::string_view log, const CollectorOptions& options, NextLength&& next_length) {
  Collector collector(options);
  LogParser parser(collector);
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t length = std::min<std::size_t>(next_length(), log.size() - at);
    parser.feed(log.substr(at, length));
    at += length;
  }
  parser.finish();
  return json_of(collector.take(), options.keep);
}

std::string json_of_whole(std::string_view log, const CollectorOptions& options) {
  return json_in_pieces(log, options, [&] { return log.size(); });
}

// The first line in which two texts differ, for messages that can be read; empty when they are the same.
std::string difference(const std::string& expected, const std::string& actual) {
  const auto place = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  if (place.first == expected.end() && place.second == actual.end()) {
    return {};
  }
  const auto at = static_cast<std::size_t>(place.first - expected.begin());
  const auto line_at = [at](const std::string& text) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
  };
  return "expected: " + line_at(expected) + "\nactual:   " + line_at(actual);
}

// Notes that a section begins.
class SectionNoter final : public LogHandler {
 public:
  void section(const Section& /*section*/) override { begun = true; }
  const Kind* repeated(std::string_view /*line*/) override { return nullptr; }
  void diagnostic(const Diagnostic& /*diagnostic*/, std::string_view /*line*/) override {}
  void flow(const FlowLine& /*step*/) override {}
  void not_understood(std::string_view /*line*/) override {}
  void other(std::string_view /*line*/) override {}
  void build_failed(const Section& /*section*/) override {}
  void broken(std::string_view /*package*/, std::string_view /*line*/) override {}
  void damaged_event(std::string_view /*line*/) override {}

  bool begun = false;
};

// The sections of a log, each with its header; what stands before the first header is one as well. Asks the parser,
// because the raw strings of a program can hold lines that read like headers.
std::vector<std::string> sections_of(const std::string& log) {
  SectionNoter noter;
  LogParser parser(noter);
  std::vector<std::string> sections;
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = std::min(log.find('\n', at), log.size() - 1) + 1;
    const std::string line = log.substr(at, end - at);
    noter.begun = false;
    parser.feed(line);
    if ((noter.begun && line.front() == '#') || sections.empty()) {
      sections.emplace_back();
    }
    sections.back() += line;
    at = end;
  }
  return sections;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) {
    text += piece;
  }
  return text;
}

// The sections of all golden logs of one release and level of detail: one build, as far as a report can tell.
std::vector<std::vector<std::string>> golden_builds() {
  std::vector<std::vector<std::string>> builds;
  std::string last;
  for (const GoldenLog& log : golden_logs()) {
    if (log.text.front() == '{') {
      continue;  // Events of go build -json, which have no headers of their own.
    }
    const std::string release = log.name.substr(0, log.name.find('/'));
    if (release != last) {
      builds.emplace_back();
      last = release;
    }
    for (std::string& section : sections_of(log.text)) {
      builds.back().push_back(std::move(section));
    }
  }
  return builds;
}

// A permutation that is the same on every machine: std::shuffle is not.
void shuffle(std::vector<std::string>& pieces, std::mt19937& engine) {
  for (std::size_t left = pieces.size(); left > 1; --left) {
    std::swap(pieces[left - 1], pieces[engine() % left]);
  }
}

// A file that is gone at the end of its scope.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& text) {
    path_ = (std::filesystem::temp_directory_path() / "goescape-reading-XXXXXX").string();
    const int descriptor = ::mkstemp(path_.data());
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    std::ofstream stream(path_, std::ios::binary);
    stream << text;
    stream.close();
    REQUIRE(stream);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { ::unlink(path_.c_str()); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A log of at least `size` bytes: the golden logs over and over, some of them as other packages.
std::string large_log(std::size_t size) {
  constexpr std::size_t kNames = 3;
  const std::vector<GoldenLog> logs = golden_logs();
  std::string text;
  for (std::size_t round = 0; text.size() < size; ++round) {
    for (const GoldenLog& log : logs) {
      for (std::string& section : sections_of(log.text)) {
        if (section.front() == '#' && round % kNames != 0) {
          section.insert(section.find_first_of(" \n", 2), fmt::format("/copy{}", round % kNames));
        }
        text += section;
      }
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a log gives the same report in whatever pieces it comes", "[property]") {
  std::mt19937 engine(7);
  for (const GoldenLog& log : golden_logs()) {
    INFO(log.name);
    const CollectorOptions options = keeping_all_kinds();
    const std::string whole = json_of_whole(log.text, options);
    CHECK(difference(whole, json_in_pieces(log.text, options, [] { return std::size_t{1}; })) == "");
    CHECK(difference(whole, json_in_pieces(log.text, options, [&] { return 1 + engine() % 200; })) == "");
    CHECK(difference(whole, json_in_pieces(log.text, options, [&] { return 1 + engine() % 20000; })) == "");
  }
}

// The lines of `log` with some left out, some twice and some of them changed.
std::string mutated(const std::string& log, std::mt19937& engine) {
  std::string text;
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t end = std::min(log.find('\n', at), log.size() - 1) + 1;
    std::string line = log.substr(at, end - at);
    at = end;
    switch (engine() % 100) {
      case 0:
        continue;
      case 1:
        text += line;
        break;
      case 2:
        line[engine() % line.size()] = 'q';
        break;
      default:
        break;
    }
    text += line;
  }
  return text;
}

TEST_CASE("what a log says again, or nearly again, is counted as if it came line by line", "[property]") {
  std::mt19937 engine(11);
  for (const GoldenLog& log : golden_logs()) {
    INFO(log.name);
    const CollectorOptions options = keeping_all_kinds();
    const std::string text = log.text + log.text + mutated(log.text, engine) + log.text + mutated(log.text, engine);
    const std::string by_lines = json_in_pieces(text, options, [] { return std::size_t{1}; });
    CHECK(difference(by_lines, json_of_whole(text, options)) == "");
    CHECK(difference(by_lines, json_in_pieces(text, options, [&] { return 1 + engine() % 20000; })) == "");
    CHECK(difference(by_lines, json_in_pieces(text, options, [&] { return 300 + engine() % 300; })) == "");
  }
}

TEST_CASE("sections that are read apart and merged give the same report", "[property]") {
  for (const std::vector<std::string>& sections : golden_builds()) {
    INFO(sections.front().substr(0, sections.front().find('\n')));
    const CollectorOptions options = keeping_all_kinds();
    Collector merged(options);
    for (const std::string& section : sections) {
      Collector apart(options);
      LogParser parser(apart);
      parser.feed(section);
      parser.finish();
      merged.merge(apart.collected());
    }
    CHECK(difference(json_of_whole(joined(sections), options), json_of(merged.take(), options.keep)) == "");
  }
}

TEST_CASE("the order of sections does not matter for the report", "[property]") {
  std::mt19937 engine(7);
  std::size_t builds = 0;
  for (std::vector<std::string> sections : golden_builds()) {
    INFO(sections.front().substr(0, sections.front().find('\n')));
    const CollectorOptions options = keeping_all_kinds();
    const std::string whole = json_of_whole(joined(sections), options);
    builds += sections.size() > 1 ? 1 : 0;
    for (int round = 0; round < 4; ++round) {
      shuffle(sections, engine);
      CHECK(difference(whole, json_of_whole(joined(sections), options)) == "");
    }
  }
  CHECK(builds >= 8);
}

TEST_CASE("a large log gives the same report with any number of jobs", "[property]") {
  constexpr std::size_t kEightParts = std::size_t{33} << 20U;  // A part has at least 4 MiB.
  const std::string text = large_log(kEightParts);
  const ScratchFile file(text);
  const CollectorOptions options;
  const std::string whole = json_of_whole(text, options);
  CHECK(whole.size() > 100000);
  for (const unsigned jobs : {1U, 2U, 3U, 8U}) {
    CAPTURE(jobs);
    auto collected = read_log(file.path(), options, jobs);
    REQUIRE(collected);
    CHECK(difference(whole, json_of(std::move(*collected), options.keep)) == "");
  }
}

}  // namespace goescape::test
