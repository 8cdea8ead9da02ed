#include "store/report_cache.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "store/report_message.h"
#include "util/cache_directory.h"
#include "util/descriptor.h"
#include "util/descriptor_stream.h"
#include "util/file.h"
#include "util/file_lock.h"
#include "util/hash.h"
#include "util/planted.h"
#include "util/version.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".pb";
constexpr std::string_view kTemporary = "tmp-";
constexpr std::size_t kDigits = 32;
constexpr int kAttempts = 20;

std::string hex(const XXH128_hash_t& hash) { return fmt::format("{:016x}{:016x}", hash.high64, hash.low64); }

std::string hash_of(std::string_view content) { return hex(XXH3_128bits(content.data(), content.size())); }

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

ReportKey::ReportKey(const std::string& revision, const std::string& subfolder)
    : facts_{{"goescape", this_program()}, {"revision", revision}, {"subfolder", subfolder}} {}

void ReportKey::add(const std::string& name, const std::string& value) { facts_.emplace_back(name, value); }

void ReportKey::add(const std::vector<std::pair<std::string, std::string>>& facts) {
  facts_.insert(facts_.end(), facts.begin(), facts.end());
}

std::string ReportKey::digest() const {
  auto sorted = facts_;
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const auto& [name, value] : sorted) {
    // With their lengths no two lists of facts give one text.
    text += fmt::format("{}:{}={}:{}\n", name.size(), name, value.size(), value);
  }
  return hex(XXH3_128bits(text.data(), text.size()));
}

ReportCache::ReportCache(Warn warn) : warn_(std::move(warn)) {
  if (auto folder = make_cache_folder("reports")) {
    folder_ = *std::move(folder);
    remove_dead_temporaries(folder_);
  } else {
    warn_once(fmt::format("reports are not kept for the next run: {}", folder.error().message));
  }
}

ReportCache::ReportCache(std::string folder, Warn warn) : folder_(std::move(folder)), warn_(std::move(warn)) {
  remove_dead_temporaries(folder_);
}

std::optional<Report> ReportCache::find(const ReportKey& key) {
  const std::string path = folder_.empty() ? "" : entry_of(key.digest());
  if (path.empty()) {
    return std::nullopt;
  }
  const std::string stated = fs::path(path).filename().string().substr(kDigits + 1, kDigits);
  const auto content = read_file(path, kMostBytes);
  if (content && hash_of(*content) == stated) {
    if (auto report = decode_report(*content)) {
      std::error_code ignored;
      fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
      return *std::move(report);
    }
  }
  warn_once(fmt::format("the kept report {} is damaged; it is made again", path));
  remove_quietly(path);
  return std::nullopt;
}

void ReportCache::store(const ReportKey& key, const Report& report) {
  if (folder_.empty()) {
    return;
  }
  const std::string content = encode_report(report);
  const Temporary temporary = write_temporary(folder_, content);
  if (!temporary.lock.open()) {
    warn_once(fmt::format("reports are not kept for the next run: cannot write to {}", folder_));
    return;
  }
  const std::string digest = key.digest();
  const std::string path = fmt::format("{}/{}-{}{}", folder_, digest, hash_of(content), kExtension);
  if (std::rename(temporary.path.c_str(), path.c_str()) != 0) {
    remove_quietly(temporary.path);
    warn_once(fmt::format("reports are not kept for the next run: cannot write {}", path));
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

std::string ReportCache::entry_of(const std::string& digest) const {
  const auto found = entries(folder_, [&](const std::string& name) {
    return is_entry(name) && name.starts_with(digest) && !is_planted(fmt::format("{}/{}", folder_, name));
  });
  const auto newest = std::max_element(found.begin(), found.end(),
                                       [](const Entry& one, const Entry& other) { return one.used < other.used; });
  return newest == found.end() ? "" : newest->path.string();
}

void ReportCache::warn_once(const std::string& sentence) {
  if (const Warn warn = std::exchange(warn_, nullptr)) {
    warn(sentence);
  }
}

void ReportCache::drop_oldest() const {
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
