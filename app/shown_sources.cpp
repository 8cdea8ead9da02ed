#include "shown_sources.h"

#include <functional>
#include <memory>
#include <utility>

#include "capture/committed_files.h"
#include "capture/go_mod.h"
#include "resolve/source_text.h"

namespace goescape {
namespace {

SourceRoots roots_of(const MadeReport& made, std::string module_dir) {
  return {std::move(module_dir), made.build.goroot, made.build.gomodcache};
}

SourceFiles on_disk(SourceRoots roots, bool certain) {
  return {[roots = std::move(roots)](std::string_view file) { return read_source(roots, file, kLargestShownSource); },
          certain};
}

// Files of the module as the commit has them; those outside of it do not change with the commit.
SourceFiles committed(const MadeReport& made, const std::string& directory, const Revision& revision) {
  auto files = std::make_shared<std::optional<CommittedFiles>>();
  return {[files, roots = roots_of(made, ""), directory, revision](std::string_view file) {
            if (!is_source_name(file)) {
              return std::optional<std::string>();
            }
            if (file.starts_with('$')) {
              return read_source(roots, file, kLargestShownSource);
            }
            if (!*files) {
              *files = CommittedFiles(directory, revision.hash);
            }
            return (*files)->read(file, kLargestShownSource);
          },
          true};
}

// The commit that a report was saved at, if nothing differed from it and the repository at hand has it.
std::optional<Revision> revision_of(const Module& module, const std::string& directory) {
  if (module.revision.empty() || module.dirty) {
    return std::nullopt;
  }
  auto revision = resolve_revision(directory, module.revision);
  return revision ? std::optional(*std::move(revision)) : std::nullopt;
}

}  // namespace

SourceFiles shown_sources(const MadeReport& made, const std::string& directory,
                          const std::optional<Revision>& revision) {
  if (revision) {
    return committed(made, directory, *revision);
  }
  if (made.compiled) {
    return on_disk(roots_of(made, made.build.module_dir), true);
  }
  const auto module = find_go_mod(directory);
  if (!module || module->path != made.report.module.path) {
    return {};
  }
  const auto saved_at = revision_of(made.report.module, directory);
  return saved_at ? committed(made, directory, *saved_at) : on_disk(roots_of(made, module->dir), false);
}

}  // namespace goescape
