#include "compare_sides.h"

#include <fmt/core.h>

#include <algorithm>
#include <future>
#include <optional>

#include "capture/source_changes.h"
#include "capture/worktree.h"
#include "compare/blame.h"
#include "compare/compare.h"
#include "output.h"
#include "resolve/filter.h"
#include "shown_sources.h"
#include "util/interrupt.h"

namespace goescape {
namespace {

// The sources of a side, as git knows them.
struct Sources {
  bool known = false;
  std::optional<Revision> revision;  // Nothing: the working tree.
};

Sources sources_of(const Side& side) { return {side.input.empty(), side.revision}; }

// A saved report knows the commit that it was made of; the repository at hand may have it.
Sources sources_of_input(const SideReport& side, const std::string& directory) {
  const Module& module = side.made.report.module;
  if (side.made.compiled || module.revision.empty() || module.dirty) {
    return {};
  }
  auto revision = resolve_revision(directory, module.revision);
  return revision ? Sources{true, *std::move(revision)} : Sources{};
}

// Git's failure is none of the comparison: without its word, equal text is found all the same.
Result<SourceChanges> changes_between(const Sources& old_sources, const Sources& new_sources,
                                      const std::string& directory) {
  if (!old_sources.known || !new_sources.known) {
    return SourceChanges{};
  }
  if (!old_sources.revision) {
    return SourceChanges{!new_sources.revision, {}};  // Twice the working tree; never backwards from it.
  }
  auto changes = source_changes(directory, *old_sources.revision, new_sources.revision);
  if (!changes && changes.error().failure != Failure::kInterrupted) {
    say(fmt::format("goescape: {}; goes on without the changed lines", changes.error().message));
    return SourceChanges{};
  }
  return changes;
}

Result<SourceChanges> changes_with_inputs(const CompareRequest& request, const SideReport& old_side,
                                          const SideReport& new_side) {
  const std::string& directory = request.new_request.capture.directory;
  const auto sources = [&](const Side& side, const SideReport& report) {
    return side.input.empty() ? sources_of(side) : sources_of_input(report, directory);
  };
  return changes_between(sources(request.old_side, old_side), sources(request.new_side, new_side), directory);
}

Result<void> check_patterns(const SideReport& old_side, const SideReport& new_side) {
  for (const std::string& pattern : old_side.absent) {
    if (std::find(new_side.absent.begin(), new_side.absent.end(), pattern) != new_side.absent.end()) {
      return fail(Failure::kUsage,
                  fmt::format("{} names no packages, neither in {} nor in {}", pattern, old_side.name, new_side.name));
    }
  }
  return {};
}

// A side without packages was not compiled, so it agrees with any toolchain.
void borrow_toolchain(SideReport& side, const SideReport& other) {
  if (side.empty) {
    side.made.report.toolchain = other.made.report.toolchain;
    side.made.report.module.path = other.made.report.module.path;
  }
}

// The same sources twice: what differs is the toolchain.
void name_toolchains(SideReport& old_side, SideReport& new_side) {
  if (old_side.name != new_side.name) {
    return;
  }
  for (SideReport* side : {&old_side, &new_side}) {
    if (const std::string& release = side->made.report.toolchain.go_version; !release.empty()) {
      side->name += " with " + release;
    }
  }
}

bool can_explain(const SideReport& side, bool quiet) {
  if ((unlisted_kinds(side.made.report) & blame_kinds()).none()) {
    return true;
  }
  if (!quiet) {
    say(fmt::format("goescape: {} does not list what changes are explained from; save it with --kinds all", side.name));
  }
  return false;
}

}  // namespace

Comparison ComparedSides::comparison() const {
  return {&old_side.made.report, &new_side.made.report, old_side.name, new_side.name, &diff};
}

void add_sources(OutputOptions& options, const ComparedSides& compared, const std::string& directory) {
  if (!any_format(options, &FormatNeeds::sources)) {
    return;
  }
  const auto of = [&](const SideReport& side) { return shown_sources(side.made, directory, side.revision); };
  options.render.old_sources = of(compared.old_side);
  options.render.sources = of(compared.new_side);
}

KindSet compared_kinds() { return heap_kinds() | blame_kinds(); }

Result<ComparedSides> compare_sides(const CompareRequest& request) {
  const std::string& directory = request.new_request.capture.directory;
  remove_what_killed_runs_left();  // Here, since both reports may come from the cache.
  const bool inputs = !request.old_side.input.empty() || !request.new_side.input.empty();
  auto old_report = std::async(std::launch::async,
                               [&] { return obtain_report(request.old_side, request.old_request, request.quiet); });
  auto early_changes = std::async(std::launch::async, [&]() -> Result<SourceChanges> {
    return inputs ? SourceChanges{}
                  : changes_between(sources_of(request.old_side), sources_of(request.new_side), directory);
  });
  auto new_side = obtain_report(request.new_side, request.new_request, request.quiet);
  auto old_side = old_report.get();
  auto changes = early_changes.get();
  for (const Error* error : {old_side ? nullptr : &old_side.error(), new_side ? nullptr : &new_side.error(),
                             changes ? nullptr : &changes.error()}) {
    if (error != nullptr) {
      return tl::unexpected(interrupted() ? interrupted_error() : *error);
    }
  }
  if (auto checked = check_patterns(*old_side, *new_side); !checked) {
    return tl::unexpected(checked.error());
  }
  if (inputs) {
    changes = changes_with_inputs(request, *old_side, *new_side);
    if (!changes) {
      return tl::unexpected(changes.error());
    }
  }
  borrow_toolchain(*old_side, *new_side);
  borrow_toolchain(*new_side, *old_side);
  name_toolchains(*old_side, *new_side);
  ComparedSides compared{*std::move(old_side), *std::move(new_side), {}};
  const Report& old_made = compared.old_side.made.report;
  const Report& new_made = compared.new_side.made.report;
  compared.diff = compare_reports(old_made, new_made, *changes);
  const bool explained = can_explain(compared.old_side, request.quiet);
  if (can_explain(compared.new_side, request.quiet) && explained) {
    add_blame(compared.diff, old_made, new_made, *changes);
  }
  return compared;
}

}  // namespace goescape
