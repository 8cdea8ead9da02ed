// The events of `go build -json`: one alone, and the bytes as the output that an event holds, which is to be read as
// the same text outside of an event.

#include <cstdint>
#include <nlohmann/json.hpp>

#include "fuzz/collected_report.h"
#include "parse/build_event.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape::test;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  goescape::parse_build_event(bytes);
  expect_sound(report_in_pieces(bytes, 4096));
  const nlohmann::json event{{"ImportPath", "example.com/m/a"}, {"Action", "build-output"}, {"Output", bytes}};
  const std::string line = event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  expect_sound(report_in_pieces(line, 4096));
  return 0;
}
