#include "capture/worktree.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "capture/git_folder.h"
#include "catch.h"

using namespace goescape;
using goescape::test::content_of;
using goescape::test::GitFolder;
using goescape::test::Variable;

namespace {

namespace fs = std::filesystem;

// A repository with two commits, and a cache folder of its own.
struct Repository2 {
  Repository2() {
    folder.git({"init", "--quiet", "repo"});
    folder.write("repo/m/go.mod", "module example.com/m\n");
    folder.write("repo/m/a.go", "package a\n");
    commit("First");
    folder.write("repo/m/a.go", "package a // changed\n");
    folder.write("repo/later/b.go", "package b\n");
    commit("Second");
  }
  void commit(const std::string& message) const {
    folder.git({"add", "--all"}, "/repo");
    folder.git({"commit", "--quiet", "--message", message}, "/repo");
  }
  [[nodiscard]] std::string path() const { return folder.path + "/repo"; }
  [[nodiscard]] std::string worktrees() const { return folder.path + "/cache/worktrees"; }
  [[nodiscard]] bool no_worktrees() const {
    return (!fs::exists(worktrees()) || fs::is_empty(worktrees())) && !fs::exists(path() + "/.git/worktrees");
  }
  // All that a run must leave as it was.
  [[nodiscard]] std::string state() const {
    return content_of(path() + "/.git/index") + content_of(path() + "/.git/HEAD") +
           content_of(path() + "/.git/config") + folder.ask({"for-each-ref"}, "/repo") +
           folder.ask({"worktree", "list"}, "/repo") + folder.ask({"stash", "list"}, "/repo");
  }
  [[nodiscard]] Revision revision(const std::string& text) const {
    const auto found = resolve_revision(path(), text);
    REQUIRE(found);
    return *found;
  }

  GitFolder folder;
  std::string cache = folder.path + "/cache";
  Variable cache_variable{"GOESCAPE_CACHE", cache.c_str()};
};

}  // namespace

TEST_CASE("a worktree has the files of its commit and leaves nothing behind") {
  const Repository2 repository;
  repository.folder.write("repo/m/a.go", "package a // not committed\n");
  const std::string before = repository.state();
  {
    const auto worktree = Worktree::create(repository.path() + "/m", repository.revision("HEAD~1"));
    REQUIRE(worktree);
    CHECK(worktree->directory() == worktree->root() + "/m");
    CHECK(worktree->has_directory());
    CHECK(content_of(worktree->directory() + "/a.go") == "package a\n");
    CHECK_FALSE(fs::exists(worktree->root() + "/later"));
  }
  CHECK(repository.state() == before);
  CHECK(repository.no_worktrees());
}

TEST_CASE("a folder that the commit does not have is no failure") {
  const Repository2 repository;
  const auto worktree = Worktree::create(repository.path() + "/later", repository.revision("HEAD~1"));
  REQUIRE(worktree);
  CHECK_FALSE(worktree->has_directory());
}

TEST_CASE("hooks and filters of the user do not run in a worktree") {
  const Repository2 repository;
  const std::string trace = repository.folder.path + "/trace";
  repository.folder.write("repo/.gitattributes", "*.go filter=loud\n");
  repository.commit("Attributes");
  repository.folder.git({"config", "filter.loud.smudge", "touch '" + trace + "'; cat"}, "/repo");
  repository.folder.git({"config", "filter.loud.required", "true"}, "/repo");
  const std::string hook = repository.path() + "/.git/hooks/post-checkout";
  repository.folder.write("repo/.git/hooks/post-checkout", "#!/bin/sh\ntouch '" + trace + "'\n");
  fs::permissions(hook, fs::perms::owner_all);
  const auto worktree = Worktree::create(repository.path(), repository.revision("HEAD"));
  REQUIRE(worktree);
  CHECK(content_of(worktree->root() + "/m/a.go") == "package a // changed\n");
  CHECK_FALSE(fs::exists(trace));
}

