#include "util/web_address.h"

#include "catch.h"

using namespace goescape;

namespace {

std::string of_remote(std::string_view remote) { return file_address({}, remote); }

}  // namespace

TEST_CASE("web address: the forms of a remote") {
  const std::string github = "https://github.com/owner/name/blob/";
  CHECK(of_remote("https://github.com/owner/name.git") == github);
  CHECK(of_remote("https://github.com/owner/name/") == github);
  CHECK(of_remote("git@github.com:owner/name.git") == github);
  CHECK(of_remote("github.com:owner/name") == github);
  CHECK(of_remote("ssh://git@github.com:22/owner/name.git") == github);
  CHECK(of_remote("git://github.com/owner/name.git") == github);
  CHECK(of_remote("http://github.local:8080/o/n") == "http://github.local:8080/o/n/blob/");
  CHECK(of_remote("git@gitlab.com:group/sub/name.git") == "https://gitlab.com/group/sub/name/-/blob/");
}

TEST_CASE("web address: names and passwords are left out") {
  CHECK(of_remote("https://x-access-token:secret@github.com/o/n") == "https://github.com/o/n/blob/");
  CHECK(file_address({"https://u:secret@ghe.example", "o/n", ""}, "") == "https://ghe.example/o/n/blob/");
}

TEST_CASE("web address: what CI says goes before the remote") {
  CHECK(file_address({"https://ghe.example", "o/n", ""}, "git@gitlab.com:x/y") == "https://ghe.example/o/n/blob/");
  CHECK(file_address({"", "", "https://git.example/g/n"}, "git@github.com:x/y") == "https://git.example/g/n/-/blob/");
  CHECK(file_address({"https://ghe.example", "", ""}, "git@github.com:x/y") == "https://github.com/x/y/blob/");
}

TEST_CASE("web address: nothing for what is no plain address of a known host") {
  for (const char* remote : {"", "/srv/git/github/name.git", "../github", "file:///srv/github/name", "C:/github/name",
                             "https://example.com/o/n", "https://github.com", "https://github.com/",
                             "git@github.com:", "https://github.com/o/n?x=\">", "ext::sh -c github",
                             "https://github.com/o/(n)", "https://github.com/o/n\nx", "javascript://github.com/o/n",
                             "https://github.com/../n", "https://gi\x80thub/o/n"}) {
    CAPTURE(remote);
    CHECK(of_remote(remote).empty());
  }
  CHECK(file_address({"https://github.com", "o/n) <img>", ""}, "").empty());
}

TEST_CASE("web address: that of a repository is the same, and known of other hosts too") {
  CHECK(repository_address({}, "git@github.com:owner/name.git") == "https://github.com/owner/name");
  CHECK(repository_address({}, "https://me:secret@example.com/o/n.git") == "https://example.com/o/n");
  CHECK(repository_address({"https://ghe.example", "o/n", ""}, "") == "https://ghe.example/o/n");
  CHECK(repository_address({"", "", "https://git.example/g/n"}, "x") == "https://git.example/g/n");
  for (const char* remote : {"", "/srv/git/name.git", "https://github.com/o/(n)"}) {
    CHECK(repository_address({}, remote).empty());
  }
}

TEST_CASE("web address: paths are percent-encoded") {
  CHECK(percent_encoded_path("a/b-c_d.e~f.go") == "a/b-c_d.e~f.go");
  CHECK(percent_encoded_path("a b/%|)\xc3\xa9") == "a%20b/%25%7C%29%C3%A9");
}
