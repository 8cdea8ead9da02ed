#include <re2/re2.h>

#include "catch.h"
#include "invariants.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("checkstyle: a file element holds its findings") {
  const std::string text = rendered("checkstyle", sample_report());
  CHECK(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"));
  CHECK(contains(text, R"(
  <file name="main.go">
    <error line="9" column="13" severity="info" message="... argument escapes to heap [from fmt.Println, 3 times, suppressed]" source="goescape.escapes_to_heap"/>
    <error line="30" severity="info" message="x escapes to heap" source="goescape.escapes_to_heap"/>
  </file>
  <file name="internal/store/store.go">
)"));
  CHECK(contains(text, R"(<error line="3" column="5" severity="error" message="example.com/m/broken did not compile)"));
}

TEST_CASE("checkstyle: severities of a comparison") {
  CHECK(contains(Sample().rendered("checkstyle"), R"(<error line="30" severity="warning")"));
  CHECK(contains(Sample().rendered("checkstyle", true), R"(<error line="30" severity="error")"));
}

TEST_CASE("checkstyle: an empty report is an empty element") {
  CHECK(lines_of(rendered("checkstyle", Report{})).back() == "<checkstyle version=\"4.3\"/>");
}
