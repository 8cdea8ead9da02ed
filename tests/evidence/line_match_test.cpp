#include "evidence/line_match.h"

#include <algorithm>

#include "catch.h"

using namespace goescape;

namespace {

WantedCall expression(std::string_view text) { return wanted_call(Kind::kEscapesToHeap, text); }
WantedCall moved() { return wanted_call(Kind::kMovedToHeap, "x"); }

std::vector<LineVerdict> verdicts(const LineMatches& matches) {
  std::vector<LineVerdict> verdicts;
  for (const LineMatch& each : matches.decisions) {
    verdicts.push_back(each.verdict);
  }
  return verdicts;
}

constexpr auto kCall = LineVerdict::kCall;
constexpr auto kNoCall = LineVerdict::kNoCall;

}  // namespace

TEST_CASE("line match: equal types go together, whatever the order") {
  const auto matches = match_line(std::vector{expression("&A{...}"), expression("&B{...}")},
                                  std::vector<LineCall>{{CallKind::kObject, "m.B"}, {CallKind::kObject, "m.A"}});
  CHECK(verdicts(matches) == std::vector{kCall, kCall});
  CHECK(matches.decisions[0].calls == std::vector<std::uint32_t>{1});
  CHECK(matches.decisions[1].calls == std::vector<std::uint32_t>{0});
  CHECK(matches.left_calls.empty());
}

TEST_CASE("line match: a decision without a fitting call has none") {
  const auto matches = match_line(std::vector{expression("[]byte{}"), expression("append")},
                                  std::vector<LineCall>{{CallKind::kAppend, "uint8"}});
  CHECK(verdicts(matches) == std::vector{kNoCall, kCall});
}

TEST_CASE("line match: too few calls for decisions that nothing tells apart are ambiguous") {
  const auto matches = match_line(std::vector{expression("a"), expression("b"), expression("1")},
                                  std::vector<LineCall>{{CallKind::kBox, ""}});
  CHECK(verdicts(matches) == std::vector{LineVerdict::kAmbiguous, LineVerdict::kAmbiguous, kNoCall});
  CHECK(matches.left_calls.empty());
}

TEST_CASE("line match: a literal gets a call that nothing else wants") {
  CHECK(verdicts(match_line(std::vector{expression("\"text\"")}, std::vector<LineCall>{{CallKind::kBox, ""}})) ==
        std::vector{kCall});
}

TEST_CASE("line match: variables in one allocation share it") {
  const auto matches = match_line(std::vector{moved(), moved()}, std::vector<LineCall>{{CallKind::kObject, "", 16}});
  CHECK(verdicts(matches) == std::vector{LineVerdict::kShared, LineVerdict::kShared});
  CHECK(matches.left_calls.empty());
}

TEST_CASE("line match: code that was inlined twice has two calls") {
  WantedCall twice = expression("&errors.errorString{...}");
  const std::vector<LineCall> calls{{CallKind::kObject, "errors.errorString"},
                                    {CallKind::kObject, "errors.errorString"}};
  CHECK(match_line(std::vector{twice}, calls).left_calls == std::vector<std::uint32_t>{1});
  twice.repeats = true;
  const auto matches = match_line(std::vector{twice}, calls);
  CHECK(matches.decisions[0].calls == std::vector<std::uint32_t>{0, 1});
  CHECK(matches.left_calls.empty());
}

TEST_CASE("line match: calls without decisions are left") {
  CHECK(match_line({}, std::vector<LineCall>{{CallKind::kString, ""}}).left_calls == std::vector<std::uint32_t>{0});
  CHECK(match_line({}, {}).decisions.empty());
}

TEST_CASE("line match: a decision that can have another call leaves the one that only one can have") {
  const auto matches = match_line(std::vector{expression("template.JS(marshal(p))"), expression("p.CallGraph")},
                                  std::vector<LineCall>{{CallKind::kBox, ""}, {CallKind::kString, ""}});
  CHECK(verdicts(matches) == std::vector{kCall, kCall});
  CHECK(matches.decisions[0].calls == std::vector<std::uint32_t>{1});
  CHECK(matches.decisions[1].calls == std::vector<std::uint32_t>{0});
}

TEST_CASE("line match: where not all can have a call although there are enough, the others are ambiguous") {
  const auto matches =
      match_line(std::vector{expression("x"), expression("y"), expression("f()")},
                 std::vector<LineCall>{{CallKind::kBox, ""}, {CallKind::kString, ""}, {CallKind::kString, ""}});
  const std::vector<LineVerdict> found = verdicts(matches);
  CHECK(std::count(found.begin(), found.end(), kNoCall) == 0);
}

TEST_CASE("line match: slices and texts may be put into an interface by the same words") {
  for (const std::string_view each : {"[]value{}", "string(name)", "append", "make([]int, 0)"}) {
    CHECK(verdicts(match_line(std::vector{expression(each)}, std::vector<LineCall>{{CallKind::kBox, ""}})) ==
          std::vector{kCall});
  }
  const auto other =
      match_line(std::vector{expression("[]value{}"), expression("x")}, std::vector<LineCall>{{CallKind::kBox, ""}});
  CHECK(verdicts(other) == std::vector{kNoCall, kCall});
}

TEST_CASE("line match: a literal of a named type may be a map") {
  const auto matches = match_line(std::vector{expression("template.FuncMap{...}"), expression("[2]int{...}")},
                                  std::vector<LineCall>{{CallKind::kMap, ""}});
  CHECK(verdicts(matches) == std::vector{kCall, kNoCall});
}

TEST_CASE("line match: calls as many as decisions that nothing tells apart go to them in order") {
  const auto matches =
      match_line(std::vector{expression("a"), expression("b"), expression("c")},
                 std::vector<LineCall>{{CallKind::kBox, ""}, {CallKind::kBox, ""}, {CallKind::kBox, ""}});
  REQUIRE(verdicts(matches) == std::vector{kCall, kCall, kCall});
  for (std::uint32_t at = 0; at < 3; ++at) {
    CHECK(matches.decisions[at].calls == std::vector{at});
  }
}

TEST_CASE("line match: a call that another decision needs goes to that, and its owner takes a free one") {
  // What looks like a call may be a text that is put together; "b" can only be put into an interface.
  const auto matches = match_line(std::vector{expression("f(a)"), expression("b")},
                                  std::vector<LineCall>{{CallKind::kBox, ""}, {CallKind::kString, ""}});
  REQUIRE(verdicts(matches) == std::vector{kCall, kCall});
  CHECK(matches.decisions[0].calls == std::vector<std::uint32_t>{1});
  CHECK(matches.decisions[1].calls == std::vector<std::uint32_t>{0});
}
