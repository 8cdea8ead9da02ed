#include "resolve/module_guess.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "resolve/path_text.h"

namespace goescape {
namespace {

// The folders of GOROOT/src in Go 1.13 to 1.27.
constexpr std::array<std::string_view, 55> kStandardElements{
    "archive", "arena",    "bufio",   "builtin", "bytes",    "cmd",     "cmp",     "compress", "container", "context",
    "crypto",  "database", "debug",   "embed",   "encoding", "errors",  "expvar",  "flag",     "fmt",       "go",
    "hash",    "html",     "image",   "index",   "internal", "io",      "iter",    "log",      "maps",      "math",
    "mime",    "net",      "os",      "path",    "plugin",   "reflect", "regexp",  "runtime",  "simd",      "slices",
    "sort",    "strconv",  "strings", "structs", "sync",     "syscall", "testing", "text",     "time",      "unicode",
    "unique",  "unsafe",   "uuid",    "vendor",  "weak"};

// What one file name speaks for.
struct Evidence {
  bool trimmed = false;
  std::optional<std::string> module_path;
  std::optional<std::string> goroot;
};

Evidence weigh(std::string_view import_path, std::string_view name) {
  Evidence evidence;
  const std::string_view dir = dir_name(name);
  const std::size_t src = name.find("/src/");
  if (src != std::string_view::npos && dir_name(name.substr(src + 5)) == import_path) {
    evidence.goroot = std::string(name.substr(0, src));
  } else if (dir == import_path) {
    evidence.trimmed = true;
  } else if (const std::string_view below = without_dots(dir); below.empty()) {
    evidence.module_path = std::string(import_path);
  } else if (import_path.ends_with("/" + std::string(below))) {
    evidence.module_path = std::string(import_path.substr(0, import_path.size() - below.size() - 1));
  }
  return evidence;
}

// The elements that all import paths begin with.
std::string common_prefix(const std::vector<std::string_view>& paths) {
  std::string_view prefix = paths.empty() ? std::string_view() : paths.front();
  for (const std::string_view path : paths) {
    while (!prefix.empty() && path != prefix && !is_below(path, prefix)) {
      prefix = dir_name(prefix);
    }
  }
  return std::string(prefix);
}

std::vector<std::string_view> compiled_packages(const Collected& collected) {
  std::vector<std::string_view> paths;
  for (const CollectedSection& section : collected.sections) {
    const std::string_view path = collected.strings[section.import_path];
    if (section.compiled && !looks_standard(path) && !path.ends_with(".test")) {
      paths.push_back(path);
    }
  }
  return paths;
}

}  // namespace

bool looks_standard(std::string_view import_path) {
  const std::string_view first = import_path.substr(0, import_path.find('/'));
  return std::find(kStandardElements.begin(), kStandardElements.end(), first) != kStandardElements.end();
}

ModuleGuess guess_module(const Collected& collected) {
  std::map<std::string, std::size_t> modules;
  std::map<std::string, std::size_t> goroots;
  std::size_t trimmed = 0;
  std::size_t relative = 0;
  for (const CollectedFile& file : collected.files) {
    const CollectedSection& section = collected.sections[static_cast<std::size_t>(file.section)];
    const std::string name = with_slashes(collected.strings[file.name]);
    if (!section.compiled || !name.ends_with(".go") || name.starts_with('_')) {
      continue;
    }
    const Evidence evidence = weigh(collected.strings[section.import_path], name);
    trimmed += evidence.trimmed ? 1 : 0;
    if (evidence.module_path) {
      ++relative;
      ++modules[*evidence.module_path];
    } else if (evidence.goroot) {
      ++goroots[*evidence.goroot];
    }
  }
  ModuleGuess guess;
  guess.trimmed = trimmed > relative;
  const auto most = std::max_element(modules.begin(), modules.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (!guess.trimmed && most != modules.end()) {
    guess.module_path = most->first;
  } else if (guess.trimmed) {
    guess.module_path = common_prefix(compiled_packages(collected));
  }
  for (const auto& goroot : goroots) {
    guess.goroots.push_back(goroot.first);
  }
  return guess;
}

}  // namespace goescape
