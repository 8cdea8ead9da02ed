#include "util/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace goescape {
namespace {

bool is_at(const Descriptor& file, const std::string& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(file.get(), &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

bool is_own_file(const Descriptor& file) {
  struct stat status {};
  return ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
}

}  // namespace

bool take_lock(const Descriptor& file, const std::string& path) {
  return file.open() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 && is_at(file, path);
}

Descriptor open_abandoned(const std::string& path) {
  // Without O_NONBLOCK, a FIFO would be waited for.
  Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  return file.open() && is_own_file(file) && take_lock(file, path) ? std::move(file) : Descriptor();
}

}  // namespace goescape
