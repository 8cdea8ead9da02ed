#include "obtain_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "absent_patterns.h"
#include "capture/go_mod.h"
#include "capture/repository.h"
#include "capture/submodules.h"
#include "capture/toolchain_key.h"
#include "capture/worktree.h"
#include "commit_run.h"
#include "output.h"
#include "resolve/filter.h"
#include "resolve/path_text.h"
#include "store/report_cache.h"
#include "util/deadline.h"
#include "util/file.h"
#include "util/interrupt.h"
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

// Once for both sides, which may come across the same thing at the same time.
void warn_once(const std::string& sentence) {
  static std::mutex mutex;
  static std::set<std::string> said;
  const std::lock_guard lock(mutex);
  if (said.insert(sentence).second) {
    say("goescape: " + sentence);
  }
}

// What of the commit is checked out, as the user's own checkout says: that can change under the same hash.
Result<void> add_extent(const Revision& revision, const Repository& repository, KeptKey& key) {
  const auto patterns = sparse_patterns(repository);
  if (!patterns) {
    return tl::unexpected(patterns.error());
  }
  if (!patterns->empty()) {
    const auto text = read_file(*patterns, std::size_t{16} << 20U);
    key.add("sparse checkout", text ? *text : *patterns);
  }
  const auto submodules = submodules_at_hand(repository, revision.hash);
  if (!submodules) {
    return tl::unexpected(submodules.error());
  }
  key.add("submodules", joined(*submodules));
  return {};
}

// What the report of a commit depends on.
Result<KeptKey> key_of(const Revision& revision, const Repository& repository, const ReportRequest& request) {
  const auto toolchain = toolchain_key(request.capture);
  if (!toolchain) {
    return tl::unexpected(toolchain.error());
  }
  KeptKey key = report_key(revision.hash, repository.subfolder);
  if (auto added = add_extent(revision, repository, key); !added) {
    return tl::unexpected(added.error());
  }
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
  bool temporary = true;  // Not the user's own.
};

// The user's own work tree, where it stands on the revision and nothing in it differs: that saves a checkout, and a new
// folder makes the go command look into every file again.
std::optional<Checkout> user_checkout(const Revision& revision, const Repository& repository,
                                      const std::string& directory) {
  const auto same = is_checkout_of(repository, revision.hash);
  if (!same || !*same) {
    return std::nullopt;
  }
  return Checkout{repository.root, directory, true, false};
}

