#include "capture/scratch_directory.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "catch.h"

using namespace goescape;
namespace fs = std::filesystem;

namespace {

// A folder for temporary files of its own, as long as it lives.
class Temporary {
 public:
  Temporary() {
    if (const char* const before = std::getenv("TMPDIR"); before != nullptr) {
      before_ = before;
    }
    std::string name = (fs::temp_directory_path() / "scratch-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
    setenv("TMPDIR", path_.c_str(), 1);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR");
    fs::remove_all(path_);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] long entries() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  std::optional<std::string> before_;
  fs::path path_;
};

// A run that is killed before it can clean up.
void killed_run() {
  const pid_t copy = fork();
  if (copy == 0) {
    const auto scratch = ScratchDirectory::create();
    (void)scratch->write("file", "content");
    kill(getpid(), SIGKILL);
  }
  waitpid(copy, nullptr, 0);
}

}  // namespace

TEST_CASE("a scratch folder lives as long as its object, for its owner alone") {
  const Temporary temporary;
  {
    auto scratch = ScratchDirectory::create();
    REQUIRE(scratch);
    struct stat status {};
    REQUIRE(stat(scratch->path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700);
    const auto file = scratch->write("file", "content");
    REQUIRE(file);
    CHECK(fs::file_size(*file) == 7);
    const ScratchDirectory moved(*std::move(scratch));
    CHECK(fs::exists(moved.path()));
  }
  CHECK(temporary.entries() == 0);
}

TEST_CASE("what a killed run left goes with the next one, what a living one has stays") {
  const Temporary temporary;
  killed_run();
  CHECK(temporary.entries() == 1);
  const auto first = ScratchDirectory::create();
  REQUIRE(first);
  CHECK(temporary.entries() == 1);
  const auto second = ScratchDirectory::create();
  REQUIRE(second);
  CHECK(temporary.entries() == 2);
  remove_dead_scratch_directories();
  CHECK(temporary.entries() == 2);
}

TEST_CASE("a folder that was never locked goes only if it is empty") {
  const Temporary temporary;
  fs::create_directory(temporary.path() / "goescape-abcdef");
  fs::create_directory(temporary.path() / "goescape-ghijkl");
  std::ofstream(temporary.path() / "goescape-ghijkl/precious") << "x";
  remove_dead_scratch_directories();
  CHECK_FALSE(fs::exists(temporary.path() / "goescape-abcdef"));
  CHECK(fs::exists(temporary.path() / "goescape-ghijkl/precious"));
}

TEST_CASE("what others put among the temporary files is left alone") {
  const Temporary temporary;
  fs::create_directory(temporary.path() / "target");
  std::ofstream(temporary.path() / "target/lock") << "";
  fs::create_directory_symlink(temporary.path() / "target", temporary.path() / "goescape-abcdef");
  fs::create_directory(temporary.path() / "goescape-and-more");
  if (geteuid() == 0) {
    const std::string foreign = (temporary.path() / "goescape-foreig").string();
    fs::create_directory(foreign);
    std::ofstream(foreign + "/lock") << "";
    REQUIRE(chown(foreign.c_str(), 65534, 65534) == 0);
  }
  const long before = temporary.entries();
  remove_dead_scratch_directories();
  CHECK(temporary.entries() == before);
  CHECK(fs::exists(temporary.path() / "target/lock"));
}

TEST_CASE("a scratch folder that cannot be is an error that names it") {
  const Temporary temporary;
  setenv("TMPDIR", (temporary.path() / "missing").c_str(), 1);
  const auto scratch = ScratchDirectory::create();
  // Without the folder that TMPDIR names, the system's is taken.
  CHECK((scratch ? !scratch->path().starts_with(temporary.path().string()) : !scratch.error().message.empty()));
}
