#include "store/report_cache.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "store/saved_report.h"
#include "util/cache_directory.h"
#include "util/descriptor.h"
#include "util/hash.h"
#include "util/version.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtension = ".json";
constexpr std::string_view kTemporary = "tmp-";
constexpr std::size_t kDigits = 32;
constexpr auto kLongestWrite = std::chrono::hours(1);

std::string hex(const XXH128_hash_t& hash) { return fmt::format("{:016x}{:016x}", hash.high64, hash.low64); }

// Hash of a file's content; nothing when it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
  if (!file || state == nullptr || XXH3_128bits_reset(state.get()) != XXH_OK) {
    return std::nullopt;
  }
  std::array<char, std::size_t{64} * 1024> piece{};
  while (file) {
    file.read(piece.data(), piece.size());
    XXH3_128bits_update(state.get(), piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  return file.bad() ? std::nullopt : std::optional(hex(XXH3_128bits_digest(state.get())));
}

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

// Writes a file below a name of its own; empty when that failed, and then nothing is left behind.
std::string write_temporary(const std::string& folder, const std::function<void(std::ostream&)>& write) {
  std::string path = fmt::format("{}/{}XXXXXX", folder, kTemporary);
  const Descriptor file(::mkstemp(path.data()));
  if (!file.open()) {
    return "";
  }
  std::ofstream out(path, std::ios::binary);
  write(out);
  out.close();
  if (!out) {
    remove_quietly(path);
    return "";
  }
  return path;
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
  } else {
    warn_once(fmt::format("reports are not kept for the next run: {}", folder.error().message));
  }
}

ReportCache::ReportCache(std::string folder, Warn warn) : folder_(std::move(folder)), warn_(std::move(warn)) {}

std::optional<Report> ReportCache::find(const ReportKey& key) {
  const std::string path = folder_.empty() ? "" : entry_of(key.digest());
  if (path.empty()) {
    return std::nullopt;
  }
  const std::string stated = fs::path(path).filename().string().substr(kDigits + 1, kDigits);
  if (hash_of_file(path) == stated) {
    if (auto report = load_report(path)) {
      std::error_code ignored;
      fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
      return *std::move(report);
    }
  }
  warn_once(fmt::format("the kept report {} is damaged; it is made again", path));
  remove_quietly(path);
  return std::nullopt;
}

void ReportCache::store(const ReportKey& key, const std::function<void(std::ostream&)>& write) {
  if (folder_.empty()) {
    return;
  }
  const std::string temporary = write_temporary(folder_, write);
  const auto hash = temporary.empty() ? std::nullopt : hash_of_file(temporary);
  if (!hash) {
    warn_once(fmt::format("reports are not kept for the next run: cannot write to {}", folder_));
    return;
  }
  const std::string digest = key.digest();
  const std::string path = fmt::format("{}/{}-{}{}", folder_, digest, *hash, kExtension);
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    remove_quietly(temporary);
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
  const auto found =
      entries(folder_, [&](const std::string& name) { return is_entry(name) && name.starts_with(digest); });
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
  const auto now = fs::file_time_type::clock::now();
  for (const Entry& entry : entries(folder_, [](const std::string& name) { return name.starts_with(kTemporary); })) {
    if (now - entry.used > kLongestWrite) {
      remove_quietly(entry.path);  // Of a run that was killed.
    }
  }
}

}  // namespace goescape
