#include "capture/revision.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "capture/git_command.h"
#include "capture/repository.h"
#include "util/environment.h"

namespace goescape {
namespace {

constexpr std::size_t kShortHash = 12;

constexpr std::string_view kDeepen =
    "this is a shallow clone: fetch the history with `git fetch --unshallow`, or set `fetch-depth: 0` for "
    "actions/checkout in GitHub Actions, `GIT_DEPTH: 0` in GitLab CI";

// The first line of what git prints, empty when git says no. Only interruption and the like are errors.
Result<std::string> rev_parse(const Repository& repository, const std::string& text) {
  const auto output =
      run_process(git_command(repository.root, {"rev-parse", "--quiet", "--verify", "--end-of-options", text}));
  if (!output) {
    return tl::unexpected(output.error());
  }
  return output->status.success() ? output->out.substr(0, output->out.find('\n')) : std::string();
}

// The hash of the commit that `text` means, empty when there is none.
Result<std::string> commit_hash(const Repository& repository, const std::string& text) {
  // Without "^{commit}" git would take the word of whoever names a full hash.
  if (!text.starts_with(":/")) {
    return rev_parse(repository, text + "^{commit}");
  }
  // This would look for the words "words^{commit}".
  auto object = rev_parse(repository, text);
  return !object || object->empty() ? object : rev_parse(repository, *object + "^{commit}");
}

tl::unexpected<Error> no_such_revision(const Repository& repository, const std::string& text) {
  if (text.find("..") != std::string::npos && !text.starts_with(":/")) {
    return fail(Failure::kUsage, fmt::format("{} is a range of revisions: name its two ends one by one", text));
  }
  if (repository.shallow) {
    return fail(Failure::kUsage, fmt::format("revision {} is not there, and {}", text, kDeepen));
  }
  return fail(Failure::kUsage, fmt::format("there is no revision {} in the repository at {}; a branch of a remote has "
                                           "to be fetched and is called origin/NAME",
                                           text, repository.root));
}

Result<Revision> resolve(const Repository& repository, const std::string& text, const std::string& name) {
  auto hash = commit_hash(repository, text);
  if (!hash) {
    return tl::unexpected(hash.error());
  }
  if (hash->empty()) {
    return no_such_revision(repository, text);
  }
  return Revision{*std::move(hash), name};
}

Result<void> check_text(const std::string& text) {
  if (text.empty()) {
    return fail(Failure::kUsage, "an empty text names no revision");
  }
  if (text.front() == '-') {
    return fail(Failure::kUsage, fmt::format("revision {} begins with '-', which no name in git does", text));
  }
  // For git, "^HEAD" is all that is not in HEAD, and its hash would come with the "^".
  if (text.front() == '^') {
    return fail(Failure::kUsage, fmt::format("{} excludes a revision: name one", text));
  }
  return {};
}

// The branch that CI says a pull request goes to: GitHub Actions, GitLab, Jenkins, Bitbucket, Buildkite.
std::string target_branch_in_ci() {
  for (const char* const name : {"GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CHANGE_TARGET",
                                 "BITBUCKET_PR_DESTINATION_BRANCH", "BUILDKITE_PULL_REQUEST_BASE_BRANCH"}) {
    if (const std::string_view value = environment_variable(name); !value.empty()) {
      return std::string(value);
    }
  }
  return "";
}

// The names of remote branches that may be the default one, and of local ones, as `refs/…`.
Result<std::set<std::string>> candidate_refs(const Repository& repository) {
  const auto listed =
      run_git(repository.root, {"for-each-ref", "--format=%(refname)", "refs/remotes/*/HEAD", "refs/remotes/*/main",
                                "refs/remotes/*/master", "refs/heads/main", "refs/heads/master"});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  std::set<std::string> refs;
  std::string_view rest = *listed;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    refs.emplace(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return refs;
}

// `upstream` first: where there is one, `origin` is the fork.
std::vector<std::string> remotes_in_order(const std::set<std::string>& refs) {
  constexpr std::string_view kStart = "refs/remotes/";
  std::set<std::string> others;
  for (const auto& ref : refs) {
    if (ref.starts_with(kStart)) {
      others.insert(ref.substr(kStart.size(), ref.rfind('/') - kStart.size()));
    }
  }
  std::vector<std::string> order;
  for (const std::string name : {"upstream", "origin"}) {
    if (others.erase(name) != 0) {
      order.push_back(name);
    }
  }
  if (order.empty() && others.size() == 1) {
    order.push_back(*others.begin());
  }
  return order;
}

std::optional<std::string> default_ref(const std::set<std::string>& refs) {
  std::vector<std::string> candidates;
  for (const auto& remote : remotes_in_order(refs)) {
    for (const std::string_view branch : {"HEAD", "main", "master"}) {
      candidates.push_back(fmt::format("refs/remotes/{}/{}", remote, branch));
    }
  }
  candidates.insert(candidates.end(), {"refs/heads/main", "refs/heads/master"});
  const auto found =
      std::find_if(candidates.begin(), candidates.end(), [&](const auto& ref) { return refs.count(ref) != 0; });
  return found == candidates.end() ? std::nullopt : std::optional(*found);
}

// "refs/remotes/origin/HEAD" -> "origin/main".
Result<std::string> short_name(const Repository& repository, const std::string& ref) {
  auto name = run_git(repository.root, {"rev-parse", "--abbrev-ref", ref});
  if (name) {
    name->resize(std::min(name->find('\n'), name->size()));
  }
  return name;
}

Result<Revision> default_branch_of(const Repository& repository) {
  if (const std::string target = target_branch_in_ci(); !target.empty()) {
    const auto hash = commit_hash(repository, "refs/remotes/origin/" + target);
    if (!hash) {
      return tl::unexpected(hash.error());
    }
    if (!hash->empty()) {
      return Revision{*hash, "origin/" + target};
    }
  }
  const auto refs = candidate_refs(repository);
  if (!refs) {
    return tl::unexpected(refs.error());
  }
  const auto ref = default_ref(*refs);
  if (!ref) {
    return fail(Failure::kUsage,
                repository.shallow
                    ? fmt::format("the branch to compare with is not there, and {}", kDeepen)
                    : fmt::format("the repository at {} has no remote branch and no main or master to compare with: "
                                  "name a base with --base",
                                  repository.root));
  }
  const auto name = short_name(repository, *ref);
  return name ? resolve(repository, *ref, *name) : tl::unexpected(name.error());
}

Result<Revision> merge_base_of(const Repository& repository, const Revision& one, const Revision& other) {
  const auto found = ask_git(repository.root, {"merge-base", one.hash, other.hash});
  if (!found) {
    return tl::unexpected(found.error());
  }
  const std::string hash = found->substr(0, found->find('\n'));
  if (!hash.empty()) {
    return Revision{hash, fmt::format("merge base of {} and {}", one.name, other.name)};
  }
  if (repository.shallow) {
    return fail(Failure::kUsage,
                fmt::format("the common ancestor of {} and {} is not there, and {}", one.name, other.name, kDeepen));
  }
  return fail(Failure::kUsage,
              fmt::format("{} and {} have no common ancestor: name a base with --base", one.name, other.name));
}

// The base of a run on the default branch itself.
Result<Revision> base_on_default_branch(const Repository& repository, const Revision& head) {
  const auto changed = has_changes(repository);
  if (!changed) {
    return tl::unexpected(changed.error());
  }
  if (*changed) {
    return head;
  }
  const auto parent = commit_hash(repository, "HEAD~1");
  if (!parent) {
    return tl::unexpected(parent.error());
  }
  if (!parent->empty()) {
    return Revision{*parent, "HEAD~1"};
  }
  if (repository.shallow) {
    return fail(Failure::kUsage, fmt::format("the commit before HEAD is not there, and {}", kDeepen));
  }
  return fail(Failure::kUsage,
              "HEAD is the first commit, there is nothing before it to compare with: name a base "
              "with --base");
}

}  // namespace

std::string describe(const Revision& revision) {
  const std::string short_hash = revision.hash.substr(0, kShortHash);
  const bool is_hash = revision.name.size() >= 4 && revision.hash.starts_with(revision.name);
  return revision.name.empty() || is_hash ? short_hash : fmt::format("{} ({})", revision.name, short_hash);
}

Result<Revision> resolve_revision(const std::string& directory, const std::string& text) {
  if (auto checked = check_text(text); !checked) {
    return tl::unexpected(checked.error());
  }
  const auto repository = find_repository(directory);
  return repository ? resolve(*repository, text, text) : tl::unexpected(repository.error());
}

Result<Revision> merge_base(const std::string& directory, const Revision& one, const Revision& other) {
  const auto repository = find_repository(directory);
  return repository ? merge_base_of(*repository, one, other) : tl::unexpected(repository.error());
}

Result<Revision> default_branch(const std::string& directory) {
  const auto repository = find_repository(directory);
  return repository ? default_branch_of(*repository) : tl::unexpected(repository.error());
}

Result<Revision> default_base(const std::string& directory) {
  const auto repository = find_repository(directory);
  if (!repository) {
    return tl::unexpected(repository.error());
  }
  auto head = resolve(*repository, "HEAD", "HEAD");
  if (!head) {
    return head;
  }
  auto branch = default_branch_of(*repository);
  if (!branch) {
    return branch;
  }
  auto base = merge_base_of(*repository, *head, *branch);
  if (base && base->hash == head->hash) {
    return base_on_default_branch(*repository, *head);
  }
  return base;
}

}  // namespace goescape
