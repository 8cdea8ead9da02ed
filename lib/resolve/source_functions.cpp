#include "resolve/source_functions.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/go_version.h"
#include "resolve/generated_file.h"
#include "resolve/go_file.h"
#include "resolve/line_directives.h"
#include "resolve/path_text.h"
#include "resolve/source_text.h"
#include "util/parallel.h"

namespace goescape {

struct SourceFunctions::Source {
  std::string text;
  bool readable = false;
  std::optional<bool> moved_lines;  // By //line directives; nothing before somebody asked.
  bool scanned = false;
  bool numbered = false;  // The literals outside of functions are numbered through the package.
  FunctionTable table;

  void read(const std::string& path) {
    auto content = path.empty() ? Result<std::string>(std::string()) : read_go_file(path);
    readable = !path.empty() && content;
    text = content ? *std::move(content) : std::string();
  }

  void scan() {
    if (!scanned) {
      table = FunctionTable::scan(text);
      scanned = true;
    }
  }

  bool has_moved_lines() {
    if (!moved_lines) {
      moved_lines = has_line_directives(text);
    }
    return *moved_lines;
  }
};

SourceFunctions::SourceFunctions(const BuildInfo& build, const SourcePaths& paths) : build_(build), paths_(paths) {}

SourceFunctions::~SourceFunctions() = default;

SourceFunctions::Source& SourceFunctions::source(std::string_view file) {
  std::unique_ptr<Source>& entry = sources_[std::string(file)];
  if (entry == nullptr) {
    entry = std::make_unique<Source>();
    entry->read(path_of(std::string(file)));
  }
  return *entry;
}

bool SourceFunctions::is_listed(const std::string& file) {
  if (!listed_) {
    listed_.emplace();
    for (const BuildPackage& package : build_.packages) {
      const std::string dir = paths_.package_dir(package.import_path);
      for (const std::string& name : package.files) {
        listed_->insert(join_path(dir, name));
      }
    }
  }
  return listed_->contains(file);
}

// Empty for a file that is not to be read.
std::string SourceFunctions::path_of(const std::string& file) {
  return is_listed(file) ? paths_.on_disk(file)
                         : find_source({build_.module_dir, build_.goroot, build_.gomodcache}, file).value_or("");
}

void SourceFunctions::read_ahead(bool scan, unsigned threads) {
  std::vector<std::pair<std::string, Source*>> waiting;
  for (const BuildPackage& package : build_.packages) {
    const std::string dir = paths_.package_dir(package.import_path);
    for (const std::string& name : package.files) {
      if (!is_compiled(package, name)) {
        continue;
      }
      const std::string file = join_path(dir, name);
      if (std::unique_ptr<Source>& entry = sources_[file]; entry == nullptr) {
        entry = std::make_unique<Source>();
        waiting.emplace_back(paths_.on_disk(file), entry.get());
      }
    }
  }
  for_each_in_parallel(waiting.size(), threads, [&](std::size_t index) {
    auto& [path, read] = waiting[index];
    read->read(path);
    if (scan && read->readable && !read->has_moved_lines()) {
      read->scan();
    }
  });
}

bool SourceFunctions::is_generated_file(std::string_view file) {
  const Source& read = source(file);
  return read.readable && is_generated(read.text);
}

std::string SourceFunctions::function_at(std::string_view package, std::string_view file, std::uint32_t line,
                                         std::uint32_t column) {
  if (line == 0) {
    return {};
  }
  Source& read = source(file);
  if (!read.readable || read.has_moved_lines()) {
    return {};
  }
  read.scan();
  std::string name = name_at(read, line, column);
  // Only these names need what stands in the other files of the package.
  if (name.starts_with("init.") || name.starts_with("glob.")) {
    number_package(package);
    return read.numbered ? name_at(read, line, column) : std::string();
  }
  return name;
}

std::string SourceFunctions::name_at(const Source& read, std::uint32_t line, std::uint32_t column) const {
  const FunctionSpan* const span = read.table.enclosing(line, column);
  return span == nullptr ? "init" : read.table.name(*span, style());
}

std::optional<std::string_view> SourceFunctions::text_of(std::string_view file) {
  Source& read = source(file);
  return !read.readable || read.has_moved_lines() ? std::nullopt : std::optional<std::string_view>(read.text);
}

std::vector<std::string> SourceFunctions::other_files() {
  std::vector<std::string> others;
  for (const auto& entry : sources_) {
    const std::string& file = entry.first;
    // What stands elsewhere is never read (find_source()), or belongs to a release of Go or of a module, and stays.
    const bool own = !file.empty() && file[0] != '/' && file[0] != '$' && file.find("..") == std::string::npos;
    if (own && !build_.module_dir.empty() && !is_listed(file)) {
      others.push_back(join_path(build_.module_dir, file));
    }
  }
  std::sort(others.begin(), others.end());
  return others;
}

std::set<std::string, std::less<>> SourceFunctions::named_by_line_directives(std::string_view package) {
  std::set<std::string, std::less<>> names;
  const BuildPackage* const listed = paths_.package(package);
  if (listed == nullptr) {
    return names;
  }
  const std::string dir = paths_.package_dir(package);
  for (const std::string& file : listed->files) {
    for (const std::string_view name : line_directive_names(source(join_path(dir, file)).text)) {
      names.emplace(base_name(with_slashes(name)));
    }
  }
  return names;
}

bool SourceFunctions::is_named_by_line_directive(std::string_view package, std::string_view base) {
  auto known = line_directives_.find(package);
  if (known == line_directives_.end()) {
    known = line_directives_.emplace(package, named_by_line_directives(package)).first;
  }
  return known->second.contains(base);
}

// Scans the files of a package in the order in which the compiler gets them.
void SourceFunctions::number_package(std::string_view package) {
  if (!numbered_.insert(std::string(package)).second) {
    return;
  }
  const BuildPackage* const listed = paths_.package(package);
  if (listed == nullptr) {
    return;
  }
  PackageNumbering numbering;
  const std::string dir = paths_.package_dir(package);
  for (const std::string& name : listed->files) {
    Source& read = source(join_path(dir, name));
    if (read.readable && !read.numbered) {
      read.scan();
      read.table.continue_after(numbering);
      read.numbered = true;
      numbering = read.table.numbering();
    }
  }
}

// Go 1.22 renamed the parent of literals outside of functions.
PackageLiterals SourceFunctions::style() const {
  constexpr int kRenamed = 22;
  return go_minor(build_.toolchain.go_version).value_or(kRenamed) < kRenamed ? PackageLiterals::kGlob
                                                                             : PackageLiterals::kInit;
}

}  // namespace goescape
