#include "capture/first_parents.h"

#include <string>
#include <vector>

#include "capture/git_folder.h"
#include "catch.h"

using namespace goescape;
using goescape::test::GitFolder;

namespace {

std::vector<std::string> hashes(const Result<std::vector<CommitFacts>>& commits) {
  REQUIRE(commits);
  std::vector<std::string> all;
  for (const CommitFacts& commit : *commits) {
    all.push_back(commit.hash);
  }
  return all;
}

}  // namespace

TEST_CASE("the line of a branch goes along first parents, the newest first") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a", "1");
  const std::string first = folder.commit("first\n\nbody");
  folder.git({"checkout", "--quiet", "-b", "side"});
  folder.write("b", "1");
  const std::string side = folder.commit("side");
  folder.git({"checkout", "--quiet", "main"});
  folder.write("a", "2");
  const std::string second = folder.commit("tab\tand \xc3\xa9");
  folder.git({"merge", "--quiet", "--no-edit", "side"});
  const std::string merge = folder.hash("HEAD");

  const auto line = first_parents(folder.path, merge);
  CHECK(hashes(line) == std::vector<std::string>{merge, second, first});
  CHECK(line->front().parent == second);
  CHECK(line->back().parent.empty());
  CHECK(line->back().subject == "first");
  CHECK((*line)[1].subject == "tab\tand \xc3\xa9");
  CHECK(line->front().author_time > 0);
  CHECK(line->front().commit_time >= line->back().commit_time);

  CHECK(hashes(first_parents(folder.path, merge, first)) == std::vector<std::string>{merge, second});
  CHECK(hashes(first_parents(folder.path, merge, side)) == std::vector<std::string>{merge, second});
  CHECK(hashes(first_parents(folder.path, merge, {}, 1)) == std::vector<std::string>{merge});
  CHECK(hashes(first_parents(folder.path, first, merge)).empty());
}

TEST_CASE("a commit that is not there has no line") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  CHECK_FALSE(first_parents(folder.path, std::string(40, 'a')));
}
