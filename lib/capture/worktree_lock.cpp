#include "capture/worktree_lock.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <new>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "util/file.h"
#include "util/file_lock.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "goescape-";
constexpr std::string_view kSuffix = ".lock";
constexpr int kAttempts = 20;
constexpr std::size_t kLongestPath = 4096;

std::string random_name() {
  std::random_device random;
  return fmt::format("{}{:08x}{:08x}", kPrefix, random(), random());
}

std::string lock_of(const std::string& checkout) { return fmt::format("{}{}", checkout, kSuffix); }

std::string record_of(const std::string& common_dir, const std::string& name) {
  return fmt::format("{}/worktrees/{}", common_dir, name);
}

bool write_all(const Descriptor& file, std::string_view text) {
  return ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// Whether nothing is left.
bool remove_tree(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return !error;
}

// Removes a checkout, git's record of it, and, if that went well, the lock file, in this order: whoever finds the lock
// file can begin anew.
void remove_worktree(const std::string& checkout, const std::string& record) {
  const bool checkout_gone = remove_tree(checkout);
  if (!remove_tree(record) || !checkout_gone) {
    return;
  }
  // As git does it when the last worktree goes; others keep the folder from being removed.
  ::rmdir(fs::path(record).parent_path().c_str());
  ::unlink(lock_of(checkout).c_str());
}

// Removes the worktree of the lock file at `path`, unless its owner lives.
void remove_if_dead(const std::string& path) {
  const Descriptor lock = open_abandoned(path);
  if (!lock.open()) {
    return;
  }
  const std::string checkout = path.substr(0, path.size() - kSuffix.size());
  const auto common_dir = read_file(path, kLongestPath);
  // An empty file: its owner died before it made anything.
  const bool named = common_dir && common_dir->starts_with('/');
  remove_worktree(checkout, named ? record_of(*common_dir, fs::path(checkout).filename().string()) : checkout);
}

}  // namespace

Result<WorktreeLock> WorktreeLock::create(const std::string& folder, const std::string& common_dir) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const std::string name = random_name();
    std::string checkout = fmt::format("{}/{}", folder, name);
    const std::string path = lock_of(checkout);
    Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!lock.open() && errno != EEXIST) {
      return fail(Failure::kInput,
                  fmt::format("cannot create {}: {}", path, std::error_code(errno, std::generic_category()).message()));
    }
    // Another run that cleans up may take the file for a dead one before it is locked.
    if (!take_lock(lock, path)) {
      continue;
    }
    if (!write_all(lock, common_dir)) {
      ::unlink(path.c_str());
      return fail(Failure::kInput, fmt::format("cannot write {}", path));
    }
    return WorktreeLock(std::move(checkout), record_of(common_dir, name), std::move(lock));
  }
  return fail(Failure::kInput, fmt::format("cannot lock a file in {}", folder));
}

WorktreeLock::WorktreeLock(WorktreeLock&& other) noexcept
    : checkout_(std::exchange(other.checkout_, "")),
      record_(std::exchange(other.record_, "")),
      lock_(std::move(other.lock_)) {}

WorktreeLock::~WorktreeLock() {
  if (checkout_.empty()) {
    return;
  }
  try {
    remove_worktree(checkout_, record_);
  } catch (const std::bad_alloc&) {  // The next run does it.
  }
}

void remove_dead_worktrees(const std::string& folder) {
  std::vector<std::string> locks;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(kSuffix)) {
      locks.push_back(entry->path().string());
    }
  }
  for (const auto& lock : locks) {
    remove_if_dead(lock);
  }
}

}  // namespace goescape