// The module came with a later commit, or is gone: the go command would only say that there is none.
bool lacks_module(const std::string& user_directory, const Checkout& checkout) {
  return !has_file_upward(checkout.directory, checkout.root, "go.mod") && find_go_mod(user_directory).has_value();
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

Result<MadeReport> make_in(const Checkout& checkout, const ReportRequest& request) {
  auto made = make_report(request);
  if (!checkout.temporary) {
    return made;
  }
  if (!made) {
    return fail(made.error().failure, without_folder(made.error().message, checkout.root));
  }
  for (auto& failure : made->report.failures) {
    failure.message = without_folder(failure.message, checkout.root);
  }
  return made;
}

Result<void> compile_checkout(const Checkout& checkout, const Revision& revision, const Repository& repository,
                              ReportRequest request, SideReport& side) {
  take_absent_patterns(checkout, request, side);
  if (side.empty) {
    return {};
  }
  request.capture.directory = checkout.directory;
  request.capture.revision = revision.hash;
  if (auto chosen = choose_workspace(request.capture, repository, checkout.root, warn_once); !chosen) {
    return chosen;
  }
  if (checkout.temporary) {
    if (auto checked = check_module_files(checkout.directory, checkout.root, repository); !checked) {
      return checked;
    }
  }
  auto made = make_in(checkout, request);
  if (!made) {
    return tl::unexpected(made.error());
  }
  side.made = *std::move(made);
  return {};
}

// Git is not asked any more by a run that is stopped, so nobody can tell whether the work tree was the commit's.
Result<void> unverified() {
  return tl::unexpected(interrupted() ? interrupted_error() : time_is_up_error("git status"));
}

Result<void> compile_revision(const Revision& revision, const Repository& repository, const ReportRequest& request,
                              SideReport& side) {
  if (const auto checkout = user_checkout(revision, repository, request.capture.directory)) {
    auto compiled = compile_checkout(*checkout, revision, repository, request, side);
    if (interrupted() || time_is_up()) {
      return compiled ? unverified() : compiled;
    }
    // A failure says as little of the commit as a report does: what is written in pieces can be read in the middle.
    if (user_checkout(revision, repository, request.capture.directory)) {
      return compiled;
    }
    log_remark("somebody wrote into the work tree meanwhile: the commit is checked out beside it");
    side.made = {};
    side.absent.clear();
    side.empty = false;
  }
  auto worktree = Worktree::create(request.capture.directory, revision);
  if (!worktree) {
    return tl::unexpected(worktree.error());
  }
  const Checkout checkout{worktree->root(), worktree->directory(), worktree->has_directory()};
  auto compiled = compile_checkout(checkout, revision, repository, request, side);
  side.removal =
      std::async(std::launch::async, [gone = std::optional(*std::move(worktree))]() mutable { gone.reset(); });
  return compiled;
}

Result<void> obtain_revision(const Revision& revision, ReportRequest request, bool quiet, SideReport& side) {
  const auto repository = find_repository(request.capture.directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  if (auto checked = check_flags(request.capture, *repository); !checked) {
    return checked;
  }
  request.capture.patterns =
      relative_patterns(std::move(request.capture.patterns), request.capture.directory, *repository);
  const auto key = key_of(revision, *repository, request);
  if (!key) {
    return tl::unexpected(key.error());
  }
  ReportCache cache([quiet](KeptTrouble /*trouble*/, const std::string& sentence) {
    if (!quiet) {
      warn_once(sentence);
    }
  });
  if (auto found = cache.find(*key)) {
    log_remark(fmt::format("the report of {} comes from the cache", side.name));
    side.made.report = *std::move(found);
    return {};
  }
  if (auto compiled = compile_revision(revision, *repository, request, side); !compiled) {
    return compiled;
  }
  // What an absent package means can change with the other side, so it is found out every time.
  if (side.absent.empty() && side.made.report.failures.empty()) {
    cache.store(*key, side.made.report);
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

Result<SideReport> obtain_single(const Side& side, ReportRequest request, bool quiet) {
  SideReport report;
  report.name = describe(side);
  report.revision = side.revision;
  request.from.clear();
  const auto obtained = side.revision ? obtain_revision(*side.revision, request, quiet, report)
                                      : obtain_other(side, std::move(request), report);
  if (!obtained) {
    return tl::unexpected(named(obtained.error(), report.name));
  }
  return report;
}

// A report for each of the matrix, so that the cache has them one by one.
Result<SideReport> obtain_matrix(const Side& side, const ReportRequest& request, bool quiet) {
  std::vector<SideReport> all;
  std::vector<MadeReport> made;
  std::vector<std::string> names;
  for (const MatrixRun& run : request.matrix) {
    ReportRequest single = request;
    single.matrix.clear();
    single.capture = run.capture;
    auto report = obtain_single(side, single, quiet);
    if (!report) {
      return fail(report.error().failure, fmt::format("{}: {}", run.name, report.error().message));
    }
    made.push_back(std::move(report->made));
    names.push_back(run.name);
    all.push_back(*std::move(report));
  }
  auto merged = merge_made(std::move(made), names);
  if (!merged) {
    return tl::unexpected(merged.error());
  }
  SideReport report = std::move(all.front());
  report.made = *std::move(merged);
  report.empty = report.empty && std::all_of(all.begin() + 1, all.end(), [](const auto& each) { return each.empty; });
  return report;
}

}  // namespace

Result<SideReport> obtain_report(const Side& side, ReportRequest request, bool quiet) {
  const bool many = side.input.empty() && !request.matrix.empty();
  return many ? obtain_matrix(side, request, quiet) : obtain_single(side, std::move(request), quiet);
}

}  // namespace goescape
