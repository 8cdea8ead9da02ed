#include "compare/identity.h"

#include <set>
#include <string>
#include <vector>

#include "catch.h"

namespace goescape::test {
namespace {

// A report of one package whose findings are added in the order of their places.
class Sample {
 public:
  explicit Sample(std::string_view import_path = "example.com/m") {
    Package package;
    package.import_path = report_.strings.intern(import_path);
    report_.packages.push_back(package);
  }

  Sample& add(std::uint32_t line, std::string_view function, std::string_view expression,
              Kind kind = Kind::kEscapesToHeap) {
    Finding finding;
    finding.kind = kind;
    finding.file = report_.strings.intern("a.go");
    finding.line = line;
    finding.column = line + 1;
    finding.function = report_.strings.intern(function);
    finding.expression = report_.strings.intern(expression);
    report_.findings.push_back(finding);
    return *this;
  }

  std::vector<std::uint64_t> fingerprints() {
    set_fingerprints(report_);
    std::vector<std::uint64_t> result;
    for (const Finding& finding : report_.findings) {
      result.push_back(finding.fingerprint);
    }
    return result;
  }

 private:
  Report report_;
};

}  // namespace

TEST_CASE("code that only moves keeps its fingerprints") {
  CHECK(Sample().add(3, "F", "&T{}").add(9, "G", "x").fingerprints() ==
        Sample().add(103, "F", "&T{}").add(110, "G", "x").fingerprints());
}

TEST_CASE("everything that makes a finding another one makes its fingerprint another one") {
  const std::set<std::uint64_t> all{Sample().add(3, "F", "x").fingerprints()[0],
                                    Sample().add(3, "G", "x").fingerprints()[0],
                                    Sample().add(3, "F", "y").fingerprints()[0],
                                    Sample().add(3, "F", "x", Kind::kMovedToHeap).fingerprints()[0],
                                    Sample("example.com/n").add(3, "F", "x").fingerprints()[0],
                                    Sample().add(3, "", "Fx").fingerprints()[0],
                                    Sample().add(3, "Fx", "").fingerprints()[0]};
  CHECK(all.size() == 7);
}

TEST_CASE("equal findings are told apart by their ordinal") {
  const auto three = Sample().add(3, "F", "x").add(5, "F", "x").add(7, "F", "x").fingerprints();
  CHECK(std::set<std::uint64_t>(three.begin(), three.end()).size() == 3);
  const auto two = Sample().add(4, "F", "x").add(4, "G", "x").add(9, "F", "x").fingerprints();
  CHECK(two[0] == three[0]);
  CHECK(two[2] == three[1]);
}

TEST_CASE("fingerprints stay the same from release to release of goescape") {
  Sample sample;
  sample.add(3, "F", "&T{...}");
  Finding finding;
  finding.fingerprint = sample.fingerprints()[0];
  CHECK(finding_id(finding) == "v1:c9c2ea4be3f9d319");
}

TEST_CASE("what changes from build to build is no part of an expression") {
  CHECK(normalised_expression(".autotmp_4") == normalised_expression(".autotmp_17"));
  CHECK(normalised_expression("string(~r0)") == normalised_expression("string(~R1)"));
  CHECK(normalised_expression("a.x·2") == "a.x");
  CHECK(normalised_expression("make([]go.shape.int, n)") == normalised_expression("make([]go.shape.string, n)"));
  CHECK(normalised_expression("`a\n\t b`") == "`a b`");
  CHECK(normalised_expression("make([]interface {}, 3)") == "make([]any, 3)");
  CHECK(normalised_expression("interface {}(x)") == normalised_expression("any(x)"));
}

TEST_CASE("what belongs to the source stays part of an expression") {
  CHECK(normalised_expression("x2") == "x2");
  CHECK(normalised_expression("a ~ b") == "a ~ b");
  CHECK(normalised_expression("~r") == "~r");
  CHECK(normalised_expression("a·b") == "a·b");
  CHECK(normalised_expression("interface { Len() int }(x)") == "interface { Len() int }(x)");
  CHECK(normalised_expression("myinterface {}") == "myinterface {}");
  CHECK(normalised_expression(".autotmp_") == ".autotmp_");
  CHECK(normalised_expression("").empty());
  CHECK(normalised_expression("make([]byte, 10)") != normalised_expression("make([]byte, 11)"));
}

}  // namespace goescape::test
