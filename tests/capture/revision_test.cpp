#include "capture/revision.h"

#include <string>
#include <vector>

#include "capture/git_folder.h"
#include "catch.h"

using namespace goescape;
using goescape::test::GitFolder;
using goescape::test::Variable;

namespace {

// Names of branches in CI would decide otherwise.
struct OutsideOfCi {
  Variable github{"GITHUB_BASE_REF", nullptr};
  Variable gitlab{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", nullptr};
  Variable jenkins{"CHANGE_TARGET", nullptr};
  Variable bitbucket{"BITBUCKET_PR_DESTINATION_BRANCH", nullptr};
  Variable buildkite{"BUILDKITE_PULL_REQUEST_BASE_BRANCH", nullptr};
};

std::string error_of(const Result<Revision>& result) { return result ? "" : result.error().message; }

}  // namespace

TEST_CASE("revisions are resolved to commits, and tags are followed") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a.go", "package a\n");
  const std::string first = folder.commit("First words");
  folder.git({"tag", "--annotate", "--message", "release", "v1"});
  folder.write("a.go", "package a // changed\n");
  const std::string second = folder.commit("Second");
  const std::vector<std::string> names{"v1", "HEAD~1", "main^", ":/First words", first, first.substr(0, 9)};
  for (const std::string& text : names) {
    CAPTURE(text);
    const auto revision = resolve_revision(folder.path, text);
    REQUIRE(revision);
    CHECK(revision->hash == first);
    CHECK(revision->name == text);
  }
  CHECK(resolve_revision(folder.path, "HEAD")->hash == second);
  CHECK(describe({first, "v1"}) == "v1 (" + first.substr(0, 12) + ")");
  CHECK(describe({first, first.substr(0, 7)}) == first.substr(0, 12));
}

TEST_CASE("what is no revision is said") {
  const GitFolder folder;
  CHECK(error_of(resolve_revision(folder.path, "HEAD")).find("not inside a git repository") != std::string::npos);
  folder.git({"init", "--quiet"});
  CHECK(error_of(resolve_revision(folder.path, "HEAD")).find("no revision HEAD") != std::string::npos);
  folder.write("a.go", "package a\n");
  folder.commit();
  CHECK(error_of(resolve_revision(folder.path, "nowhere")).find("no revision nowhere") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, "HEAD:a.go")).find("no revision") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, std::string(40, '1'))).find("no revision") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, "HEAD..HEAD")).find("range") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, "--all")).find("begins with '-'") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, "^HEAD")).find("excludes a revision") != std::string::npos);
  CHECK(error_of(resolve_revision(folder.path, "")).find("empty") != std::string::npos);
  CHECK(error_of(resolve_revision("/nonexistent", "HEAD")).find("does not exist") != std::string::npos);
}

TEST_CASE("the environment of a hook does not lead to another repository") {
  const GitFolder other;
  other.git({"init", "--quiet"});
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a.go", "package a\n");
  const std::string hash = folder.commit();
  const std::string elsewhere = other.path + "/.git";
  const Variable git_dir("GIT_DIR", elsewhere.c_str());
  const Variable index("GIT_INDEX_FILE", "/nonexistent/index");
  const auto revision = resolve_revision(folder.path, "HEAD");
  REQUIRE(revision);
  CHECK(revision->hash == hash);
}

TEST_CASE("a shallow clone tells what to fetch") {
  const OutsideOfCi outside;
  const GitFolder folder;
  folder.git({"init", "--quiet", "whole"});
  folder.write("whole/a.go", "package a\n");
  folder.git({"add", "."}, "/whole");
  folder.git({"commit", "--quiet", "--message", "First"}, "/whole");
  folder.git({"commit", "--quiet", "--allow-empty", "--message", "Second"}, "/whole");
  folder.git({"clone", "--quiet", "--depth", "1", "file://" + folder.path + "/whole", "cut"});
  CHECK(error_of(resolve_revision(folder.path + "/cut", "HEAD~1")).find("fetch-depth: 0") != std::string::npos);
  CHECK(error_of(default_base(folder.path + "/cut")).find("fetch-depth: 0") != std::string::npos);
}

TEST_CASE("the default base is the merge base with the default branch") {
  const OutsideOfCi outside;
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a.go", "package a\n");
  const std::string first = folder.commit("First");
  CHECK(error_of(default_base(folder.path)).find("first commit") != std::string::npos);
  folder.git({"checkout", "--quiet", "-b", "topic"});
  folder.write("b.go", "package a\n");
  folder.commit("On topic");
  const auto on_topic = default_base(folder.path);
  REQUIRE(on_topic);
  CHECK(on_topic->hash == first);
  CHECK(on_topic->name == "merge base of HEAD and main");
  folder.git({"checkout", "--quiet", "main"});
  folder.write("c.go", "package a\n");
  const std::string second = folder.commit("On main");
  SECTION("on the branch itself it is the commit before") {
    CHECK(default_base(folder.path)->hash == first);
    folder.write("notes.txt", "not Go\n");
    CHECK(default_base(folder.path)->hash == first);
  }
  SECTION("on the branch itself with changes it is HEAD") {
    folder.write("new.go", "package a\n");
    CHECK(default_base(folder.path)->hash == second);
  }
  SECTION("a remote's default branch goes before a local one, and the target of a pull request before both") {
    folder.git({"update-ref", "refs/remotes/origin/trunk", first});
    folder.git({"update-ref", "refs/remotes/origin/release", second});
    folder.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk"});
    CHECK(default_branch(folder.path)->name == "origin/trunk");
    const Variable target("GITHUB_BASE_REF", "release");
    CHECK(default_branch(folder.path)->name == "origin/release");
  }
}

TEST_CASE("histories without a common commit have no merge base") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a.go", "package a\n");
  const std::string first = folder.commit();
  folder.git({"checkout", "--quiet", "--orphan", "other"});
  const std::string second = folder.commit("Another beginning");
  CHECK(error_of(merge_base(folder.path, {first, "main"}, {second, "other"})).find("no common ancestor") !=
        std::string::npos);
}

TEST_CASE("without any main branch the default base has to be named") {
  const OutsideOfCi outside;
  const GitFolder folder;
  folder.git({"init", "--quiet", "--initial-branch", "dev"});
  folder.write("a.go", "package a\n");
  folder.commit();
  CHECK(error_of(default_base(folder.path)).find("--base") != std::string::npos);
}
