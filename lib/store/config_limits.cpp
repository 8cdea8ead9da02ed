#include "store/config_limits.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>

namespace goescape {
namespace {

namespace fs = std::filesystem;

// Flags of `go tool compile`, of all releases.
constexpr std::array<std::string_view, 26> kHarmlessFlags{
    "+", "%", "B", "C", "E",    "K",    "L", "N",    "S", "W",    "asan",   "d", "dwarf",
    "e", "h", "j", "l", "lang", "live", "m", "msan", "r", "race", "shared", "w", "spectre"};

// Some keys of -d name files ("dumpinlfuncprops=FILE") or make the compiler write some ("ssa/lower/dump=F").
bool is_harmless(std::string_view flag) {
  if (!flag.starts_with('-')) {
    return false;
  }
  flag.remove_prefix(flag.starts_with("--") ? 2 : 1);
  const std::string_view name = flag.substr(0, flag.find('='));
  return std::find(kHarmlessFlags.begin(), kHarmlessFlags.end(), name) != kHarmlessFlags.end() &&
         flag.find("dump") == std::string_view::npos && flag.find("html") == std::string_view::npos;
}

Result<void> check_gcflag(const std::string& word) {
  if (is_harmless(word)) {
    return {};
  }
  return fail(Failure::kUsage, fmt::format("a configuration file may give the compiler no flag that could name a file, "
                                           "not \"{}\"; --gcflags may give any",
                                           word));
}

// The file to be written that a word of a setting names; empty where it names none.
std::string written_file(const Setting& setting, const std::string& word) {
  if (setting.is_path) {
    return word;
  }
  const std::size_t equals = setting.key == "format" ? word.find('=') : std::string::npos;
  return equals == std::string::npos ? "" : word.substr(equals + 1);
}

// Parts that begin with a dot are `..`, .git, and what programs read by themselves. The baseline and the history begin
// with one where nobody names them. A report is not to replace them.
bool is_harmless_part(const Setting& setting, const std::string& part) {
  return !part.starts_with('.') || (setting.is_path && part.starts_with(".goescape"));
}

// Whether `path` stays below `folder`. What stands behind a NUL is not seen by the system.
bool stays_below(const Setting& setting, const fs::path& path, const fs::path& folder) {
  fs::path way = folder;
  std::error_code error;
  for (const fs::path& part : path) {
    way /= part;
    if (!is_harmless_part(setting, part.string()) || part.has_root_path() || fs::is_symlink(way, error)) {
      return false;
    }
  }
  return path.native().find('\0') == std::string::npos;
}

// What the go command reads. There are file systems on which Go.Mod is go.mod.
bool is_source_part(const fs::path& part) {
  constexpr std::array<std::string_view, 4> kModuleFiles{"go.mod", "go.sum", "go.work", "go.work.sum"};
  std::string name = part.string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.ends_with(".go") || std::find(kModuleFiles.begin(), kModuleFiles.end(), name) != kModuleFiles.end();
}

// What a file that comes with somebody's sources must not do, which it would by this word: choose where on this machine
// something is written, or have sources written over. Empty where it would not.
std::string harm_of(const Setting& setting, const std::string& word, const std::string& folder) {
  const fs::path path = fs::path(written_file(setting, word)).lexically_normal();
  if (!stays_below(setting, path, setting.is_path ? fs::path(folder) : fs::path())) {
    return fmt::format("names files below {}, without links and names that begin with a dot{}",
                       setting.is_path ? "its own folder" : "the folder that goescape runs in",
                       setting.is_path ? " other than .goescape" : "");
  }
  if (std::any_of(path.begin(), path.end(), is_source_part)) {
    return "has no sources written over (names that end in .go, go.mod, go.sum, go.work, go.work.sum)";
  }
  return {};
}

Result<void> check_written(const Setting& setting, const std::string& word, const std::string& folder) {
  const std::string harm = harm_of(setting, word, folder);
  if (harm.empty()) {
    return {};
  }
  return fail(Failure::kUsage, fmt::format("\"{}\": {}: a configuration file {}; use {} for others", setting.key, word,
                                           harm, setting.flag));
}

}  // namespace

Result<void> check_from_file(const Setting& setting, const std::vector<std::string>& words, const std::string& folder) {
  for (const std::string& word : words) {
    auto checked = setting.key == "gcflags" ? check_gcflag(word) : check_written(setting, word, folder);
    if (!checked) {
      return checked;
    }
  }
  return {};
}

}  // namespace goescape
