#include "store/history_state.h"

#include <stdexcept>
#include <string>

#include "catch.h"
#include "compare/two_reports.h"

using namespace goescape;
using goescape::test::report_of;

namespace {

std::string digest_of(const Report& report) {
  return state_digest(report, report.packages.front(), heap_decisions_by_package(report).front());
}

}  // namespace

TEST_CASE("the findings of a state survive being bytes", "[history]") {
  const std::vector<StateFinding> findings{{1, 2, 3, 4}, {UINT64_MAX, UINT32_MAX, 0, 1}};
  const auto back = decode_state(encode_state(findings));
  REQUIRE(back.size() == 2);
  CHECK(back[0].occurrences == 4);
  CHECK(back[1].row == UINT64_MAX);
  CHECK(back[1].line == UINT32_MAX);
  CHECK(decode_state(encode_state({})).empty());
  CHECK(decode_state("").empty());
}

TEST_CASE("bytes that were cut off or changed are refused", "[history]") {
  const std::string bytes = encode_state({{1, 2, 3, 4}, {300, 70000, 3, 4}});
  for (std::size_t length = 1; length < bytes.size(); ++length) {
    CHECK_THROWS_AS(decode_state(bytes.substr(0, length)), std::runtime_error);
  }
  CHECK_THROWS_AS(decode_state("\x2a\x01\x01"), std::runtime_error);                  // A fifth column.
  CHECK_THROWS_AS(decode_state("\x0a\x01\x01\x12\x02\x01\x01"), std::runtime_error);  // One more line than findings.
}

TEST_CASE("a digest tells packages apart by all that is kept of them", "[history]") {
  const Report one = report_of({{"a.go", 3}});
  CHECK(digest_of(one).size() == 32);
  CHECK(digest_of(one) == digest_of(report_of({{"a.go", 3}})));
  CHECK(digest_of(one) != digest_of(report_of({{"a.go", 4}})));
  CHECK(digest_of(one) != digest_of(report_of({{"b.go", 3}})));
  CHECK(digest_of(one) != digest_of(report_of({{"a.go", 3, "G"}})));
  CHECK(digest_of(one) != digest_of(report_of({{"a.go", 3}, {"a.go", 3}})));
  Report counted = report_of({{"a.go", 3}});
  counted.packages.front().counts[static_cast<std::size_t>(Kind::kLeakingParam)] = 1;
  CHECK(digest_of(one) != digest_of(counted));
}
