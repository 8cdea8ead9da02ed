// Runs lib/capture by itself: the diagnostic stream goes to standard output, the description of the build as JSON to
// standard error. For the tests of the drivers and for looking at what a toolchain says.
//
//   capture_tool [--driver list|build|compile] [--level N] [--tests] [--race] [--total] [--go PROGRAM] [-C DIR]
//                [--goos OS] [--goarch ARCH] [--tags A] [--gcflags FLAG] [--build-flag FLAG] [--] [PACKAGES]

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "capture/capture.h"
#include "util/interrupt.h"

namespace {

using goescape::BuildInfo;
using goescape::BuildPackage;
using Json = nlohmann::ordered_json;

class ToStandardOutput final : public goescape::DiagnosticSink {
 public:
  void feed(std::string_view bytes) override { std::fwrite(bytes.data(), 1, bytes.size(), stdout); }
};

class Counting final : public goescape::CaptureObserver {
 public:
  explicit Counting(bool wants) : wants_(wants) {}
  bool wants_total() override { return wants_; }
  void total_known(std::size_t packages) override { total = packages; }
  void package_reached(std::string_view /*import_path*/) override { ++reached; }

  std::size_t total = 0;
  std::size_t reached = 0;

 private:
  bool wants_;
};

goescape::Driver driver_named(std::string_view name) {
  if (name == "build") {
    return goescape::Driver::kBuild;
  }
  return name == "compile" ? goescape::Driver::kCompile : goescape::Driver::kList;
}

struct Arguments {
  goescape::CaptureOptions options;
  bool total = false;
};

// An option that takes a word. Unknown ones are ignored: only tests call this.
void take_option(const std::string& name, const std::string& value, goescape::CaptureOptions& options) {
  if (name == "--driver") {
    options.driver = driver_named(value);
  } else if (name == "--level") {
    options.level = std::stoi(value);
  } else if (name == "--go") {
    options.go = value;
  } else if (name == "-C") {
    options.directory = value;
  } else if (name == "--goos") {
    options.goos = value;
  } else if (name == "--goarch") {
    options.goarch = value;
  } else if (name == "--tags") {
    options.tags.push_back(value);
  } else if (name == "--gcflags") {
    options.gcflags.push_back(value);
  } else if (name == "--build-flag") {
    options.build_flags.push_back(value);
  }
}

Arguments parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  goescape::CaptureOptions& options = arguments.options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--tests") {
      options.tests = true;
    } else if (word == "--race") {
      options.race = true;
    } else if (word == "--total") {
      arguments.total = true;
    } else if (word == "--") {
      options.patterns.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    } else if (!word.starts_with('-')) {
      options.patterns.push_back(word);
    } else {
      ++i;
      take_option(word, i < words.size() ? words[i] : "", options);
    }
  }
  return arguments;
}

Json as_json(const BuildPackage& package) {
  return {{"import_path", package.import_path},
          {"name", package.name},
          {"for_test", package.for_test},
          {"dir", package.dir},
          {"module_path", package.module_path},
          {"module_dir", package.module_dir},
          {"module_version", package.module_version},
          {"main_module", package.main_module},
          {"standard", package.standard},
          {"vendored", package.vendored},
          {"files", package.files}};
}

Json as_json(const BuildInfo& build) {
  Json packages = Json::array();
  for (const auto& package : build.packages) {
    packages.push_back(as_json(package));
  }
  Json failures = Json::array();
  for (const auto& failure : build.failures)
    failures.push_back({{"package", failure.package}, {"message", failure.message}});
  return {{"go_version", build.toolchain.go_version},
          {"goos", build.toolchain.goos},
          {"goarch", build.toolchain.goarch},
          {"gcflags", build.toolchain.gcflags},
          {"tags", build.toolchain.tags},
          {"cgo", build.toolchain.cgo},
          {"race", build.toolchain.race},
          {"goroot", build.goroot},
          {"gomodcache", build.gomodcache},
          {"directory", build.directory},
          {"module_path", build.module_path},
          {"module_dir", build.module_dir},
          {"packages", packages},
          {"failures", failures}};
}

}  // namespace

// Exit codes as those of goescape: 0, 2 usage, 3 toolchain, 130 interrupted; 3 also when a package failed.
int main(int argc, char** argv) {
  goescape::install_interrupt_handlers();
  const Arguments arguments = parse_arguments({argv + 1, argv + argc});
  ToStandardOutput sink;
  Counting observer(arguments.total);
  const auto build = goescape::capture(arguments.options, sink, observer);
  std::fflush(stdout);
  if (!build) {
    std::cerr << build.error().message << '\n';
    if (build.error().failure == goescape::Failure::kInterrupted) {
      return 130;
    }
    return build.error().failure == goescape::Failure::kUsage ? 2 : 3;
  }
  Json described = as_json(*build);
  described["reached"] = observer.reached;
  if (arguments.total) {
    described["total"] = observer.total;
  }
  std::cerr << described.dump(2) << '\n';
  return build->failures.empty() ? 0 : 3;
}
