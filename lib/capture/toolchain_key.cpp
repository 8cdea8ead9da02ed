#include "capture/toolchain_key.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "capture/go_command.h"
#include "capture/go_env.h"
#include "util/environment.h"
#include "util/subprocess.h"

namespace goescape {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

// What `go env` tells without asking the C compiler, which would take longer than all the rest.
const std::vector<std::string>& variables_of_go() {
  static const std::vector<std::string> names{"GOVERSION", "GOROOT",  "GOTOOLCHAIN", "GOOS",    "GOARCH",
                                              "GO386",     "GOAMD64", "GOARM",       "GOARM64", "GOMIPS",
                                              "GOMIPS64",  "GOPPC64", "GORISCV64",   "GOWASM",  "GOEXPERIMENT",
                                              "GOFIPS140", "GOFLAGS", "GO111MODULE", "GOWORK",  "CGO_ENABLED",
                                              "CC",        "CXX",     "AR"};
  return names;
}

void add_from_environment(Facts& facts) {
  for (const char* const name : {"CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS",
                                 "PKG_CONFIG", "PKG_CONFIG_PATH", "CPATH", "C_INCLUDE_PATH"}) {
    facts.emplace_back(name, environment_variable(name));
  }
}

void add_list(Facts& facts, const std::string& name, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    facts.emplace_back(fmt::format("{}[{}]", name, i), values[i]);
  }
}

void add_options(Facts& facts, const CaptureOptions& options, const GoCommand& go) {
  facts.emplace_back("program", go.program);
  facts.emplace_back("driver", std::to_string(static_cast<int>(options.driver)));
  facts.emplace_back("listing", options.listing ? "1" : "0");
  facts.emplace_back("level", std::to_string(options.level));
  facts.emplace_back("tests", options.tests ? "1" : "0");
  facts.emplace_back("race", go.flags.race ? "1" : "0");
  add_list(facts, "pattern", go.patterns);
  add_list(facts, "tag", go.flags.tags);
  add_list(facts, "compiler flag", go.flags.compiler);
  add_list(facts, "build flag", go.flags.build);
}

Result<Facts> parse_variables(const std::string& json) {
  try {
    const auto object = nlohmann::json::parse(json);
    Facts facts;
    for (const auto& name : variables_of_go()) {
      facts.emplace_back(name, object.value(name, std::string()));
    }
    return facts;
  } catch (const nlohmann::json::exception& error) {
    return fail(Failure::kInput, fmt::format("go env printed no JSON: {}", error.what()));
  }
}

// The release where `go env` is too old to tell it.
Result<void> complete_version(const ProcessSpec& spec, Facts& facts) {
  if (!facts.front().second.empty()) {
    return {};
  }
  ProcessSpec version = spec;
  version.arguments = {spec.arguments.front(), "version"};
  const auto output = run_process(version);
  if (!output) {
    return tl::unexpected(output.error());
  }
  facts.front().second = parse_go_version(output->out);
  return {};
}

}  // namespace

Result<Facts> toolchain_key(const CaptureOptions& options) {
  const auto go = make_go_command(options);
  if (!go) {
    return tl::unexpected(go.error());
  }
  std::vector<std::string> arguments{"env", "-json"};
  arguments.insert(arguments.end(), variables_of_go().begin(), variables_of_go().end());
  ProcessSpec spec = go->bare(std::move(arguments));
  // Inside of a module its go.mod may choose the toolchain; the commit, which is in every key, stands for that.
  spec.directory = "/";
  std::erase_if(spec.environment, [](const auto& change) { return change.first == "PWD"; });
  spec.environment.emplace_back("PWD", "/");
  const auto output = run_process(spec);
  if (!output) {
    return tl::unexpected(output.error());
  }
  if (!output->status.success()) {
    return fail(Failure::kInput, fmt::format("{} env failed with {}: {}", go->program, describe(output->status),
                                             words_of_go(output->err)));
  }
  auto facts = parse_variables(output->out);
  if (!facts) {
    return facts;
  }
  if (auto completed = complete_version(spec, *facts); !completed) {
    return tl::unexpected(completed.error());
  }
  add_from_environment(*facts);
  add_options(*facts, options, *go);
  return facts;
}

}  // namespace goescape
