#include "catch.h"
#include "invariants.h"
#include "sample_report.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// The field of the message, for a finding with this one.
std::string message_field(std::string_view message) {
  ReportBuilder builder;
  builder.finding(builder.package("p"), {Kind::kEscapesToHeap, "a.go", 1, 1, "F", message});
  return csv_rows(rendered("csv", builder.report())).at(1).at(9);
}

}  // namespace

TEST_CASE("csv: a row per finding under a header") {
  const auto rows = csv_rows(rendered("csv", sample_report()));
  CHECK(rows.at(0) == std::vector<std::string>{"id",
                                               "kind",
                                               "category",
                                               "package",
                                               "file",
                                               "line",
                                               "column",
                                               "function",
                                               "expression",
                                               "message",
                                               "cause",
                                               "origin",
                                               "occurrences",
                                               "suppressed",
                                               "allocation",
                                               "allocation_reason",
                                               "allocated_type",
                                               "allocated_bytes",
                                               "profile_bytes",
                                               "profile_objects"});
  CHECK(rows.at(4) == std::vector<std::string>{"v1:0000000000001003",
                                               "escapes_to_heap",
                                               "module",
                                               "example.com/m/internal/store",
                                               "internal/store/store.go",
                                               "20",
                                               "7",
                                               "(*Store).Save",
                                               "x",
                                               "make([]byte, n) escapes to heap",
                                               "non-constant size",
                                               "",
                                               "1",
                                               "false",
                                               "",
                                               "",
                                               "",
                                               "",
                                               "",
                                               ""});
  CHECK(rows.at(1).at(13) == "true");
  CHECK(std::vector<std::string>(rows.at(3).begin() + 14, rows.at(3).end()) ==
        std::vector<std::string>{"allocates", "", "[8]byte", "8", "5000000000", "625000000"});
}

TEST_CASE("csv: a report without findings is a header") { CHECK(csv_rows(rendered("csv", Report{})).size() == 1); }

TEST_CASE("csv: commas and quotes stay inside of their field") {
  CHECK(message_field("f(\"a\", b) escapes") == "f(\"a\", b) escapes");
  CHECK(message_field("\"\"\",\"") == "\"\"\",\"");
}

TEST_CASE("csv: a field never breaks its line") { CHECK(message_field("a\r\nb,c") == "a\\r\\nb,c"); }

TEST_CASE("csv: no field is a formula where semicolons cut the row") {
  CHECK(message_field("a;=1+1;b") == "a;'=1+1;b");
  CHECK(message_field("a; \"=1") == "a;' \"=1");
  CHECK(message_field("a;b-1;") == "a;b-1;");
}

TEST_CASE("csv: wide signs begin formulas, too") {
  const std::string formula = GENERATE(as<std::string>(), "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20a", " =1", "\"=1");
  CHECK(message_field(formula) == "'" + formula);
}

TEST_CASE("csv: no field is a formula to a spreadsheet") {
  const std::string formula = GENERATE(as<std::string>(), "=1+1", "+1", "-x escapes to heap", "@SUM(A1)", "=a,\"b\"");
  CHECK(message_field(formula) == "'" + formula);
  CHECK(message_field("\t=1") == "\\t=1");
  CHECK(message_field("\r=1") == "\\r=1");
  CHECK(message_field("x=1") == "x=1");
}
