#include "capture/failures.h"

#include "catch.h"

using namespace goescape;

namespace {

ListedPackage listed(const std::string& full_path, const std::string& for_test = "") {
  ListedPackage package;
  package.full_path = full_path;
  package.package.import_path = without_variant(full_path);
  package.package.name = "p";
  package.package.for_test = for_test;
  package.has_go_files = true;
  package.match = {"./..."};
  return package;
}

std::string silence(std::string_view /*path*/) { return ""; }

}  // namespace

TEST_CASE("a package without export data has failed, if it has something to compile") {
  ListedPackage package = listed("a");
  CHECK(package.failed());
  package.export_file = "a-d";
  CHECK_FALSE(package.failed());
  package.export_file.clear();
  package.has_go_files = false;
  CHECK_FALSE(package.failed());
  CHECK_FALSE(listed("unsafe").failed());
}

TEST_CASE("the words of a failure are its own, else its dependencies', else the stream's") {
  ListedPackage own = listed("a");
  own.errors.push_back({"", "# a\na/a.go:1:1: undefined: x", {}});
  own.dependency_errors.push_back({"", "not this", {}});
  ListedPackage dependent = listed("b");
  dependent.dependency_errors.push_back({"b.go:3:8", "no required module provides c", {"b"}});
  const auto failures = package_failures({own, dependent, listed("c"), listed("d")}, [](std::string_view path) {
    return path == "c" ? std::string("c.go:1:1: bad\n") : std::string();
  });
  REQUIRE(failures.size() == 4);
  CHECK(failures[0].package == "a");
  CHECK(failures[0].message == "a/a.go:1:1: undefined: x");
  CHECK(failures[1].message == "b.go:3:8: no required module provides c");
  CHECK(failures[2].message == "c.go:1:1: bad");
  CHECK(failures[3].message == "it did not compile, or a package that it imports did not");
}

TEST_CASE("an import cycle is told with its way") {
  ListedPackage package = listed("a");
  package.errors.push_back({"", "import cycle not allowed", {"a", "b", "a"}});
  CHECK(package_failures({package}, silence)[0].message ==
        "package a\n\timports b\n\timports a: import cycle not allowed");
}

TEST_CASE("variants of a failed package do not fail again, but with words of their own") {
  ListedPackage package = listed("a");
  package.errors.push_back({"", "bad", {}});
  ListedPackage variant = listed("a [a.test]", "a");
  variant.errors.push_back({"", "bad", {}});
  ListedPackage external = listed("a_test [a.test]", "a");
  ListedPackage other = listed("a_test [a.test]", "a");
  other.errors.push_back({"", "worse", {}});
  CHECK(package_failures({package, variant, external}, silence).size() == 1);
  const auto failures = package_failures({package, variant, other}, silence);
  REQUIRE(failures.size() == 2);
  CHECK(failures[1].package == "a_test");
  CHECK(failures[1].message == "worse");
}

TEST_CASE("only patterns that may match nothing without an error are looked at") {
  const auto failures = pattern_failures({"./...", "./none/...", "std", "example.com/a"}, {listed("a")});
  REQUIRE(failures.size() == 2);
  CHECK(failures[0].message == "the pattern ./none/... matched no packages");
  CHECK(failures[1].message == "the pattern std matched no packages");
}
