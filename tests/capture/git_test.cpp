#include "capture/git.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.h"

using namespace goescape;

namespace {

namespace fs = std::filesystem;

// A fresh folder that goes away with the object.
struct Folder {
  Folder() {
    std::string name = fs::temp_directory_path() / "goescape_git_test_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  void git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c",
                                         "commit.gpgsign=false"});
    const auto output = run_process({std::move(arguments), path, {}});
    REQUIRE(output);
    INFO(output->err);
    REQUIRE(output->status.success());
  }

  std::string path;
};

Result<Module> git_facts(const std::string& directory) {
  Module module;
  GitQuery query;
  ProcessSet processes;
  if (auto started = query.start(directory, processes); !started) {
    return tl::unexpected(started.error());
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  query.facts(processes, module);
  return module;
}

}  // namespace

TEST_CASE("a folder outside of git has no revision") {
  const Folder folder;
  const auto facts = git_facts(folder.path);
  REQUIRE(facts);
  CHECK(facts->revision.empty());
  CHECK_FALSE(facts->dirty);
}

TEST_CASE("a repository tells its commit and whether files differ from it") {
  if (!find_program("git")) {
    SKIP_TEST("there is no git");
  }
  const Folder folder;
  folder.git({"init", "-q"});
  CHECK(git_facts(folder.path)->revision.empty());  // No commit yet.
  fs::create_directory(folder.path + "/below");
  std::ofstream(folder.path + "/file") << "one";
  std::ofstream(folder.path + "/below/other") << "two";
  folder.git({"add", "."});
  folder.git({"commit", "-q", "-m", "First"});
  std::ofstream(folder.path + "/untracked") << "three";
  const auto clean = git_facts(folder.path + "/below");
  REQUIRE(clean);
  CHECK(clean->revision.size() == 40);
  CHECK_FALSE(clean->dirty);
  std::ofstream(folder.path + "/file") << "changed";
  const auto dirty = git_facts(folder.path + "/below");
  REQUIRE(dirty);
  CHECK(dirty->revision == clean->revision);
  CHECK(dirty->dirty);
}

TEST_CASE("git facts of a missing folder are an error") { CHECK_FALSE(git_facts("/nonexistent/folder")); }
