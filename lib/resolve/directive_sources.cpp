// Which files are read for directives.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "capture/package_folders.h"
#include "resolve/directives.h"
#include "resolve/module_guess.h"
#include "resolve/path_text.h"
#include "resolve/source_paths.h"
#include "resolve/source_text.h"

namespace goescape {
namespace {

// The names of the Go files in a folder; none when it cannot be read. Files that begin with `_` or `.` are no code for
// the go command (go help packages).
std::set<std::string> go_files_in(const std::string& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.ends_with(".go") && name.front() != '_' && name.front() != '.') {
      names.insert(std::move(name));
    }
  }
  return names;
}

bool is_link_out(const std::string& path, const std::string& root) {
  std::error_code error;
  return std::filesystem::is_symlink(path, error) && leads_out(path, root);
}

bool was_compiled(const BuildPackage& package, const std::string& name) {
  return is_compiled(package, name) &&
         std::find(package.files.begin(), package.files.end(), name) != package.files.end();
}

using SourcesByFile = std::map<std::string, DirectiveSource>;

std::vector<DirectiveSource> in_order(const SourcesByFile& sources) {
  std::vector<DirectiveSource> result;
  result.reserve(sources.size());
  for (const auto& [file, source] : sources) {
    result.push_back(source);
  }
  return result;
}

// Several packages share a folder: a package, its variant for tests, and the package of its external tests. What one of
// them compiled is compiled, and belongs to the first that did.
void add_package(SourcesByFile& sources, const BuildInfo& build, const BuildPackage& package, const std::string& dir) {
  std::set<std::string> names = go_files_in(package.dir);
  const std::string root = is_below(package.dir, build.module_dir) ? build.module_dir : package.dir;
  names.insert(package.files.begin(), package.files.end());
  for (const std::string& name : names) {
    const bool compiled = was_compiled(package, name);
    const std::string file = join_path(dir, name);
    auto [entry, added] = sources.try_emplace(
        file, DirectiveSource{file, join_path(package.dir, name), package.import_path, FileState::kNotCompiled});
    if (compiled && entry->second.state != FileState::kCompiled) {
      entry->second.package = package.import_path;
      entry->second.state = FileState::kCompiled;
      entry->second.leads_out = false;  // Whoever could put it there had it compiled.
    } else if (added) {
      entry->second.leads_out = is_link_out(entry->second.path, root);
    }
  }
}

void add_folder(SourcesByFile& sources, const BuildInfo& build, const std::string& dir) {
  const std::string folder = join_path(build.module_dir, dir);
  const std::string package = dir == "." ? build.module_path : join_path(build.module_path, dir);
  for (const std::string& name : go_files_in(folder)) {
    const std::string file = join_path(dir, name);
    const std::string path = join_path(folder, name);
    sources.try_emplace(
        file, DirectiveSource{file, path, package, FileState::kNotCompiled, is_link_out(path, build.module_dir)});
  }
}

// The go command leaves folders out without a word when build tags or the platform exclude every file of theirs.
void add_unlisted_folders(SourcesByFile& sources, const BuildInfo& build) {
  const std::filesystem::path root(build.module_dir);
  // A folder that cannot be looked into is a failure of the run itself: the go command could not do it either.
  (void)visit_package_folders(root, [&](const std::filesystem::path& folder) {
    add_folder(sources, build, folder.lexically_relative(root).generic_string());
    return true;
  });
}

}  // namespace

std::vector<DirectiveSource> directive_sources(const BuildInfo& build, bool whole_module) {
  const ModuleGuess nothing_guessed;
  const SourcePaths paths(build, nothing_guessed);
  SourcesByFile sources;
  for (const BuildPackage& package : build.packages) {
    const bool own = (package.main_module || package.module_path.empty()) && !package.standard && !package.vendored;
    if (own && !package.dir.empty()) {
      add_package(sources, build, package, paths.package_dir(package.import_path));
    }
  }
  if (whole_module && !build.module_path.empty() && !build.module_dir.empty()) {
    add_unlisted_folders(sources, build);
  }
  return in_order(sources);
}

std::vector<DirectiveSource> directive_sources(const Report& report, const std::string& module_dir) {
  std::set<std::string_view> with_findings;
  for (const Finding& finding : report.findings) {
    with_findings.insert(report.text(finding.file));
  }
  SourcesByFile sources;
  for (const Package& package : report.packages) {
    if (!package.compiled || (package.category != Category::kModule && package.category != Category::kGenerated)) {
      continue;
    }
    const std::string folder = join_path(module_dir, report.text(package.dir));
    if (leads_out(folder, module_dir)) {
      continue;
    }
    for (const std::string& name : go_files_in(folder)) {
      std::string file = join_path(report.text(package.dir), name);
      const FileState state = with_findings.contains(file) ? FileState::kCompiled : FileState::kUnknown;
      const std::string path = join_path(folder, name);
      sources.try_emplace(file, DirectiveSource{file, path, std::string(report.text(package.import_path)), state,
                                                is_link_out(path, module_dir)});
    }
  }
  return in_order(sources);
}

}  // namespace goescape
