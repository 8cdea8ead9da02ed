#include "compare/blame.h"

#include <map>
#include <string>

#include "catch.h"
#include "compare/compare.h"
#include "resolve/call_name.h"
#include "store/saved_report.h"

namespace goescape::test {
namespace {

Report golden(const std::string& name) {
  auto report = load_report(std::string(GOESCAPE_SOURCE_DIR "/testdata/compare/") + name);
  REQUIRE(report.has_value());
  return *std::move(report);
}

// What `git diff -U0` says about the two sides.
SourceChanges golden_changes() {
  SourceChanges changes;
  changes.known = true;
  changes.files.push_back({"app/local.go", "app/local.go", {{6, 1, 6, 1}}});
  changes.files.push_back({"codec/codec.go",
                           "codec/codec.go",
                           {{16, 1, 16, 4},
                            {19, 1, 22, 1},
                            {22, 1, 25, 1},
                            {25, 1, 28, 6},
                            {27, 0, 36, 2},
                            {36, 1, 45, 0},
                            {39, 1, 48, 6}}});
  return changes;
}

// The blame of every introduced finding in code that did not change, by its function and its message.
std::map<std::string, Blame> blames(const Report& before, const Report& after, const SourceChanges& changes) {
  Diff diff = compare_reports(before, after, changes);
  add_blame(diff, before, after, changes);
  std::map<std::string, Blame> result;
  for (const IntroducedFinding& each : diff.introduced) {
    CHECK_FALSE((each.code_changed && each.blame));
    if (!each.code_changed) {
      const Finding& finding = after.findings[static_cast<std::size_t>(each.finding)];
      result[std::string(after.text(finding.function)) + ": " + std::string(after.text(finding.message))] =
          each.blame.value_or(Blame{});
    }
  }
  return result;
}

}  // namespace

TEST_CASE("blame: what changed is named for every escape in code that did not") {
  const Report before = golden("before-m2.json");
  const Report after = golden("after-m2.json");
  const std::map<std::string, Blame> found = blames(before, after, golden_changes());
  const auto sentence = [&](const std::string& key) {
    CAPTURE(key);
    REQUIRE(found.count(key) == 1);
    return found.at(key).sentence;
  };
  CHECK(sentence("Callee: moved to heap: buf") == "parameter p of codec.Encode leaks to the heap now");
  CHECK(sentence("Method: moved to heap: h") == "parameter h of codec.(*Encoder).Put leaks to the heap now");
  CHECK(sentence("Result: moved to heap: h") == "parameter h of codec.Pick leaks to a result now");
  CHECK(sentence("Content: moved to heap: name") == "what parameter h of codec.Deep points to leaks to the heap now");
  CHECK(sentence("Local: moved to heap: n") == "parameter n of local leaks to the heap now");
  CHECK(sentence("NotInlined: moved to heap: buf") == "codec.Send is no longer inlined: marked go:noinline");
  CHECK(sentence("NotInlined: moved to heap: c") == "codec.Send is no longer inlined: marked go:noinline");
  CHECK(sentence("Inlined: &codec.Header{...} escapes to heap") ==
        "codec.New is inlined here now; before: marked go:noinline");
  CHECK(sentence("Generic: moved to heap: v") == "the body of codec.Keep[...], which is inlined here, changed");
  CHECK(found.count("Unrelated: moved to heap: u") == 0);

  const Blame& callee = found.at("Callee: moved to heap: buf");
  CHECK(callee.reason == BlameReason::kCallee);
  CHECK(callee.subject == "example.com/blame/codec.Encode");
  CHECK(callee.file == "codec/codec.go");
  CHECK(callee.line == 16);
  CHECK(found.at("Local: moved to heap: n").subject == "local");
  CHECK(found.at("NotInlined: moved to heap: c").reason == BlameReason::kInlining);
}

TEST_CASE("blame: without flows only what is inlined here is known") {
  const std::map<std::string, Blame> found =
      blames(golden("before-m1.json"), golden("after-m1.json"), golden_changes());
  REQUIRE(found.count("Inlined: &codec.Header{...} escapes to heap") == 1);
  CHECK(found.at("Inlined: &codec.Header{...} escapes to heap").sentence == "codec.New is inlined here now");
  REQUIRE(found.count("NotInlined: moved to heap: buf") == 1);
  CHECK(found.at("NotInlined: moved to heap: buf").sentence == "codec.Send is no longer inlined");
  REQUIRE(found.count("Callee: moved to heap: buf") == 1);
  CHECK(found.at("Callee: moved to heap: buf").sentence.empty());
}

TEST_CASE("blame: another release on the same sources is the cause, with what it did") {
  const Report before = golden("before-m2.json");
  Report after = golden("after-m2.json");
  after.toolchain.go_version = "go1.99.0";
  SourceChanges same;
  same.known = true;
  const std::map<std::string, Blame> found = blames(before, after, same);
  REQUIRE(found.count("Callee: moved to heap: buf") == 1);
  const Blame& blame = found.at("Callee: moved to heap: buf");
  CHECK(blame.reason == BlameReason::kToolchain);
  CHECK(blame.sentence == "go_version " + before.toolchain.go_version +
                              " \u2192 go1.99.0: parameter p of codec.Encode leaks to the heap now");
}

TEST_CASE("blame: where nobody knows what changed, nobody is blamed") {
  const Report before = golden("before-m2.json");
  const Report after = golden("after-m2.json");
  CHECK(blames(before, after, {}).empty());
}

TEST_CASE("blame: names of functions as the compiler spells them") {
  const auto spelled = [](std::string_view call) {
    const auto name = called_function(call);
    return name ? name->package + "|" + name->function : "none";
  };
  CHECK(spelled("codec.Encode(buf[:])") == "codec|Encode");
  CHECK(spelled("(*codec.Encoder).Put(e, &h)") == "codec|(*Encoder).Put");
  CHECK(spelled("(*Encoder).Put(e, &h)") == "|(*Encoder).Put");
  CHECK(spelled("codec.(*Encoder).Put(e)") == "codec|(*Encoder).Put");
  CHECK(spelled("local(&n)") == "|local");
  CHECK(spelled("codec.Keep[go.shape.int](&v)") == "codec|Keep[...]");
  CHECK(spelled("\"a(b)\"") == "none");
  CHECK(spelled("x + f(y)") == "none");
  CHECK(spelled("x") == "none");
  CHECK(spelled("") == "none");
}

TEST_CASE("blame: packages are usually called by the last element of their path") {
  CHECK(usual_package_name("example.com/codec") == "codec");
  CHECK(usual_package_name("example.com/codec/v2") == "codec");
  CHECK(usual_package_name("gopkg.in/yaml.v3") == "yaml");
  CHECK(usual_package_name("fmt") == "fmt");
  CHECK(usual_package_name("v2") == "v2");
}

}  // namespace goescape::test
