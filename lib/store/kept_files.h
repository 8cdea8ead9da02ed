// Files that one run leaves to the next, in a folder of the cache.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace goescape {

// By what a kept file is found again: names and values, in any order. The program itself is
// part of every key: another build of goescape finds nothing that this one kept.
class KeptKey {
 public:
  KeptKey();

  // Adds one fact, such as the packages or the kinds; the order in which they are added does not count.
  void add(const std::string& name, const std::string& value);
  void add(const std::vector<std::pair<std::string, std::string>>& facts);

  // 32 hex digits for all of it (util/digest.h).
  [[nodiscard]] std::string digest() const;

 private:
  std::vector<std::pair<std::string, std::string>> facts_;
};

// What is wrong with kept files.
enum class KeptTrouble : std::uint8_t {
  kUnusable,  // The folder cannot be had or written: the next run finds nothing.
  kDamaged,   // A file in it is not what was kept.
};

// One file for each key, named by it and by the hash of the content, so that a file that was cut off or changed is
// known by its name. Written atomically; runs side by side do not disturb each other. Holds at most kMostEntries files
// and kMostBytes bytes: the least recently used go.
class KeptFiles {
 public:
  static constexpr std::size_t kMostEntries = 200;
  static constexpr std::uint64_t kMostBytes = std::uint64_t{512} << 20U;

  // Is told, at most once, what is wrong, with a sentence for the user; the run goes on without.
  using Warn = std::function<void(KeptTrouble, const std::string& sentence)>;

  // Those in the folder `name` of the cache (util/cache_directory.h). Where that cannot be had, nothing is found or
  // kept.
  static KeptFiles in_cache(const std::string& name, Warn warn);
  // Those in this folder; empty = nothing is found or kept.
  KeptFiles(std::string folder, Warn warn);

  // The content kept under this key; nothing when there is none. A damaged file is removed, and told to `warn`.
  [[nodiscard]] std::optional<std::string> find(const KeptKey& key);

  // Removes what is kept under this key as damaged: nobody can read the content.
  void drop(const KeptKey& key);

  // Keeps `content`, instead of what was kept under this key.
  void store(const KeptKey& key, const std::string& content);

 private:
  [[nodiscard]] std::string entry_of(const std::string& digest) const;
  void drop_damaged(const std::string& path);
  void warn_once(KeptTrouble trouble, const std::string& sentence);
  void drop_oldest() const;

  std::string folder_;
  Warn warn_;
};

}  // namespace goescape
