#include "capture/go_mod.h"

#include <filesystem>
#include <sstream>

#include "util/file.h"

namespace goescape {
namespace {

constexpr std::size_t kLargestGoMod = std::size_t{16} << 20U;

// A line of go.mod without its comment.
std::string without_comment(const std::string& line) { return line.substr(0, line.find("//")); }

std::string unquoted(const std::string& path) {
  const bool quoted = path.size() >= 2 && (path.front() == '"' || path.front() == '`') && path.back() == path.front();
  return quoted ? path.substr(1, path.size() - 2) : path;
}

// "example.com/m" of `module example.com/m // comment`, also where it is quoted or stands in parentheses.
std::optional<std::string> module_path(const std::string& text) {
  std::istringstream lines(text);
  bool in_block = false;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(without_comment(line));
    std::string word;
    if (!(words >> word) || (!in_block && word != "module")) {
      continue;
    }
    std::string path = word;
    if (!in_block && !(words >> path)) {
      return std::nullopt;
    }
    if (path != "(") {
      return path == ")" ? std::nullopt : std::optional<std::string>(unquoted(path));
    }
    in_block = true;
  }
  return std::nullopt;
}

}  // namespace

std::optional<GoMod> find_go_mod(const std::string& directory) {
  std::error_code error;
  std::filesystem::path dir = std::filesystem::canonical(directory, error);
  if (error) {
    return std::nullopt;
  }
  while (true) {
    if (const auto text = read_file((dir / "go.mod").string(), kLargestGoMod)) {
      auto path = module_path(*text);
      return path ? std::optional<GoMod>(GoMod{dir.string(), *std::move(path)}) : std::nullopt;
    }
    if (dir == dir.parent_path()) {
      return std::nullopt;
    }
    dir = dir.parent_path();
  }
}

}  // namespace goescape
