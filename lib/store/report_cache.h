// Reports of commits, kept: a second comparison with the same base compiles nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/report.h"
#include "util/result.h"

namespace goescape {

// What a report depends on, as names and values, in any order. Equal keys mean equal reports. The version of goescape
// is part of every key.
class ReportKey {
 public:
  // `subfolder` is where in the repository the run is made.
  ReportKey(const std::string& revision, const std::string& subfolder);

  // Adds one setting, such as the packages or the kinds; the order in which they are added does not count.
  void add(const std::string& name, const std::string& value);
  void add(const std::vector<std::pair<std::string, std::string>>& facts);

  // 32 hex digits, XXH3 with 128 bits over all of it.
  [[nodiscard]] std::string digest() const;

 private:
  std::vector<std::pair<std::string, std::string>> facts_;
};

// Reports as messages (store/report_message.h) below reports/ in the cache folder, one file each, named by the key and
// by the hash of the content, so that a file that was cut off or changed is known by its name. Written atomically; runs
// side by side do not disturb each other. Holds at most kMostEntries files and kMostBytes bytes: the least recently
// used go.
class ReportCache {
 public:
  static constexpr std::size_t kMostEntries = 200;
  static constexpr std::uint64_t kMostBytes = std::uint64_t{512} << 20U;

  // `warn` is told, at most once, a sentence when the cache cannot be used; the run goes on without.
  using Warn = std::function<void(const std::string&)>;
  explicit ReportCache(Warn warn);
  // The same in this folder instead of the cache folder.
  ReportCache(std::string folder, Warn warn);

  // The report of this key; nothing when there is none. A damaged one is removed, and told to `warn`.
  [[nodiscard]] std::optional<Report> find(const ReportKey& key);

  // Keeps a report. Not to be used for one with failures: those may be gone in the next run.
  void store(const ReportKey& key, const Report& report);

 private:
  [[nodiscard]] std::string entry_of(const std::string& digest) const;
  void warn_once(const std::string& sentence);
  void drop_oldest() const;

  std::string folder_;  // Empty: there is no cache.
  Warn warn_;
};

}  // namespace goescape
