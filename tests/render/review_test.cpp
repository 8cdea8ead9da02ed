#include "render/review.h"

#include "catch.h"
#include "sample_comparison.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// The notes about a package that failed with these words.
std::vector<ReviewItem> notes_of(Report& report, std::string message) {
  report.failures.push_back({"example.com/m/p", std::move(message)});
  return review_of(report, {}, {}).notes;
}

}  // namespace

TEST_CASE("review: a failure is an item per place, with the lines below it") {
  Report report;
  const auto notes =
      notes_of(report, "# example.com/m/p\np/a.go:3:5: cannot use x\n\thave int\np/b.go:4: undefined: y");
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].file == "p/a.go");
  CHECK(notes[0].line == 3);
  CHECK(notes[0].column == 5);
  CHECK(notes[0].message == "example.com/m/p did not compile: cannot use x have int");
  CHECK(notes[1].column == 0);
  CHECK(notes[0].level == Level::kBroken);
}

TEST_CASE("review: a failure without words is an item, too") {
  Report report;
  const std::string message = GENERATE(as<std::string>(), "", "# example.com/m/p");
  const auto notes = notes_of(report, message);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].message == "example.com/m/p did not compile");
}

TEST_CASE("review: the same words twice have ids of their own") {
  Report report;
  const auto notes = notes_of(report, "p/a.go:3:5: undefined: y\np/a.go:9:5: undefined: y");
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].id != notes[1].id);
}

TEST_CASE("review: places of the old side are not what is looked at") {
  const Sample sample;
  const Comparison comparison{&sample.before, &sample.after, "HEAD~1", "HEAD", &sample.diff};
  for (const ReviewItem& note : review_of(comparison, nullptr, {}).notes) {
    CHECK((note.file.empty() || note.message.rfind("before: ", 0) != 0));
  }
}

TEST_CASE("review: a gate that is neither failed nor complete has not passed") {
  Sample sample;
  const Comparison comparison{&sample.before, &sample.after, "HEAD~1", "HEAD", &sample.diff};
  CHECK(review_of(comparison, &sample.gate, {}).level == Level::kFailing);
  sample.gate.advisory = true;
  CHECK(review_of(comparison, &sample.gate, {}).level == Level::kNew);
  sample.gate = GateResult{};
  CHECK(review_of(comparison, &sample.gate, {}).level == Level::kNote);
  sample.gate.complete = false;
  CHECK(review_of(comparison, &sample.gate, {}).level == Level::kBroken);
}
