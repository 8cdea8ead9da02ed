#include "capture/capture.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "capture/driver.h"
#include "capture/failures.h"
#include "capture/git.h"
#include "capture/main_module.h"
#include "capture/shards.h"

namespace goescape {
namespace {

// Counts the packages beside the run, for the progress line only: whatever goes wrong here shows in the run itself.
void start_count(const GoCommand& go, const CaptureOptions& options, ProcessSet& processes, CaptureObserver& observer) {
  std::vector<std::string> arguments{"list", "-e", "-f={{.ImportPath}}"};
  // Test variants exist only once the imports are loaded, which -find saves.
  arguments.emplace_back(options.tests ? "-test" : "-find");
  const auto count = [&observer, packages = std::size_t{0}](std::string_view bytes) mutable {
    packages += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    observer.total_known(packages);
  };
  (void)processes.start(go.build_command(arguments, go.patterns), count, {});
}

Result<DriverOutcome> run_driver(const DriverContext& context) {
  switch (context.options.driver) {
    case Driver::kList:
      return run_list_driver(context);
    case Driver::kBuild:
      return run_build_driver(context);
    case Driver::kCompile:
      return run_compile_driver(context);
  }
  return fail(Failure::kUsage, "there is no such driver");
}

// The first of them, and how many there are besides.
std::string enumerated(const std::vector<std::string>& reasons) {
  constexpr std::size_t kMost = 3;
  const auto shown = std::span(reasons).first(std::min(reasons.size(), kMost));
  const std::size_t left = reasons.size() - shown.size();
  return fmt::format("{}{}", fmt::join(shown, "; "), left == 0 ? "" : fmt::format("; and {} more", left));
}

// Why there is nothing to report.
Error nothing_to_report(const GoCommand& go, const GoEnv& env, const DriverOutcome& outcome, const std::string& words) {
  const std::string where = go.run_directory();
  std::vector<std::string> reasons;
  for (const auto& failure : package_failures(outcome.packages, [](std::string_view) { return std::string(); })) {
    reasons.push_back(words_of_go(failure.message));
  }
  for (const auto& failure : pattern_failures(go.patterns, outcome.packages)) {
    reasons.push_back(failure.message);
  }
  std::string reason = enumerated(reasons);
  if (!outcome.status.success() || reason.empty()) {
    reason = fmt::format("the go command failed with {}: {}", describe(outcome.status), words_of_go(words));
  }
  if (env.gomod.empty() && env.gowork.empty()) {
    reason += ". There is no go.mod here or above: run inside a module, name one with -C, or name .go files";
  }
  return {Failure::kInput, fmt::format("nothing to report in {}: {}", where, reason)};
}

// What went wrong in a run that has a result: with packages, with patterns, what the driver noticed, and at last a go
// command that failed although all that it described is well.
std::vector<PackageFailure> all_failures(const GoCommand& go, const DriverOutcome& outcome, const WordsOf& words_of) {
  std::vector<PackageFailure> failures = package_failures(outcome.packages, words_of);
  for (auto& failure : pattern_failures(go.patterns, outcome.packages)) {
    failures.push_back(std::move(failure));
  }
  for (PackageFailure failure : outcome.failures) {
    if (const std::string said = words_of(failure.package); !said.empty()) {
      failure.message += ":\n" + said;
    }
    failures.push_back(std::move(failure));
  }
  if (!outcome.status.success() && failures.empty()) {
    failures.push_back(
        {"", fmt::format("the go command failed with {}: {}", describe(outcome.status), words_of_go(words_of("")))});
  }
  return failures;
}

// The error of a driver, with what the go command said.
Error explained(Error error, const std::string& words) {
  if (error.failure == Failure::kInput && !words.empty()) {
    error.message += ": " + words_of_go(words);
  }
  return error;
}

// The answer of `go env`, unless the run has no result: then why that is.
Result<GoEnv> env_of_result(const GoCommand& go, const DriverOutcome& outcome, Result<GoEnv> env,
                            const std::string& words) {
  if (!env && outcome.status.success()) {
    return env;
  }
  const bool nothing = std::all_of(outcome.packages.begin(), outcome.packages.end(),
                                   [](const ListedPackage& listed) { return listed.is_placeholder(); });
  if (nothing) {
    return tl::unexpected(nothing_to_report(go, env ? *env : GoEnv{}, outcome, words));
  }
  return env;
}

BuildInfo describe_build(const GoCommand& go, const GoEnv& env, const CaptureOptions& options,
                         const DriverOutcome& outcome) {
  BuildInfo build;
  std::string gcflags;
  for (const auto& flag : go.flags.compiler) {
    gcflags += (gcflags.empty() ? "" : " ") + flag;
  }
  build.toolchain = {env.version, env.goos, env.goarch, gcflags, go.flags.tags, env.cgo, go.flags.race, options.tests};
  build.goroot = env.goroot;
  build.gomodcache = env.gomodcache;
  build.directory = go.run_directory();
  build.object_files = outcome.object_files;
  const MainModule module = find_main_module(env, build.directory, outcome.packages);
  build.module_path = module.path;
  build.module_dir = module.directory;
  for (const auto& listed : outcome.packages) {
    if (listed.is_placeholder()) {
      continue;
    }
    build.packages.push_back(listed.package);
    BuildPackage& package = build.packages.back();
    package.vendored = !package.standard && package.dir.starts_with(module.directory + "/vendor/");
  }
  return build;
}

// A revision that the caller knows was not asked for.
void set_revision(BuildInfo& build, const CaptureOptions& options, const GitQuery& query, const ProcessSet& processes) {
  Module module;
  query.facts(processes, module);
  build.revision = options.revision.empty() ? module.revision : options.revision;
  build.dirty = module.dirty;
}

// Of a shard that no package falls to: there is nothing to compile, and that is no failure.
Result<BuildInfo> describe_empty_shard(const GoCommand& go, const CaptureOptions& options) {
  ProcessSet processes;
  GoEnvQuery env_query;
  GitQuery git_query;
  if (auto asked = git_query.start(go.run_directory(), processes); !asked) {
    return tl::unexpected(asked.error());
  }
  if (auto asked = env_query.start(go, processes); !asked) {
    return tl::unexpected(asked.error());
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  const auto env = env_query.result(go, processes);
  if (!env) {
    return tl::unexpected(env.error());
  }
  BuildInfo build = describe_build(go, *env, options, {});
  set_revision(build, options, git_query, processes);
  return build;
}

// The run itself, of the packages that `go` names.
Result<BuildInfo> run(const GoCommand& go, const CaptureOptions& options, DiagnosticSink& sink,
                      CaptureObserver& observer) {
  SectionWatch watch(sink, [&](std::string_view path) { observer.package_reached(path); });
  NoSink nowhere;
  SectionWatch unheard(nowhere, [](std::string_view) {});
  ProcessSet processes;
  GoEnvQuery env_query;
  GitQuery git_query;
  // Nothing may run before the main process: it is what the user waits for.
  const auto started = [&]() -> Result<void> {
    if (observer.wants_total()) {
      start_count(go, options, processes, observer);
    }
    if (options.revision.empty()) {
      if (auto asked = git_query.start(go.run_directory(), processes); !asked) {
        return asked;
      }
    }
    return env_query.start(go, processes);
  };
  const auto outcome = run_driver({options, go, processes, watch, unheard, env_query, started});
  watch.finish();
  unheard.finish();
  const WordsOf words_of = [&](std::string_view path) {
    const std::string words = watch.words_of(path);
    return words.empty() ? unheard.words_of(path) : words;
  };
  if (!outcome) {
    return tl::unexpected(explained(outcome.error(), words_of("")));
  }
  if (auto ran = processes.run(); !ran) {
    return tl::unexpected(ran.error());
  }
  const auto env = env_of_result(go, *outcome, env_query.result(go, processes), words_of(""));
  if (!env) {
    return tl::unexpected(env.error());
  }
  BuildInfo build = describe_build(go, *env, options, *outcome);
  set_revision(build, options, git_query, processes);
  build.failures = all_failures(go, *outcome, words_of);
  name_from_module(build.failures, build.directory, build.module_dir);
  return build;
}

}  // namespace

Result<BuildInfo> capture(const CaptureOptions& options, DiagnosticSink& sink, CaptureObserver& observer) {
  if (options.discard_words && options.driver != Driver::kList) {
    return fail(Failure::kUsage, "only the list driver can tell what there is without hearing the compiler");
  }
  auto go = make_go_command(options);
  if (!go) {
    return tl::unexpected(go.error());
  }
  if (options.shards > 1) {
    auto patterns = shard_patterns(*go, options);
    if (!patterns) {
      return tl::unexpected(patterns.error());
    }
    if (patterns->empty()) {
      return describe_empty_shard(*go, options);
    }
    go->patterns = *std::move(patterns);
  }
  return run(*go, options, sink, observer);
}

}  // namespace goescape
