#include "capture/source_changes.h"

#include <algorithm>

#include "capture/git_folder.h"
#include "catch.h"

using namespace goescape;
using goescape::test::GitFolder;

namespace {

std::string lines(int count) {
  std::string text = "package a\n";
  for (int i = 0; i < count; ++i) {
    text += "// line " + std::to_string(i) + "\n";
  }
  return text;
}

const FileChange* change_to(const SourceChanges& changes, const std::string& new_path) {
  const auto found = std::find_if(changes.files.begin(), changes.files.end(),
                                  [&](const FileChange& file) { return file.new_path == new_path; });
  return found == changes.files.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("changes between commits name lines, renames and strange files") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  // Settings that change what a diff looks like.
  for (const char* const setting : {"diff.noprefix", "diff.mnemonicPrefix", "diff.relative"}) {
    folder.git({"config", setting, "true"});
  }
  folder.git({"config", "diff.external", "false"});
  folder.git({"config", "color.ui", "always"});
  folder.write("m/go.mod", "module example.com/m\n");
  folder.write("m/same.go", lines(5));
  folder.write("m/old.go", lines(40));
  folder.write("m/gone.go", "package a\n");
  folder.write("m/sp ace\"quote.go", lines(3));
  folder.write("m/new\nline\xc3\xa9.go", lines(3));
  folder.write("out.go", "package out\n");
  const std::string before = folder.commit();
  folder.git({"mv", "m/old.go", "m/renamed.go"});
  folder.git({"rm", "--quiet", "m/gone.go"});
  folder.write("m/sp ace\"quote.go", lines(3) + "-- a/minus\n++ b/plus\n");
  folder.write("m/new\nline\xc3\xa9.go", "// first\n" + lines(3));
  folder.write("m/empty.go", "");
  folder.write("out.go", "package out // without newline");
  folder.write("README.md", "not Go\n");
  const std::string after = folder.commit();
  const auto changes = source_changes(folder.path + "/m", {before, "old"}, Revision{after, "new"});
  REQUIRE(changes);
  CHECK(changes->known);
  CHECK(changes->files.size() == 6);
  REQUIRE(change_to(*changes, "renamed.go") != nullptr);
  CHECK(change_to(*changes, "renamed.go")->old_path == "old.go");
  CHECK(change_to(*changes, "renamed.go")->hunks.empty());
  REQUIRE(change_to(*changes, "") != nullptr);
  CHECK(change_to(*changes, "")->old_path == "gone.go");
  REQUIRE(change_to(*changes, "sp ace\"quote.go") != nullptr);
  const auto& hunk = change_to(*changes, "sp ace\"quote.go")->hunks.at(0);
  CHECK(hunk.old_begin == 4);
  CHECK(hunk.old_count == 0);
  CHECK(hunk.new_begin == 5);
  CHECK(hunk.new_count == 2);
  CHECK(change_to(*changes, "new\nline\xc3\xa9.go") != nullptr);
  REQUIRE(change_to(*changes, "empty.go") != nullptr);
  CHECK(change_to(*changes, "empty.go")->old_path.empty());
  CHECK(change_to(*changes, "../out.go") != nullptr);
}

TEST_CASE("changes of the work tree include files that git does not track") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("go.mod", "module example.com/m\n");
  folder.write(".gitignore", "generated.go\n");
  folder.write("moved.go", lines(30));
  folder.write("edited.go", lines(3));
  const std::string before = folder.commit();
  const std::string index = test::content_of(folder.path + "/.git/index");
  std::filesystem::rename(folder.path + "/moved.go", folder.path + "/elsewhere.go");
  folder.write("edited.go", "// first\n" + lines(3));
  folder.write("generated.go", "package a\n");
  folder.write(":(top)-new.go", "package a\n");
  const auto changes = source_changes(folder.path, {before, "HEAD"}, std::nullopt);
  REQUIRE(changes);
  CHECK(changes->files.size() == 4);
  REQUIRE(change_to(*changes, "elsewhere.go") != nullptr);
  CHECK(change_to(*changes, "elsewhere.go")->old_path == "moved.go");
  CHECK(change_to(*changes, "edited.go") != nullptr);
  CHECK(change_to(*changes, "generated.go") != nullptr);
  CHECK(change_to(*changes, ":(top)-new.go") != nullptr);
  CHECK(test::content_of(folder.path + "/.git/index") == index);
}

TEST_CASE("a module that moved within its repository keeps its paths") {
  const GitFolder folder;
  folder.git({"init", "--quiet"});
  folder.write("go.mod", "module example.com/m\n");
  folder.write("sub/a.go", lines(30));
  const std::string before = folder.commit();
  folder.write("sub/go.mod", "module example.com/m/sub\n");
  folder.write("sub/a.go", lines(30) + "// more\n");
  const std::string after = folder.commit();
  const auto changes = source_changes(folder.path + "/sub", {before, "old"}, Revision{after, "new"});
  REQUIRE(changes);
  REQUIRE(changes->files.size() == 1);
  CHECK(changes->files[0].old_path == "sub/a.go");
  CHECK(changes->files[0].new_path == "a.go");
}

TEST_CASE("a submodule at another commit leaves the changes unknown") {
  const GitFolder folder;
  folder.git({"init", "--quiet", "inner"});
  folder.git({"commit", "--quiet", "--allow-empty", "--message", "One"}, "/inner");
  folder.git({"init", "--quiet", "outer"});
  folder.git({"submodule", "--quiet", "add", folder.path + "/inner", "dep"}, "/outer");
  folder.git({"commit", "--quiet", "--message", "With submodule"}, "/outer");
  folder.git({"commit", "--quiet", "--allow-empty", "--message", "Two"}, "/outer/dep");
  folder.git({"commit", "--quiet", "--all", "--message", "Another"}, "/outer");
  const std::string outer = folder.path + "/outer";
  const auto old_revision = resolve_revision(outer, "HEAD~1");
  const auto new_revision = resolve_revision(outer, "HEAD");
  REQUIRE(old_revision);
  REQUIRE(new_revision);
  const auto changed = source_changes(outer, *old_revision, *new_revision);
  REQUIRE(changed);
  CHECK_FALSE(changed->known);
  const auto same = source_changes(outer, *new_revision, *new_revision);
  REQUIRE(same);
  CHECK(same->known);
}
