#include "store/report_message.h"

#include <algorithm>
#include <string>

#include "catch.h"
#include "render/invariants.h"
#include "render/sample_report.h"

namespace goescape::test {
namespace {

// Reports are kept without profiles.
Report kept_report() {
  Report report = sample_report();
  for (Finding& finding : report.findings) {
    finding.profile = kNoEvidence;
  }
  return report;
}

std::string json_of(const Report& report) { return rendered("json", report); }

}  // namespace

TEST_CASE("a report read from its message is the same report") {
  const Report report = kept_report();
  const auto read = decode_report(encode_report(report));
  REQUIRE(read);
  CHECK(json_of(*read) == json_of(report));
  CHECK(encode_report(*read) == encode_report(report));
}

TEST_CASE("an empty report has a message too") {
  const auto read = decode_report(encode_report(Report()));
  REQUIRE(read);
  CHECK(json_of(*read) == json_of(Report()));
}

TEST_CASE("what allocates stays with its findings, however many bytes it has") {
  Report report = kept_report();
  REQUIRE(report.allocations.size() == 1);
  report.allocations[0].bytes = std::uint64_t{1} << 40U;
  const auto read = decode_report(encode_report(report));
  REQUIRE(read);
  const auto owner = std::find_if(read->findings.begin(), read->findings.end(),
                                  [&](const Finding& finding) { return read->allocation_of(finding) != nullptr; });
  REQUIRE(owner != read->findings.end());
  CHECK(read->text(owner->message) == "moved to heap: buf");
  const Allocation& allocation = *read->allocation_of(*owner);
  CHECK(allocation.bytes == std::uint64_t{1} << 40U);
  REQUIRE(read->calls_of(allocation).size() == 1);
  CHECK(read->text(read->calls_of(allocation)[0]) == "runtime.newobject");
}

TEST_CASE("a message that is cut off is no report, or one with less") {
  const std::string message = encode_report(kept_report());
  for (std::size_t size = 0; size < message.size(); ++size) {
    const auto read = decode_report(std::string_view(message).substr(0, size));
    CHECK((!read || json_of(*read) != json_of(kept_report())));
  }
}

TEST_CASE("changed bytes of a message are refused or give another report, and break nothing") {
  const std::string message = encode_report(kept_report());
  for (std::size_t at = 0; at < message.size(); ++at) {
    for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128}) {
      std::string changed = message;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      if (const auto read = decode_report(changed)) {
        CHECK_FALSE(json_of(*read).empty());
      }
    }
  }
}

}  // namespace goescape::test
