#include "capture/repository.h"

#include "capture/git_folder.h"
#include "capture/submodules.h"
#include "catch.h"

using namespace goescape;
using goescape::test::GitFolder;

namespace {

Repository found(const std::string& directory) {
  auto repository = find_repository(directory);
  REQUIRE(repository);
  return *std::move(repository);
}

}  // namespace

TEST_CASE("a work tree is the checkout of its commit as long as nothing in it matters that git does not know") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a/a.go", "package a\n");
  folder.write(".gitignore", "*.pb.go\ngo.work\n");
  const std::string head = folder.commit();
  const Repository repository = found(folder.path + "/a");
  CHECK(is_checkout_of(repository, head).value());
  CHECK_FALSE(is_checkout_of(repository, std::string(40, '1')).value());
  folder.write("README", "no source\n");
  folder.write("a/testdata.txt", "no source\n");
  CHECK(is_checkout_of(repository, head).value());
  const std::string name = GENERATE(as<std::string>(), "a/a.go", "a/b.go", "other/ignored.pb.go", "go.work", "a/go.mod",
                                    "a/asm.s", "vendor/modules.txt");
  CAPTURE(name);
  folder.write(name, "\n");
  CHECK_FALSE(is_checkout_of(repository, head).value());
}

TEST_CASE("a work tree in which git is told not to look at a source is no checkout") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a.go", "package a\n");
  folder.write("b.txt", "no source\n");
  const std::string head = folder.commit();
  const Repository repository = found(folder.path);
  const std::string flag = GENERATE(as<std::string>(), "--assume-unchanged", "--skip-worktree");
  CAPTURE(flag);
  folder.git({"update-index", flag, "b.txt"});
  CHECK(is_checkout_of(repository, head).value());
  folder.git({"update-index", flag, "a.go"});
  CHECK_FALSE(is_checkout_of(repository, head).value());
}

TEST_CASE("a sparse checkout has a file of patterns") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("a/a.go", "package a\n");
  folder.commit();
  const Repository repository = found(folder.path);
  CHECK(sparse_patterns(repository).value().empty());
  folder.git({"sparse-checkout", "set", "--cone", "a"});
  CHECK(sparse_patterns(repository).value() == folder.path + "/.git/info/sparse-checkout");
  folder.git({"sparse-checkout", "disable"});
  CHECK(sparse_patterns(repository).value().empty());
}

TEST_CASE("submodules are at hand where their commit is") {
  const GitFolder folder;
  folder.git({"init", "--quiet", "inner"});
  folder.git({"init", "--quiet", "repo"});
  folder.write("inner/i.go", "package inner\n");
  folder.git({"add", "."}, "/inner");
  folder.git({"commit", "--quiet", "--message", "Inner"}, "/inner");
  folder.git({"submodule", "--quiet", "add", folder.path + "/inner", "deep/dep"}, "/repo");
  folder.git({"commit", "--quiet", "--message", "Submodule"}, "/repo");
  CHECK(submodules_at_hand(found(folder.path + "/repo"), "HEAD").value() == std::vector<std::string>{"deep/dep"});
  CHECK(submodules_at_hand(found(folder.path + "/inner"), "HEAD").value().empty());
  folder.git({"clone", "--quiet", "repo", "without"});
  CHECK(submodules_at_hand(found(folder.path + "/without"), "HEAD").value().empty());
  CHECK_FALSE(submodules_at_hand(found(folder.path + "/without"), "no-such-commit"));
}
