#include "parse/unified_diff.h"

#include "catch.h"

using namespace goescape;

namespace {

// As git 2.39 prints it.
const std::string kDiff =
    "diff --git a/a b.go b/a b.go\n"
    "index 1234567..89abcde 100644\n"
    "--- a/a b.go\t\n"
    "+++ b/a b.go\t\n"
    "@@ -3 +3,2 @@ func f() {\n"
    "--- a/looks.go\n"
    "+++ b/looks.go\n"
    "+@@ -1 +1 @@\n"
    "@@ -9,2 +10,0 @@\n"
    "-one\n"
    "-two\n"
    "\\ No newline at end of file\n"
    "diff --git \"a/caf\\303\\251\\n.go\" \"b/caf\\303\\251\\n.go\"\n"
    "new file mode 100644\n"
    "index 0000000..e69de29\n"
    "diff --git a/old name.go b/dir/new.go\n"
    "similarity index 100%\n"
    "rename from old name.go\n"
    "rename to dir/new.go\n"
    "diff --git a/gone.go b/gone.go\n"
    "deleted file mode 100644\n"
    "index 1234567..0000000\n"
    "--- a/gone.go\n"
    "+++ /dev/null\n"
    "@@ -1 +0,0 @@\n"
    "-package a\n"
    "diff --git a/mode.go b/mode.go\n"
    "old mode 100644\n"
    "new mode 100755\n"
    "diff --git a/bin.go b/bin.go\n"
    "index 1234567..89abcde 100644\n"
    "Binary files a/bin.go and b/bin.go differ\n";

Result<std::vector<FileChange>> parse(const std::string& text, std::size_t piece) {
  UnifiedDiffParser parser;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    parser.feed(std::string_view(text).substr(at, piece));
  }
  return parser.finish();
}

}  // namespace

TEST_CASE("a diff of git is read, however it is cut") {
  const std::size_t piece = GENERATE(1U, 7U, 100000U);
  const auto files = parse(kDiff, piece);
  REQUIRE(files);
  REQUIRE(files->size() == 6);
  CHECK((*files)[0].old_path == "a b.go");
  CHECK((*files)[0].new_path == "a b.go");
  REQUIRE((*files)[0].hunks.size() == 2);
  CHECK((*files)[0].hunks[0].old_count == 1);
  CHECK((*files)[0].hunks[0].new_count == 2);
  CHECK((*files)[0].hunks[1].old_begin == 9);
  CHECK((*files)[0].hunks[1].new_count == 0);
  CHECK((*files)[1].old_path.empty());
  CHECK((*files)[1].new_path == "caf\xc3\xa9\n.go");
  CHECK((*files)[2].old_path == "old name.go");
  CHECK((*files)[2].new_path == "dir/new.go");
  CHECK((*files)[2].hunks.empty());
  CHECK((*files)[3].old_path == "gone.go");
  CHECK((*files)[3].new_path.empty());
  CHECK((*files)[4].hunks.empty());
  CHECK((*files)[5].hunks.size() == 1);
}

TEST_CASE("no diff at all has no files") {
  const auto files = parse("", 1);
  REQUIRE(files);
  CHECK(files->empty());
}

TEST_CASE("what is no diff of git is said") {
  for (const std::string text : {
           "something else\n",
           "@@ -1 +1 @@\n",
           "diff --git a/x.go b/x.go\n@@ -1 +1\n",
           "diff --git a/x.go b/x.go\n@@ -99999999999 +1 @@\n",
           "diff --git a/x.go b/x.go\n--- a/x.go\n+++ b/x.go\n@@ -1,2 +1 @@\n-cut off\n",
           "diff --git a/x.go b/x.go\n--- a/x.go\n+++ b/x.go\n@@ -1 +1 @@\n context\n",
           "diff --git a/x.go b/other.go\n",
           "diff --git \"a/x.go b/x.go\n",
           "diff --git a/x.go b/x.go\n--- x.go\n",
       }) {
    CAPTURE(text);
    CHECK_FALSE(parse(text, 1000));
  }
}

TEST_CASE("quoted names of git are read") {
  CHECK(*unquoted_git_path("plain name") == "plain name");
  CHECK(*unquoted_git_path(R"("a\tb\\\"\001\377")") == "a\tb\\\"\001\377");
  CHECK_FALSE(unquoted_git_path("\"open"));
  CHECK_FALSE(unquoted_git_path(R"("\q")"));
  CHECK_FALSE(unquoted_git_path(R"("\400")"));
  CHECK_FALSE(unquoted_git_path(R"("\1")"));
  CHECK_FALSE(unquoted_git_path("\""));
}
