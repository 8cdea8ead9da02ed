#include "gate_sources.h"

#include "capture/go_mod.h"
#include "capture/repository.h"
#include "capture/worktree.h"
#include "resolve/directives.h"

namespace goescape {
namespace {

std::vector<DirectiveSource> sources_of(const MadeReport& made, const GateSourcesRequest& request) {
  if (made.compiled) {
    return directive_sources(made.build, request.coverage == Coverage::kWholeModule);
  }
  const auto module = find_go_mod(request.directory);
  if (!module || module->path != made.report.module.path) {
    return {};
  }
  return directive_sources(made.report, module->dir);
}

// The directives of the base, read where it is checked out.
Result<Directives> directives_of_base(const Revision& base, const Report& report, const std::string& directory) {
  const auto worktree = Worktree::create(directory, base);
  if (!worktree) {
    return tl::unexpected(worktree.error());
  }
  const auto repository = find_repository(directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  const auto folder = module_folder(*repository, base.hash);
  if (!folder) {
    return tl::unexpected(folder.error());
  }
  const std::string module_dir = folder->empty() ? worktree->root() : worktree->root() + "/" + *folder;
  return read_directives(directive_sources(report, module_dir));
}

}  // namespace

Result<GateSources> read_gate_sources(MadeReport& made, const GateSourcesRequest& request) {
  GateSources sources;
  const std::vector<DirectiveSource> files = sources_of(made, request);
  sources.known = made.compiled || !files.empty();
  if (!sources.known) {
    return sources;
  }
  sources.directives = read_directives(files, request.functions, request.jobs);
  if (request.trusted && request.base != nullptr) {
    const auto of_base = directives_of_base(*request.trusted, *request.base, request.directory);
    if (!of_base) {
      return tl::unexpected(of_base.error());
    }
    sources.untrusted = keep_trusted(sources.directives, *of_base);
  }
  sources.suppressions = apply_suppressions(made.report, sources.directives);
  return sources;
}

}  // namespace goescape
