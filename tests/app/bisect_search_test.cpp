#include "bisect_search.h"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

// One letter for each commit, the newest first: has it, lacks it, does not build.
Result<BisectResult> searched(const std::string& commits, bool ends_lacking,
                              std::vector<std::size_t>* asked = nullptr) {
  return bisect(commits.size(), ends_lacking, [&](std::size_t index) -> Result<Probe> {
    if (asked != nullptr) {
      asked->push_back(index);
    }
    REQUIRE(index < commits.size());
    return commits[index] == 'h' ? Probe::kHas : commits[index] == 'l' ? Probe::kLacks : Probe::kUnknown;
  });
}

}  // namespace

TEST_CASE("bisecting finds the oldest commit that has it, wherever that is", "[bisect]") {
  for (std::size_t count = 1; count <= 40; ++count) {
    for (std::size_t having = 1; having <= count; ++having) {
      const std::string commits = std::string(having, 'h') + std::string(count - having, 'l');
      for (const bool ends_lacking : {false, true}) {
        if (ends_lacking && having == count) {
          continue;
        }
        INFO(commits << ends_lacking);
        std::vector<std::size_t> asked;
        const auto found = searched(commits, ends_lacking, &asked);
        REQUIRE(found);
        CHECK(found->first == having - 1);
        CHECK(found->all == (having == count));
        CHECK(found->unknown.empty());
        CHECK(asked.size() <= 12);
        // GOOD was asked before.
        CHECK((!ends_lacking || std::count(asked.begin(), asked.end(), count - 1) == 0));
      }
    }
  }
}

TEST_CASE("commits that do not build are passed over", "[bisect]") {
  for (const std::string commits : {"hhhuhhlll", "hhhhuullll", "huuuuuul", "hhuhulull", "hu", "huu"}) {
    INFO(commits);
    const auto found = searched(commits, false);
    REQUIRE(found);
    CHECK(commits[found->first] == 'h');
    for (const std::size_t index : found->unknown) {
      CHECK(commits[index] == 'u');
    }
    const std::size_t behind = found->first + found->unknown.size() + 1;
    CHECK((found->all ? behind == commits.size() : commits[behind] == 'l'));
  }
}

TEST_CASE("what nobody can tell is left over as that", "[bisect]") {
  const auto found = searched("hhuull", true);
  REQUIRE(found);
  CHECK(found->first == 1);
  CHECK(found->unknown == std::vector<std::size_t>{2, 3});
  CHECK_FALSE(found->all);
}

TEST_CASE("a probe that fails ends the search", "[bisect]") {
  const auto found =
      bisect(5, false, [](std::size_t) -> Result<Probe> { return fail(Failure::kInterrupted, "stopped"); });
  REQUIRE_FALSE(found);
  CHECK(found.error().failure == Failure::kInterrupted);
}
