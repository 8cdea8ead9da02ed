#include "obtain_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <iostream>

#include "absent_patterns.h"
#include "capture/go_mod.h"
#include "capture/repository.h"
#include "capture/toolchain_key.h"
#include "capture/worktree.h"
#include "render/formats.h"
#include "resolve/filter.h"
#include "resolve/path_text.h"
#include "store/report_cache.h"
#include "util/log.h"

namespace goescape {
namespace {

// The error of a side, with its name in front.
Error named(Error error, const std::string& name) {
  if (error.failure == Failure::kInput) {
    error.message = fmt::format("{} gives no report: {}", name, error.message);
  }
  return error;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += word + '\n';
  }
  return text;
}

// What the report of a commit depends on.
Result<ReportKey> key_of(const Revision& revision, const ReportRequest& request) {
  const auto repository = find_repository(request.capture.directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  const auto toolchain = toolchain_key(request.capture);
  if (!toolchain) {
    return tl::unexpected(toolchain.error());
  }
  ReportKey key(revision.hash, repository->subfolder);
  key.add(*toolchain);
  key.add("packages", joined(request.capture.patterns));
  key.add("kinds", request.keep.to_string());
  return key;
}

// Where a revision is on disk.
struct Checkout {
  std::string root;       // Absolute; the top folder.
  std::string directory;  // Where to run what the user runs.
  bool has_directory = true;
};

// The user's own work tree, where it stands on the revision and nothing in it differs: that saves a checkout, and a new
// folder makes the go command look into every file again.
std::optional<Checkout> user_checkout(const Revision& revision, const std::string& directory) {
  const auto head = resolve_revision(directory, "HEAD");
  if (!head || head->hash != revision.hash) {
    return std::nullopt;
  }
  const auto repository = find_repository(directory);
  const auto changed = repository ? has_changes(*repository) : tl::unexpected(repository.error());
  if (!changed || *changed) {
    return std::nullopt;
  }
  return Checkout{repository->root, directory};
}

// The module came with a later commit, or is gone: the go command would only say that there is none.
bool lacks_module(const std::string& user_directory, const Checkout& checkout) {
  const auto module = find_go_mod(checkout.directory);
  const bool inside = module && (module->dir == checkout.root || is_below(module->dir, checkout.root));
  return !inside && find_go_mod(user_directory).has_value();
}

// The patterns that are there, in the request, the others in `side`.
void take_absent_patterns(const Checkout& checkout, ReportRequest& request, SideReport& side) {
  std::vector<std::string>& patterns = request.capture.patterns;
  if (patterns.empty()) {
    patterns.emplace_back("./...");
  }
  const bool nothing = !checkout.has_directory || lacks_module(request.capture.directory, checkout);
  side.absent = nothing ? patterns : absent_patterns(patterns, checkout.directory, checkout.root);
  const auto gone = std::remove_if(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return std::find(side.absent.begin(), side.absent.end(), pattern) != side.absent.end();
  });
  patterns.erase(gone, patterns.end());
  side.empty = patterns.empty();
}

Result<void> compile_checkout(const Checkout& checkout, const Revision& revision, ReportRequest request,
                              SideReport& side) {
  take_absent_patterns(checkout, request, side);
  if (side.empty) {
    return {};
  }
  request.capture.directory = checkout.directory;
  request.capture.revision = revision.hash;
  auto made = make_report(request);
  if (!made) {
    return tl::unexpected(made.error());
  }
  side.made = *std::move(made);
  return {};
}

Result<void> compile_revision(const Revision& revision, const ReportRequest& request, SideReport& side) {
  if (const auto checkout = user_checkout(revision, request.capture.directory)) {
    return compile_checkout(*checkout, revision, request, side);
  }
  const auto worktree = Worktree::create(request.capture.directory, revision);
  if (!worktree) {
    return tl::unexpected(worktree.error());
  }
  return compile_checkout({worktree->root(), worktree->directory(), worktree->has_directory()}, revision, request,
                          side);
}

Result<void> obtain_revision(const Revision& revision, const ReportRequest& request, bool quiet, SideReport& side) {
  const auto key = key_of(revision, request);
  if (!key) {
    return tl::unexpected(key.error());
  }
  ReportCache cache([quiet](const std::string& sentence) {
    if (!quiet) {
      std::cerr << "goescape: " + sentence + '\n';
    }
  });
  if (auto found = cache.find(*key)) {
    log_remark(fmt::format("the report of {} comes from the cache", side.name));
    side.made.report = *std::move(found);
    return {};
  }
  if (auto compiled = compile_revision(revision, request, side); !compiled) {
    return compiled;
  }
  // What an absent package means can change with the other side, so it is found out every time.
  if (side.absent.empty() && side.made.report.failures.empty()) {
    cache.store(*key, [&](std::ostream& out) { render_json(side.made.report, {}, out); });
  }
  return {};
}

Result<void> obtain_other(const Side& side, ReportRequest request, SideReport& report) {
  request.from = side.input;
  auto made = make_report(request);
  if (!made) {
    return tl::unexpected(made.error());
  }
  report.made = *std::move(made);
  if ((unlisted_kinds(report.made.report) & heap_kinds()).any()) {
    return fail(Failure::kInput, "it counts heap decisions that it does not list; save it without --kinds");
  }
  return {};
}

}  // namespace

Result<SideReport> obtain_report(const Side& side, ReportRequest request, bool quiet) {
  SideReport report;
  report.name = describe(side);
  request.from.clear();
  const auto obtained = side.revision ? obtain_revision(*side.revision, request, quiet, report)
                                      : obtain_other(side, std::move(request), report);
  if (!obtained) {
    return tl::unexpected(named(obtained.error(), report.name));
  }
  return report;
}

}  // namespace goescape
