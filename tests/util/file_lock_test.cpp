#include "util/file_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "catch.h"

using namespace goescape;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "lock-test-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
  fs::path path;
};

Descriptor created(const std::string& path) {
  return Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
}

}  // namespace

TEST_CASE("a file is abandoned when nobody holds its lock") {
  const Folder folder;
  const std::string path = folder.file("lock");
  Descriptor owner = created(path);
  REQUIRE(take_lock(owner, path));
  CHECK_FALSE(open_abandoned(path).open());
  owner.reset();
  const Descriptor heir = open_abandoned(path);
  CHECK(heir.open());
  CHECK_FALSE(open_abandoned(path).open());
}

TEST_CASE("a lock on a file that was removed is none") {
  const Folder folder;
  const std::string path = folder.file("lock");
  const Descriptor file = created(path);
  fs::remove(path);
  CHECK_FALSE(take_lock(file, path));
  const Descriptor other = created(path);
  CHECK_FALSE(take_lock(file, path));
  CHECK(take_lock(other, path));
}

TEST_CASE("what is no file of this user is not abandoned") {
  const Folder folder;
  CHECK_FALSE(open_abandoned(folder.file("missing")).open());
  CHECK_FALSE(open_abandoned(folder.path.string()).open());
  { const Descriptor target = created(folder.file("target")); }
  fs::create_symlink(folder.file("target"), folder.file("link"));
  CHECK_FALSE(open_abandoned(folder.file("link")).open());
  REQUIRE(mkfifo(folder.file("fifo").c_str(), 0600) == 0);
  CHECK_FALSE(open_abandoned(folder.file("fifo")).open());
  if (::geteuid() == 0) {
    REQUIRE(chown(folder.file("target").c_str(), 65534, 65534) == 0);
    CHECK_FALSE(open_abandoned(folder.file("target")).open());
  }
}
