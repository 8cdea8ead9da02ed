// Real git repositories for tests.
#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.h"
#include "util/subprocess.h"

namespace goescape::test {

// A fresh folder that goes away with the object, and git in it.
class GitFolder {
 public:
  GitFolder() {
    std::string name = std::filesystem::canonical(std::filesystem::temp_directory_path()) / "goescape_git_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  GitFolder(const GitFolder&) = delete;
  GitFolder& operator=(const GitFolder&) = delete;
  ~GitFolder() { std::filesystem::remove_all(path); }

  // What `git arguments…` printed, in the folder or in one below it.
  [[nodiscard]] std::string ask(std::vector<std::string> arguments, const std::string& below = "") const {
    arguments.insert(arguments.begin(),
                     {"git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false",
                      "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"});
    const auto output = run_process({std::move(arguments), path + below, {{"GIT_CONFIG_GLOBAL", "/dev/null"}}});
    REQUIRE(output);
    INFO(output->err);
    REQUIRE(output->status.success());
    return output->out;
  }
  void git(std::vector<std::string> arguments, const std::string& below = "") const {
    (void)ask(std::move(arguments), below);
  }

  void write(const std::string& name, const std::string& content) const {
    const std::filesystem::path file = std::filesystem::path(path) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }

  // Commits everything; the full hash.
  std::string commit(const std::string& message = "Change") const {
    git({"add", "--all"});
    git({"commit", "--quiet", "--message", message});
    return hash("HEAD");
  }
  [[nodiscard]] std::string hash(const std::string& revision) const {
    const std::string text = ask({"rev-parse", revision});
    return text.substr(0, text.find('\n'));
  }

  std::string path;
};

inline std::string content_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Sets an environment variable as long as the object lives; nullptr removes it.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* const old = std::getenv(name)) {
      old_ = old;
      was_set_ = true;
    }
    set(value);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { set(was_set_ ? old_.c_str() : nullptr); }

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      unsetenv(name_);
    } else {
      setenv(name_, value, 1);
    }
  }

  const char* name_;
  std::string old_;
  bool was_set_ = false;
};

}  // namespace goescape::test
