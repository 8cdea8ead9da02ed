#include "capture/capture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "catch.h"
#include "util/interrupt.h"

using namespace goescape;

namespace {

struct TextSink final : DiagnosticSink {
  void feed(std::string_view bytes) override {
    size += bytes.size();
    if (text.size() < 10000) {
      text += bytes;
    }
  }
  std::string text;
  std::size_t size = 0;
};

struct Watcher final : CaptureObserver {
  void package_reached(std::string_view import_path) override { reached.emplace_back(import_path); }
  std::vector<std::string> reached;
};

CaptureOptions fake_options() {
  CaptureOptions options;
  options.go = std::string(GOESCAPE_SOURCE_DIR) + "/tests/fakes/go";
  return options;
}

struct Run {
  Result<BuildInfo> build;
  std::string text;
  std::size_t size;
  std::vector<std::string> reached;
};

// Captures with the fake go command in one of its moods.
Run run_fake(const char* mood, const CaptureOptions& options = fake_options()) {
  setenv("GOESCAPE_FAKE", mood, 1);
  TextSink sink;
  Watcher watcher;
  auto build = capture(options, sink, watcher);
  return {std::move(build), sink.text, sink.size, watcher.reached};
}

std::string error_of(const char* mood) {
  const Run run = run_fake(mood);
  return run.build ? "no error" : run.build.error().message;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a good run gives packages, diagnostics and the toolchain") {
  const Run run = run_fake("well");
  REQUIRE(run.build);
  CHECK(run.text == "# example.com/fake/a\nexample.com/fake/a/a.go:3:17: moved to heap: x\n");
  CHECK(run.reached == std::vector<std::string>{"example.com/fake/a"});
  REQUIRE(run.build->packages.size() == 1);
  CHECK(run.build->packages[0].import_path == "example.com/fake/a");
  CHECK(run.build->packages[0].files == std::vector<std::string>{"a.go"});
  CHECK(run.build->failures.empty());
  CHECK(run.build->toolchain.go_version == "go1.99.0");
  CHECK(run.build->toolchain.goos == "plan9");
  CHECK(run.build->toolchain.gcflags == "-m=2");
  CHECK(run.build->module_dir == "/fake/module");
}

TEST_CASE("what is no list of packages is an error") {
  CHECK(has(error_of("garbage"), "printed something else than packages: Segmentation fault, or so"));
  CHECK(has(error_of("json_garbage"), "described a package unreadably"));
}

TEST_CASE("a go command that stops in the middle is an error with its words") {
  const std::string error = error_of("half");
  CHECK(has(error, "stopped in the middle of a package with exit code 2"));
  CHECK(has(error, "the disk is full"));
}

TEST_CASE("a go command that a signal ends is an error whatever it said before") {
  CHECK(has(error_of("killed"), "was ended by signal 9 (Killed): its output is incomplete"));
}

TEST_CASE("a go command that fails without a package is an error without its chatter") {
  const std::string error = error_of("says_nothing");
  CHECK(has(error, "exit code 1: download go1.98 for linux/amd64: toolchain not available"));
  CHECK_FALSE(has(error, "downloading"));
}

TEST_CASE("a pattern that matches nothing is an error") {
  CHECK(has(error_of("no_package"), "the pattern ./... matched no packages"));
}

TEST_CASE("a pattern that matches nothing beside one that does is a failure") {
  CaptureOptions options = fake_options();
  options.patterns = {"./...", "example.com/nowhere/..."};
  const Run run = run_fake("well", options);
  REQUIRE(run.build);
  REQUIRE(run.build->failures.size() == 1);
  CHECK(run.build->failures[0].package.empty());
  CHECK(run.build->failures[0].message == "the pattern example.com/nowhere/... matched no packages");
}

TEST_CASE("a run that fails after its packages is told as a failure") {
  const Run run = run_fake("fails_late");
  REQUIRE(run.build);
  CHECK(run.build->packages.size() == 1);
  REQUIRE(run.build->failures.size() == 1);
  CHECK(run.build->failures[0].package.empty());
  CHECK(has(run.build->failures[0].message, "something else broke"));
}

TEST_CASE("an older go command is asked again without fields, and its refusal goes nowhere") {
  const Run run = run_fake("old");
  REQUIRE(run.build);
  CHECK(run.build->packages.size() == 1);
  CHECK(run.build->failures.empty());
  CHECK(run.text == "# example.com/fake/a\nexample.com/fake/a/a.go:3:17: moved to heap: x\n");
}

TEST_CASE("a go command without -trimpath is too old") {
  CHECK(has(error_of("ancient"), "Go 1.13 or newer is needed"));
}

TEST_CASE("errors that come on standard error become the words of the package") {
  const Run run = run_fake("errors_on_stderr");
  REQUIRE(run.build);
  CHECK(run.build->packages.size() == 2);
  REQUIRE(run.build->failures.size() == 1);
  CHECK(run.build->failures[0].package == "example.com/fake/b");
  CHECK(run.build->failures[0].message == "b/b.go:3:5: undefined: y");
}

TEST_CASE("much output on both streams arrives complete") {
  const Run run = run_fake("flood");
  REQUIRE(run.build);
  CHECK(run.build->packages.size() == 20000);
  CHECK(run.size == 21 + std::size_t{2000000} * 47);
}

TEST_CASE("options become arguments and environment") {
  CaptureOptions options = fake_options();
  options.patterns = {"./...", "a b"};
  options.level = 1;
  options.tests = true;
  options.race = true;
  options.tags = {"x", "y"};
  options.goos = "linux";
  options.goarch = "arm64";
  options.gcflags = {"-N", "-d=a b"};
  options.build_flags = {"-mod=mod"};
  setenv("GOFLAGS", "-n -ldflags=-w", 1);
  const Run run = run_fake("arguments", options);
  unsetenv("GOFLAGS");
  REQUIRE(run.build);
  CHECK(has(run.text, "\nlist\n-mod=mod\n-trimpath\n-race\n-tags=x,y\n-e\n-json="));
  CHECK(has(run.text, "\n-export\n-test\n-gcflags=-m -N '-d=a b'\n./...\na b\n"));
  CHECK(has(run.text, "\nGOOS=linux GOARCH=arm64 GOFLAGS=-ldflags=-w\n"));
}

TEST_CASE("impossible options are usage errors") {
  CaptureOptions options = fake_options();
  options.patterns = {"-toolexec=rm"};
  CHECK(run_fake("well", options).build.error().failure == Failure::kUsage);
  options.patterns = {""};
  CHECK(run_fake("well", options).build.error().failure == Failure::kUsage);
  options = fake_options();
  options.level = 3;
  CHECK(run_fake("well", options).build.error().failure == Failure::kUsage);
}

TEST_CASE("a missing go command or directory is named") {
  CaptureOptions options = fake_options();
  options.go = "goescape-no-such-go";
  const Run no_go = run_fake("well", options);
  REQUIRE_FALSE(no_go.build);
  CHECK(has(no_go.build.error().message, "goescape-no-such-go"));
  CHECK(has(no_go.build.error().message, "--go"));
  options = fake_options();
  options.directory = "/nonexistent/module";
  const Run no_directory = run_fake("well", options);
  REQUIRE_FALSE(no_directory.build);
  CHECK(no_directory.build.error().message == "directory /nonexistent/module does not exist");
}

namespace {

// Sends itself a signal when the go command is running.
struct Interrupting final : CaptureObserver {
  bool wants_total() override { return false; }
  void package_reached(std::string_view import_path) override {
    child = std::stoi(std::string(import_path));
    kill(getpid(), SIGINT);
  }
  pid_t child = 0;
};

}  // namespace

TEST_CASE("a signal ends a go command that hangs, and everything below it") {
  const pid_t copy = fork();
  if (copy == 0) {
    install_interrupt_handlers();
    setenv("GOESCAPE_FAKE", "hang", 1);
    TextSink sink;
    Interrupting observer;
    const auto build = capture(fake_options(), sink, observer);
    for (int i = 0; i < 100 && kill(observer.child, 0) == 0; ++i) {
      usleep(20000);
    }
    const bool gone = observer.child > 0 && kill(observer.child, 0) != 0;
    _exit(!build && build.error().failure == Failure::kInterrupted && gone ? 130 : 1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
}
