#include "capture/committed_files.h"

#include "capture/git_folder.h"
#include "catch.h"

using namespace goescape;
using goescape::test::GitFolder;

TEST_CASE("committed files are those of the module in the commit, whatever is on the disk") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("m/go.mod", "module example.com/m\n");
  folder.write("m/sub/a b.go", "package sub\n");
  folder.write("outside.go", "package out\n");
  std::filesystem::create_symlink("../outside.go", folder.path + "/m/link.go");
  const std::string before = folder.commit();
  folder.write("m/sub/a b.go", "package other\n");
  folder.write("m/new.go", "package m\n");
  const std::string after = folder.commit();

  const CommittedFiles old_files(folder.path + "/m/sub", before);
  CHECK(old_files.read("sub/a b.go", 100) == "package sub\n");
  CHECK_FALSE(old_files.read("new.go", 100));
  CHECK(CommittedFiles(folder.path + "/m", after).read("sub/a b.go", 100) == "package other\n");
  CHECK_FALSE(old_files.read("sub/a b.go", 11));
  CHECK(old_files.read("sub/a b.go", 12));
  for (const char* name : {"link.go", "../outside.go", "outside.go", "sub", "", "--help", "sub/../sub/a b.go"}) {
    CAPTURE(name);
    CHECK_FALSE(old_files.read(name, 100));
  }
}

TEST_CASE("committed files of a module at the root of the repository") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("go.mod", "module example.com/m\n");
  folder.write("a.go", "package m\n");
  CHECK(CommittedFiles(folder.path, folder.commit()).read("a.go", 100) == "package m\n");
}

TEST_CASE("committed files are none where git knows nothing") {
  const GitFolder folder;
  folder.write("go.mod", "module example.com/m\n");
  CHECK_FALSE(CommittedFiles(folder.path, std::string(40, '0')).read("go.mod", 100));
  folder.git({"init", "--quiet"});
  (void)folder.commit();
  CHECK_FALSE(CommittedFiles(folder.path, std::string(40, '1')).read("go.mod", 100));
}
