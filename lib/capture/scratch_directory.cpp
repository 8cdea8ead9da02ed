#include "capture/scratch_directory.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <new>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "capture/worktree_lock.h"
#include "util/file_lock.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPattern = "goescape-XXXXXX";
constexpr int kAttempts = 20;

std::string system_message(int error) { return std::error_code(error, std::generic_category()).message(); }

std::string lock_in(const std::string& folder) { return folder + "/lock"; }

std::string temporary_folder() {
  std::error_code error;
  const fs::path folder = fs::temp_directory_path(error);
  return error ? "/tmp" : folder.string();
}

bool has_our_name(const std::string& name) {
  return name.size() == kPattern.size() && name.starts_with(kPattern.substr(0, kPattern.find('X')));
}

bool is_own_folder(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

// Removes the folder at `path`, unless its owner lives.
void remove_if_dead(const std::string& path) {
  if (!is_own_folder(path)) {
    return;
  }
  // Without a lock there is nothing else in it either, and a folder that has something stays.
  if (::rmdir(path.c_str()) == 0) {
    return;
  }
  const Descriptor lock = open_abandoned(lock_in(path));
  if (lock.open()) {
    remove_dead_worktrees(path);  // Of which there are records in repositories.
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
}

}  // namespace

void remove_dead_scratch_directories() {
  const std::string parent = temporary_folder();
  std::vector<std::string> folders;
  std::error_code error;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
    if (has_our_name(entry->path().filename().string())) {
      folders.push_back(entry->path().string());
    }
  }
  for (const auto& folder : folders) {
    remove_if_dead(folder);
  }
}

Result<ScratchDirectory> ScratchDirectory::create() {
  remove_dead_scratch_directories();
  const std::string parent = temporary_folder();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string path = fmt::format("{}/{}", parent, kPattern);
    if (mkdtemp(path.data()) == nullptr) {
      return fail(Failure::kInput, fmt::format("cannot create a folder like {}: {}", path, system_message(errno)));
    }
    Descriptor lock(::open(lock_in(path).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const int error = errno;
    if (take_lock(lock, lock_in(path))) {
      return ScratchDirectory(std::move(path), std::move(lock));
    }
    std::error_code ignored;
    fs::remove_all(path, ignored);
    if (!lock.open() && error != ENOENT) {
      return fail(Failure::kInput, fmt::format("cannot create {}: {}", lock_in(path), system_message(error)));
    }
    // Another run took the folder for one that a killed run left, before it was locked.
  }
  return fail(Failure::kInput, fmt::format("cannot lock a folder in {}", parent));
}

ScratchDirectory::ScratchDirectory(ScratchDirectory&& other) noexcept
    : path_(std::exchange(other.path_, "")), lock_(std::move(other.lock_)) {}

ScratchDirectory::~ScratchDirectory() {
  if (path_.empty()) {
    return;
  }
  try {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  } catch (const std::bad_alloc&) {  // The next run does it.
  }
}

Result<std::string> ScratchDirectory::write(const std::string& name, const std::string& content) const {
  std::string path = path_ + "/" + name;
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (!file) {
    return fail(Failure::kInput, fmt::format("cannot write {}: {}", path, system_message(errno)));
  }
  return path;
}

}  // namespace goescape
