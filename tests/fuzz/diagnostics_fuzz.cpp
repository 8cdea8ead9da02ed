// Compiler logs: whatever the bytes, the report is sound and does not depend on how they were cut.

#include <algorithm>
#include <cstdint>
#include <string>

#include "fuzz/collected_report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape::test;
  const std::string_view log(reinterpret_cast<const char*>(data), size);
  const goescape::Report whole = report_in_pieces(log, std::max<std::size_t>(size, 1));
  expect_sound(whole);
  expect_same(whole, report_in_pieces(log, 7));
  const std::string twice = std::string(log) + "\n" + std::string(log);
  expect_same(report_in_pieces(twice, twice.size()), report_in_pieces(twice, 7));
  return 0;
}
