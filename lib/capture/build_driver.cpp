#include <fmt/core.h>

#include <algorithm>

#include "capture/driver.h"
#include "capture/first_line_gate.h"
#include "capture/named_packages.h"
#include "capture/quoted.h"

namespace goescape {
namespace {

constexpr const char* kOnePackageOnly = "cannot use -c flag with multiple packages";  // go test before Go 1.21.

struct Ended {
  ExitStatus status;
  bool refused = false;  // By the words of kOnePackageOnly.
};

// Runs a go command that compiles; nothing it links is kept.
Result<Ended> compile(const DriverContext& context, std::vector<std::string> verb,
                      const std::vector<std::string>& packages) {
  const auto gcflags = gcflags_argument(context.go.flags);
  if (!gcflags) {
    return tl::unexpected(gcflags.error());
  }
  // The go command knows the null device by name and never replaces it (cmd/go/internal/work, BuildInstallFunc).
  verb.insert(verb.end(), {"-o", "/dev/null", *gcflags});
  FirstLineGate gate([&](std::string_view bytes) { context.watch.feed(bytes); }, {kOnePackageOnly});
  const auto id = context.processes.start(context.go.build_command(verb, packages), {},
                                          [&](std::string_view bytes) { gate.feed(bytes); });
  if (!id) {
    return tl::unexpected(id.error());
  }
  if (auto ran = context.processes.run_until_end_of(*id); !ran) {
    return tl::unexpected(ran.error());
  }
  gate.finish();
  const ExitStatus status = context.processes.status(*id);
  if (status.signal != 0) {
    return fail(Failure::kInput, fmt::format("{} {} was ended by {}: its output is incomplete", context.go.program,
                                             verb.front(), describe(status)));
  }
  return Ended{status, !gate.refusal().empty()};
}

// What to name to the go command: the files for the package that they make up, else import paths.
std::vector<std::string> arguments_for(const DriverContext& context, const std::vector<ListedPackage>& packages,
                                       bool (*wanted)(const ListedPackage&)) {
  std::vector<std::string> arguments;
  for (const auto& listed : packages) {
    if (listed.full_path != listed.package.import_path || !listed.package.for_test.empty() || !wanted(listed)) {
      continue;
    }
    if (listed.package.import_path == "command-line-arguments") {
      return context.go.patterns;
    }
    arguments.push_back(listed.package.import_path);
  }
  return arguments;
}

bool is_compiled(const ListedPackage& listed) { return !listed.failed() && listed.has_go_files; }
bool is_tested(const ListedPackage& listed) { return !listed.failed() && listed.has_tests; }

// Packages that have nothing but tests are not built, but tested.
std::vector<std::string> with_only_tests(std::vector<std::string> built, const std::vector<std::string>& tested) {
  for (const auto& package : tested) {
    if (std::find(built.begin(), built.end(), package) == built.end()) {
      built.push_back(package);
    }
  }
  return built;
}

// One process for all from Go 1.21 on, else one each.
Result<ExitStatus> compile_tests(const DriverContext& context, const std::vector<std::string>& compiled,
                                 const std::vector<std::string>& packages) {
  // All compiled ones are named, also those without tests: a package that is compiled again for the tests of another
  // has the flags of named packages only when it is one.
  const auto together = compile(context, {"test", "-c"}, compiled);
  if (!together) {
    return tl::unexpected(together.error());
  }
  if (!together->refused) {
    return together->status;
  }
  ExitStatus worst;
  // A named package that is compiled again for the tests of another is named no more: its flags need its pattern.
  std::vector<std::string> verb{"test", "-c"};
  const auto gcflags = join_quoted(context.go.flags.compiler);
  if (!gcflags) {
    return tl::unexpected(gcflags.error());
  }
  for (const auto& pattern : context.go.patterns) {
    verb.push_back(fmt::format("-gcflags={}={}", pattern, *gcflags));
  }
  for (const auto& package : packages) {
    context.watch.skip_what_was_reached();
    const auto alone = compile(context, verb, {package});
    if (!alone) {
      return tl::unexpected(alone.error());
    }
    if (!alone->status.success()) {
      worst = alone->status;
    }
  }
  return worst;
}

}  // namespace

Result<DriverOutcome> run_build_driver(const DriverContext& context) {
  auto listed = run_list(context.go, export_request(context.options), context.processes, context.started,
                         [&](std::string_view bytes) { context.unheard.feed(bytes); });
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  DriverOutcome outcome;
  divide_packages(std::move(listed->packages), context.options, outcome);
  outcome.status = listed->status;
  const auto to_build = arguments_for(context, outcome.packages, is_compiled);
  if (!to_build.empty()) {
    const auto built = compile(context, {"build"}, to_build);
    if (!built) {
      return tl::unexpected(built.error());
    }
    outcome.status = built->status;
  }
  const auto to_test =
      context.options.tests ? arguments_for(context, outcome.packages, is_tested) : std::vector<std::string>();
  if (to_test.empty()) {
    return outcome;
  }
  context.watch.skip_what_was_reached();
  const auto tested = compile_tests(context, with_only_tests(to_build, to_test), to_test);
  if (!tested) {
    return tl::unexpected(tested.error());
  }
  if (!tested->success()) {
    outcome.status = *tested;
  }
  return outcome;
}

}  // namespace goescape
