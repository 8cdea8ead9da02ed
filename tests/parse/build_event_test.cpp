#include "parse/build_event.h"

#include "catch.h"

namespace goescape::test {

TEST_CASE("a build event with output") {
  const auto event = parse_build_event(
      R"({"ImportPath":"m/a [m/a.test]","Action":"build-output","Output":"# m/a\na.go:1:2: \"ü\" escapes to heap\n"})");
  REQUIRE(event);
  CHECK(event->action == BuildEvent::Action::kOutput);
  CHECK(event->import_path == "m/a [m/a.test]");
  CHECK(event->output == "# m/a\na.go:1:2: \"ü\" escapes to heap\n");
}

TEST_CASE("a build event that says a package failed") {
  const auto event = parse_build_event(R"({"ImportPath":"m/bad","Action":"build-fail"})");
  REQUIRE(event);
  CHECK(event->action == BuildEvent::Action::kFail);
  CHECK(event->import_path == "m/bad");
  CHECK(event->output.empty());
}

TEST_CASE("what tests print is an event but not of the build") {
  const auto event = parse_build_event(R"({"Action":"output","Package":"a","Output":"a.go:1:2: moved to heap: x\n"})");
  REQUIRE(event);
  CHECK(event->action == BuildEvent::Action::kOther);
  CHECK(event->output.empty());
}

TEST_CASE("members of a build event with other types are as good as missing") {
  const auto event = parse_build_event(R"({"Action":"build-output","ImportPath":7,"Output":null})");
  REQUIRE(event);
  CHECK(event->import_path.empty());
  CHECK(event->output.empty());
  const auto number = parse_build_event(R"({"Action":1})");
  REQUIRE(number);
  CHECK(number->action == BuildEvent::Action::kOther);
}

TEST_CASE("only the members of a build event itself count, the last of a name") {
  const auto event = parse_build_event(
      R"({"Action":"x","More":{"Action":"y","Output":["z"]},"Action":"build-output","Output":"a","Output":"b","T":[{}]})");
  REQUIRE(event);
  CHECK(event->action == BuildEvent::Action::kOutput);
  CHECK(event->output == "b");
  const auto list = parse_build_event(R"({"Action":"build-output","Output":"a","Output":["b"]})");
  REQUIRE(list);
  CHECK(list->output.empty());
  CHECK(!parse_build_event(R"({"More":{"Action":"build-output"}})"));
}

TEST_CASE("lines that are no build event") {
  for (const char* const line :
       {"", "{", "{}", "[]", "null", R"(["Action"])", R"([{"Action":"build-fail"}])", R"({"Action":"build-fail"} {})",
        R"({"Action":"build-output","Output":"a)", R"({"action":"build-output"})", "a.go:1:2: moved to heap: x"}) {
    CAPTURE(line);
    CHECK(!parse_build_event(line));
  }
}

TEST_CASE("an event that stands in place of a test is a failed build, the result of a test is none") {
  const auto failed = parse_build_event(
      R"({"Action":"output","Package":"example.com/m/b","Output":"FAIL\texample.com/m/b [build failed]\n"})");
  REQUIRE(failed);
  CHECK(failed->action == BuildEvent::Action::kFail);
  CHECK(failed->import_path == "example.com/m/b");
  const auto tested =
      parse_build_event(R"({"Action":"output","Package":"example.com/m/b","Output":"FAIL\texample.com/m/b\t0.01s\n"})");
  REQUIRE(tested);
  CHECK(tested->action == BuildEvent::Action::kOther);
}

TEST_CASE("lines are sorted out before they are parsed as events") {
  CHECK(looks_like_build_event(R"({"ImportPath":"m","Action":"build-fail"})"));
  CHECK(!looks_like_build_event(R"({"Pkg":"main","Pos":"a.go:1"})"));
  CHECK(!looks_like_build_event(R"(a.go:1:2: {"Action":"x"} escapes to heap)"));
  CHECK(!looks_like_build_event(""));
}

}  // namespace goescape::test
