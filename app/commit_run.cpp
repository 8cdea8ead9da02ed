#include "commit_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

#include "capture/go_flags.h"
#include "capture/quoted.h"
#include "resolve/path_text.h"
#include "util/file.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWorkspaceFile = "go.work";
constexpr std::size_t kLargestModuleFile = std::size_t{16} << 20U;

std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  std::string text = error ? path : real.string();
  while (text.size() > 1 && text.ends_with('/')) {
    text.pop_back();
  }
  return text;
}

bool is_in(const std::string& path, const std::string& folder) { return path == folder || is_below(path, folder); }

// The folder of the nearest file called `name` in `directory` or above it. What cannot be looked at counts as a file,
// so that the go command says what is wrong with it and no module is taken for missing.
std::optional<fs::path> folder_upward(const std::string& directory, const std::string& name) {
  for (fs::path folder = real_path(directory);; folder = folder.parent_path()) {
    std::error_code error;
    const fs::file_type type = fs::status(folder / name, error).type();
    if (type != fs::file_type::not_found && type != fs::file_type::directory) {
      return folder;
    }
    if (folder == folder.parent_path()) {
      return std::nullopt;
    }
  }
}

std::string relative_pattern(const std::string& pattern, const std::string& directory, const Repository& repository) {
  if (!pattern.starts_with('/')) {
    return pattern;
  }
  const std::size_t end = std::min(pattern.find("..."), pattern.size());
  const std::size_t slash = pattern.rfind('/', end);
  // What stands around the dots is no path.
  const std::size_t cut = end == pattern.size() ? end : slash;
  const std::string path = real_path(pattern.substr(0, cut));
  if (!is_in(path, repository.root)) {
    return pattern;
  }
  const std::string relative = fs::path(path).lexically_relative(real_path(directory)).string();
  const bool local = relative == "." || relative == ".." || relative.starts_with("../");
  return (local ? "" : "./") + relative + pattern.substr(cut);
}

// The value of a flag that names a file which is read in place of another; empty for other flags.
std::string file_of_flag(std::string_view word) {
  word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
  for (const std::string_view name : {"modfile=", "overlay=", "pgo="}) {
    if (word.starts_with(name)) {
      return std::string(word.substr(name.size()));
    }
  }
  return "";
}

// Whether `folder`, or a path below it, stands somewhere in the text.
bool names_folder(std::string_view text, const std::string& folder) {
  for (std::size_t at = text.find(folder); at != std::string_view::npos; at = text.find(folder, at + 1)) {
    const std::size_t end = at + folder.size();
    if (end == text.size() || std::string_view("/ \t\r\n\"`)").find(text[end]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// The file GOWORK in the checkout at `root`.
Result<std::string> mapped_workspace(const std::string& named, const Repository& repository, const std::string& root) {
  const std::string file = real_path(named);
  if (!is_in(file, repository.root)) {
    return fail(Failure::kInput,
                fmt::format("GOWORK names {}, outside of the repository, where a commit is not to be found; set "
                            "GOWORK=off, or name a file of the repository",
                            named));
  }
  std::string mapped = root + file.substr(repository.root.size());
  std::error_code error;
  if (!fs::is_regular_file(mapped, error)) {
    return fail(Failure::kInput,
                fmt::format("GOWORK names {}, which this commit does not have; set GOWORK=off", named));
  }
  return mapped;
}

}  // namespace

bool has_file_upward(const std::string& directory, const std::string& root, const std::string& name) {
  const auto folder = folder_upward(directory, name);
  return folder && is_in(folder->string(), real_path(root));
}

std::vector<std::string> relative_patterns(std::vector<std::string> patterns, const std::string& directory,
                                           const Repository& repository) {
  for (std::string& pattern : patterns) {
    pattern = relative_pattern(pattern, directory, repository);
  }
  return patterns;
}

Result<void> check_flags(const CaptureOptions& options, const Repository& repository) {
  auto words = split_quoted(user_goflags());
  if (!words) {
    return {};  // The run itself says what is wrong with it.
  }
  words->insert(words->end(), options.build_flags.begin(), options.build_flags.end());
  for (const std::string& word : *words) {
    const std::string file = file_of_flag(word);
    if (file.starts_with('/') && is_in(real_path(file), repository.root)) {
      return fail(Failure::kInput,
                  fmt::format("{} names a file of the working tree, not of a commit; write its path relative to where "
                              "the go command runs",
                              word));
    }
  }
  return {};
}

Result<void> choose_workspace(CaptureOptions& options, const Repository& repository, const std::string& root,
                              const std::function<void(const std::string&)>& warn) {
  const char* const variable = std::getenv("GOWORK");
  const std::string named = variable == nullptr || std::string_view(variable) == "auto" ? "" : variable;
  if (named == "off") {
    return {};
  }
  if (!named.empty()) {
    auto mapped = mapped_workspace(named, repository, root);
    if (!mapped) {
      return tl::unexpected(mapped.error());
    }
    options.workspace = *std::move(mapped);
    return {};
  }
  if (has_file_upward(options.directory, root, kWorkspaceFile)) {
    return {};
  }
  options.workspace = "off";
  const auto above = folder_upward(repository.root + "/" + repository.subfolder, kWorkspaceFile);
  if (above && !is_in(above->string(), repository.root)) {
    warn(fmt::format("commits are compiled without {}, which is not part of the repository",
                     (*above / kWorkspaceFile).string()));
  }
  return {};
}

Result<void> check_module_files(const std::string& directory, const std::string& root, const Repository& repository) {
  for (const char* const name : {"go.mod", kWorkspaceFile}) {
    const auto folder = folder_upward(directory, name);
    if (!folder || !is_in(folder->string(), real_path(root))) {
      continue;
    }
    const auto text = read_file((*folder / name).string(), kLargestModuleFile);
    if (text && names_folder(*text, repository.root)) {
      return fail(Failure::kInput, fmt::format("its {} leads to {} by an absolute path, and there lies the working "
                                               "tree, not the commit; a relative path works in every checkout",
                                               name, repository.root));
    }
  }
  return {};
}

std::string without_folder(std::string text, const std::string& folder) {
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
    const bool with_slash = text.compare(at + folder.size(), 1, "/") == 0;
    text.replace(at, folder.size() + (with_slash ? 1 : 0), with_slash ? "" : ".");
  }
  return text;
}

}  // namespace goescape
