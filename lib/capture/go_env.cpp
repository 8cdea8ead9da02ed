#include "capture/go_env.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace goescape {
namespace {

// Without a module the go command names the null device (cmd/go/internal/modload), or nothing in GOPATH mode.
std::string file_or_nothing(const std::string& name) { return name == "/dev/null" || name == "off" ? "" : name; }

std::string first_of_list(const std::string& folders) { return folders.substr(0, folders.find(':')); }

}  // namespace

Result<void> GoEnvQuery::start(const GoCommand& go, ProcessSet& processes) {
  // Naming the variables saves the go command from asking the C compiler for its flags.
  const auto id = processes.start(go.bare({"env", "-json", "GOVERSION", "GOROOT", "GOMODCACHE", "GOPATH", "GOOS",
                                           "GOARCH", "GOMOD", "GOWORK", "GOTOOLDIR", "CGO_ENABLED"}),
                                  append_to(out_), append_to(err_));
  if (!id) {
    return tl::unexpected(id.error());
  }
  id_ = *id;
  return {};
}

Result<GoEnv> GoEnvQuery::result(const GoCommand& go, const ProcessSet& processes) const {
  if (!processes.status(id_).success()) {
    return fail(Failure::kInput, fmt::format("{} env failed with {}: {}", go.program, describe(processes.status(id_)),
                                             words_of_go(err_)));
  }
  auto env = parse_go_env(out_);
  if (!env || !env->version.empty()) {
    return env;
  }
  const auto version = run_process(go.bare({"version"}));
  if (!version) {
    return tl::unexpected(version.error());
  }
  env->version = parse_go_version(version->out);
  return env;
}

Result<GoEnv> parse_go_env(std::string_view json) {
  try {
    const auto object = nlohmann::json::parse(json);
    const auto text = [&](const char* key) { return object.value(key, std::string()); };
    GoEnv env{text("GOVERSION"),
              text("GOROOT"),
              text("GOMODCACHE"),
              text("GOOS"),
              text("GOARCH"),
              file_or_nothing(text("GOMOD")),
              file_or_nothing(text("GOWORK")),
              text("GOTOOLDIR"),
              text("CGO_ENABLED") == "1"};
    // Before Go 1.15 the module cache has no variable of its own.
    const std::string gopath = first_of_list(text("GOPATH"));
    if (env.gomodcache.empty() && !gopath.empty()) {
      env.gomodcache = gopath + "/pkg/mod";
    }
    return env;
  } catch (const nlohmann::json::exception& error) {
    return fail(Failure::kInput, fmt::format("go env printed no JSON: {}", error.what()));
  }
}

std::string parse_go_version(std::string_view text) {
  constexpr std::string_view kStart = "go version ";
  if (!text.starts_with(kStart)) {
    return "";
  }
  text.remove_prefix(kStart.size());
  return std::string(text.substr(0, text.find_first_of(" \n")));
}

}  // namespace goescape
