// Compiler logs: whatever the bytes, the report is sound and does not depend on how they were cut, and the scanner
// reads every line as the grammar of the oracle says.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>

#include "fuzz/collected_report.h"
#include "property/oracle_difference.h"

namespace {

using namespace goescape::test;

// What the oracle is asked: it is slow, and knows no deeper parentheses than these.
constexpr std::size_t kLongestLine = 512;
constexpr std::ptrdiff_t kMostParentheses = 8;

void expect_read_as_oracle(std::string_view line) {
  if (line.size() > kLongestLine || std::count(line.begin(), line.end(), '(') > kMostParentheses) {
    return;
  }
  if (const std::string text = difference(line); !text.empty()) {
    std::fprintf(stderr, "scanner and oracle differ\n%s\n", text.c_str());
    expect(false);
  }
}

void expect_lines_read_as_oracle(std::string_view log) {
  while (!log.empty()) {
    const std::size_t end = std::min(log.find('\n'), log.size());
    expect_read_as_oracle(log.substr(0, end));
    log.remove_prefix(std::min(end + 1, log.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view log(reinterpret_cast<const char*>(data), size);
  expect_lines_read_as_oracle(log);
  const goescape::Report whole = report_in_pieces(log, std::max<std::size_t>(size, 1));
  expect_sound(whole);
  expect_same(whole, report_in_pieces(log, 7));
  const std::string twice = std::string(log) + "\n" + std::string(log);
  expect_same(report_in_pieces(twice, twice.size()), report_in_pieces(twice, 7));
  return 0;
}
