#include "options/build_options.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <thread>

#include "options/checks.h"
#include "util/deadline.h"
#include "util/duration.h"

namespace goescape {

namespace {

CLI::Validator is_duration() {
  CLI::Validator check;
  check.operation([](std::string& text) {
    return parse_duration(text) ? std::string()
                                : fmt::format("\"{}\" is no time, which are written 90s, 5m or 1h30m", text);
  });
  return check;
}

}  // namespace

void add_directory_option(CommandLine& line, std::string& directory) {
  line.app().option_defaults()->group("Build");
  line.app().add_option("-C,--directory", directory, "run in this folder")->type_name("DIR");
}

void add_build_options(CommandLine& line, BuildOptions& options) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Build");
  CaptureOptions& capture = options.capture;
  const std::map<std::string, Driver> drivers{
      {"list", Driver::kList}, {"build", Driver::kBuild}, {"compile", Driver::kCompile}};
  app.add_option("--go", capture.go, "the go command to run")->type_name("PATH");
  line.bind("driver",
            line.take_one_of(
                app.add_option_function<std::string>(
                       "--driver", [&capture, drivers](const std::string& name) { capture.driver = drivers.at(name); },
                       "how to reach the compiler: list (fastest), build, compile")
                    ->type_name("DRIVER"),
                "driver", {"list", "build", "compile"}));
  line.bind("level", app.add_option("--level", capture.level, "1: -m, 2: -m=2 with flow and cause (default)")
                         ->check(CLI::Range(1, 2))
                         ->type_name("1|2"));
  line.bind("tests",
            app.add_flag("--tests,!--no-tests", capture.tests, "also test, external test and example packages"));
  line.bind("race", app.add_flag("--race,!--no-race", capture.race, "build with the race detector"));
  line.bind("tags", app.add_option("--tags", capture.tags, "build tags")->delimiter(',')->type_name("TAG,…"));
  add_platform_options(line, options.matrix);
  line.bind(
      "gcflags",
      app.add_option("--gcflags", capture.gcflags, "one more flag for the compiler, repeatable")->type_name("FLAG"));
  app.add_option("--build-flag", capture.build_flags, "one more flag for the go command, repeatable")
      ->type_name("FLAG");
  line.bind("timeout", app.add_option_function<std::string>(
                              "--timeout", [](const std::string& text) { set_time_limit(*parse_duration(text)); },
                              "give up after this time, as in 90s, 5m or 1h30m; 0 never")
                           ->check(is_duration())
                           ->type_name("TIME"));
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  app.add_option("-j,--jobs", options.jobs, "threads that read logs and sources")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
}

void add_verify_option(CommandLine& line, bool& listing) {
  line.app().option_defaults()->group("Build");
  line.app().add_flag("--verify", listing, "tell by the assembly (-S=2) what allocates, and how much");
}

void add_packages_option(CommandLine& line, BuildOptions& options) {
  line.app()
      .add_option("packages", options.capture.patterns, "packages as for go build (default ./...), or .go files")
      ->type_name("PACKAGES");
}

std::vector<std::string> take_packages(const std::vector<std::string>& args, BuildOptions& options) {
  const auto separator = std::find(args.begin(), args.end(), "--");
  if (separator != args.end()) {
    options.capture.patterns.assign(separator + 1, args.end());
  }
  return {args.begin(), separator};
}

void add_from_option(CommandLine& line, BuildOptions& options) {
  line.app().option_defaults()->group("Build");
  line.app()
      .add_option("--from", options.from,
                  "read a compiler log or a saved JSON report (- = standard input) instead of compiling")
      ->check(is_given("the file"))
      ->type_name("FILE");
}

}  // namespace goescape