TEST_CASE("two worktrees of one repository stand side by side") {
  const Repository2 repository;
  auto one = std::optional(*Worktree::create(repository.path(), repository.revision("HEAD")));
  const auto other = Worktree::create(repository.path(), repository.revision("HEAD"));
  REQUIRE(other);
  CHECK(one->root() != other->root());
  CHECK(fs::exists(one->root() + "/m/a.go"));
  one.reset();
  CHECK(fs::exists(other->root() + "/m/a.go"));
  CHECK(
      repository.folder
          .ask({"status", "--porcelain"}, "/../" + fs::relative(other->root(), repository.folder.path + "/..").string())
          .empty());
}

TEST_CASE("what a killed run left behind goes away with the next one") {
  const Repository2 repository;
  const Revision head = repository.revision("HEAD");
  const pid_t child = fork();
  if (child == 0) {
    const auto worktree = Worktree::create(repository.path(), head);
    kill(getpid(), SIGKILL);
    _exit(worktree ? 0 : 1);
  }
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE_FALSE(repository.no_worktrees());
  const std::string mine = repository.folder.path + "/mine";
  repository.folder.git({"worktree", "add", "--quiet", "--detach", mine}, "/repo");
  { REQUIRE(Worktree::create(repository.path(), head)); }
  CHECK(fs::is_empty(repository.worktrees()));
  CHECK(fs::exists(mine + "/m/a.go"));
  repository.folder.git({"worktree", "remove", mine}, "/repo");
  CHECK(repository.no_worktrees());
}

TEST_CASE("a lock file that names no repository does no harm") {
  const Repository2 repository;
  fs::create_directories(repository.worktrees());
  const std::string name = repository.worktrees() + "/goescape-0123456789abcdef";
  SECTION("an empty one goes away") {
    std::ofstream(name + ".lock").flush();
    remove_dead_worktrees(repository.worktrees());
    CHECK_FALSE(fs::exists(name + ".lock"));
  }
  SECTION("one that is locked stays with its folder") {
    std::ofstream(name + ".lock") << repository.path() << "/.git";
    fs::create_directory(name);
    const Descriptor lock(::open((name + ".lock").c_str(), O_RDWR | O_CLOEXEC));
    REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);
    remove_dead_worktrees(repository.worktrees());
    CHECK(fs::exists(name));
  }
}

TEST_CASE("a worktree that cannot be made leaves nothing behind") {
  const Repository2 repository;
  const std::string before = repository.state();
  const auto worktree = Worktree::create(repository.path(), {std::string(40, '1'), "nowhere"});
  REQUIRE_FALSE(worktree);
  CHECK(worktree.error().message.find("cannot check out nowhere") != std::string::npos);
  CHECK(repository.state() == before);
  CHECK(repository.no_worktrees());
}

TEST_CASE("submodules of the user's checkout are in the worktree") {
  const Repository2 repository;
  const GitFolder& folder = repository.folder;
  folder.git({"init", "--quiet", "inner"});
  folder.write("inner/i.go", "package inner\n");
  folder.git({"add", "."}, "/inner");
  folder.git({"commit", "--quiet", "--message", "Inner"}, "/inner");
  folder.git({"submodule", "--quiet", "add", folder.path + "/inner", "dep"}, "/repo");
  repository.commit("Submodule");
  folder.write("repo/dep/i.go", "package inner // not committed\n");
  {
    const auto worktree = Worktree::create(repository.path(), repository.revision("HEAD"));
    REQUIRE(worktree);
    CHECK(content_of(worktree->root() + "/dep/i.go") == "package inner\n");
  }
  CHECK(repository.no_worktrees());
  CHECK(content_of(repository.path() + "/dep/i.go") == "package inner // not committed\n");
  folder.git({"clone", "--quiet", "repo", "without"});
  const auto bare = Worktree::create(folder.path + "/without", repository.revision("HEAD"));
  REQUIRE(bare);
  CHECK_FALSE(fs::exists(bare->root() + "/dep/i.go"));
}

TEST_CASE("a sparse checkout gives a worktree as sparse") {
  const Repository2 repository;
  repository.folder.git({"sparse-checkout", "set", "--cone", "m"}, "/repo");
  const auto worktree = Worktree::create(repository.path() + "/m", repository.revision("HEAD"));
  REQUIRE(worktree);
  CHECK(fs::exists(worktree->root() + "/m/a.go"));
  CHECK_FALSE(fs::exists(worktree->root() + "/later"));
}
