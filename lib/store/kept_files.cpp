#include "store/kept_files.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "util/cache_directory.h"
#include "util/descriptor.h"
#include "util/descriptor_stream.h"
#include "util/digest.h"
#include "util/file.h"
#include "util/file_lock.h"
#include "util/planted.h"
#include "util/version.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".pb";
constexpr std::string_view kTemporary = "tmp-";
constexpr std::size_t kDigits = 32;
constexpr int kAttempts = 20;

// Tells builds of one version apart, since only released ones differ by it.
std::string this_program() {
  struct stat info {};
  if (::stat("/proc/self/exe", &info) != 0) {
    return std::string(kVersion);
  }
  return fmt::format("{} {} {}.{}", kVersion, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

struct Entry {
  fs::path path;
  fs::file_time_type used;
  std::uint64_t size = 0;
};

// The files in `folder` that `wanted` says yes to, by name.
template <typename Wanted>
std::vector<Entry> entries(const std::string& folder, Wanted&& wanted) {
  std::vector<Entry> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!wanted(entry->path().filename().string())) {
      continue;
    }
    std::error_code gone;
    Entry one{entry->path(), entry->last_write_time(gone), 0};
    one.size = gone ? 0 : entry->file_size(gone);
    if (!gone) {
      found.push_back(std::move(one));
    }
  }
  return found;
}

bool is_entry(const std::string& name) {
  return name.size() == 2 * kDigits + 1 + kExtension.size() && name.ends_with(kExtension);
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

// A file that is being written, locked, so that another run can tell it from what a killed one left.
struct Temporary {
  std::string path;
  Descriptor lock;
};

// Not open when that failed, and then nothing is left behind.
Temporary create_temporary(const std::string& folder) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string path = fmt::format("{}/{}XXXXXX", folder, kTemporary);
    Descriptor file(::mkstemp(path.data()));
    if (!file.open() || take_lock(file, path)) {
      return {std::move(path), std::move(file)};
    }
    // Another run took it for one that a killed run left, before it was locked.
  }
  return {};
}

// Writes a file below a name of its own; not open when that failed, and then nothing is left behind.
Temporary write_temporary(const std::string& folder, const std::string& content) {
  Temporary temporary = create_temporary(folder);
  if (!temporary.lock.open()) {
    return temporary;
  }
  DescriptorStream out(temporary.lock.get());
  out << content;
  if (out.finish() != 0) {
    remove_quietly(temporary.path);
    return {};
  }
  return temporary;
}

// Of runs that were killed.
void remove_dead_temporaries(const std::string& folder) {
  for (const Entry& entry : entries(folder, [](const std::string& name) { return name.starts_with(kTemporary); })) {
    if (open_abandoned(entry.path.string()).open()) {
      remove_quietly(entry.path);
    }
  }
}

}  // namespace

KeptKey::KeptKey() : facts_{{"goescape", this_program()}} {}

void KeptKey::add(const std::string& name, const std::string& value) { facts_.emplace_back(name, value); }

void KeptKey::add(const std::vector<std::pair<std::string, std::string>>& facts) {
  facts_.insert(facts_.end(), facts.begin(), facts.end());
}

std::string KeptKey::digest() const {
  auto sorted = facts_;
  std::sort(sorted.begin(), sorted.end());
  Digest digest;
  for (const auto& [name, value] : sorted) {
    digest.add(name);
    digest.add(value);
  }
  return digest.digits();
}

KeptFiles KeptFiles::in_cache(const std::string& name, Warn warn) {
  auto folder = make_cache_folder(name);
  if (!folder) {
    warn(KeptTrouble::kUnusable, fmt::format("reports are not kept for the next run: {}", folder.error().message));
    return {"", nullptr};
  }
  return {*std::move(folder), std::move(warn)};
}

KeptFiles::KeptFiles(std::string folder, Warn warn) : folder_(std::move(folder)), warn_(std::move(warn)) {
  if (!folder_.empty()) {
    remove_dead_temporaries(folder_);
  }
}

std::optional<std::string> KeptFiles::find(const KeptKey& key) {
  const std::string path = folder_.empty() ? "" : entry_of(key.digest());
  if (path.empty()) {
    return std::nullopt;
  }
  const std::string stated = fs::path(path).filename().string().substr(kDigits + 1, kDigits);
  auto content = read_file(path, kMostBytes);
  if (!content || digest_of(*content) != stated) {
    drop_damaged(path);
    return std::nullopt;
  }
  std::error_code ignored;
  fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
  return *std::move(content);
}

void KeptFiles::drop(const KeptKey& key) {
  if (const std::string path = folder_.empty() ? "" : entry_of(key.digest()); !path.empty()) {
    drop_damaged(path);
  }
}

void KeptFiles::store(const KeptKey& key, const std::string& content) {
  if (folder_.empty()) {
    return;
  }
  const Temporary temporary = write_temporary(folder_, content);
  if (!temporary.lock.open()) {
    warn_once(KeptTrouble::kUnusable,
              fmt::format("reports are not kept for the next run: cannot write to {}", folder_));
    return;
  }
  const std::string digest = key.digest();
  const std::string path = fmt::format("{}/{}-{}{}", folder_, digest, digest_of(content), kExtension);
  if (std::rename(temporary.path.c_str(), path.c_str()) != 0) {
    remove_quietly(temporary.path);
    warn_once(KeptTrouble::kUnusable, fmt::format("reports are not kept for the next run: cannot write {}", path));
    return;
  }
  const auto older = entries(folder_, [&](const std::string& name) {
    return is_entry(name) && name.starts_with(digest) && name != fs::path(path).filename();
  });
  for (const Entry& entry : older) {
    remove_quietly(entry.path);
  }
  drop_oldest();
}

std::string KeptFiles::entry_of(const std::string& digest) const {
  const auto found = entries(folder_, [&](const std::string& name) {
    return is_entry(name) && name.starts_with(digest) && !is_planted(fmt::format("{}/{}", folder_, name));
  });
  const auto newest = std::max_element(found.begin(), found.end(),
                                       [](const Entry& one, const Entry& other) { return one.used < other.used; });
  return newest == found.end() ? "" : newest->path.string();
}

void KeptFiles::drop_damaged(const std::string& path) {
  warn_once(KeptTrouble::kDamaged, fmt::format("the kept report {} is damaged; it is made again", path));
  remove_quietly(path);
}

void KeptFiles::warn_once(KeptTrouble trouble, const std::string& sentence) {
  if (const Warn warn = std::exchange(warn_, nullptr)) {
    warn(trouble, sentence);
  }
}

void KeptFiles::drop_oldest() const {
  auto kept = entries(folder_, is_entry);
  std::sort(kept.begin(), kept.end(), [](const Entry& one, const Entry& other) { return one.used > other.used; });
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    bytes += kept[i].size;
    // The newest stays whatever its size: it was asked for just now.
    if (i >= kMostEntries || (i > 0 && bytes > kMostBytes)) {
      remove_quietly(kept[i].path);
    }
  }
}

}  // namespace goescape
