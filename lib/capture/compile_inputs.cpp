#include "capture/compile_inputs.h"

#include <fmt/core.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

namespace goescape {
namespace {

constexpr std::string_view kLineDirective = "//line ";

bool is_absolute(std::string_view file) { return file.starts_with('/'); }

// The file itself or a folder that it lies in matches, as //go:embed takes patterns (package embed, "Directives").
bool matches(std::string pattern, const std::string& file) {
  constexpr std::string_view kAll = "all:";
  if (pattern.starts_with(kAll)) {
    pattern.erase(0, kAll.size());
  }
  if (pattern == ".") {
    return true;
  }
  for (std::size_t end = file.find('/');; end = file.find('/', end + 1)) {
    if (fnmatch(pattern.c_str(), file.substr(0, end).c_str(), FNM_PATHNAME) == 0) {
      return true;
    }
    if (end == std::string::npos) {
      return false;
    }
  }
}

// The folder of the absolute path in `//line /folder/sum.go:1:1`; empty for a relative one.
std::string folder_of_line_directive(std::string_view line) {
  line.remove_prefix(kLineDirective.size());
  const std::size_t slash = line.rfind('/');
  return is_absolute(line) ? std::string(line.substr(0, slash)) : "";
}

// What -trimpath has to say of a file that the go command made outside of the package's folder, so that it is called as
// `go build` calls it. `name` stands for the package's folder; the result is empty when that alone is enough.
std::string rewrite_of_made_file(const ListedPackage& listed, const std::string& file, std::string_view name) {
  if (listed.package.for_test + ".test" == listed.package.import_path) {
    return fmt::format("{}=>_testmain.go", file);
  }
  // A file that cgo rewrote begins with a //line that names its source; the file of declarations does not. The cache
  // hands out what was made for a copy of the module elsewhere, and then the source is named there.
  std::ifstream text(file);
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with(kLineDirective)) {
      const std::string folder = folder_of_line_directive(line);
      return folder.empty() || folder == listed.package.dir ? "" : fmt::format("{}=>{}", folder, name);
    }
    if (line.starts_with("package ")) {
      break;
    }
  }
  return fmt::format("{}=>_cgo_gotypes.go", file);
}

// Packages of the standard library with functions that live in package runtime (cmd/go/internal/work, gc.go).
constexpr std::array<std::string_view, 12> kBodiesElsewhere{"bytes",
                                                            "internal/godebug",
                                                            "internal/poll",
                                                            "internal/runtime/maps",
                                                            "net",
                                                            "os",
                                                            "runtime/metrics",
                                                            "runtime/pprof",
                                                            "runtime/trace",
                                                            "sync",
                                                            "syscall",
                                                            "time"};

bool is_complete(const ListedPackage& listed) {
  if (!listed.inputs.go_only) {
    return false;
  }
  return !listed.package.standard || std::find(kBodiesElsewhere.begin(), kBodiesElsewhere.end(),
                                               listed.package.import_path) == kBodiesElsewhere.end();
}

// 21 of "go1.21.3"; nothing for a development version.
std::optional<int> minor_release(std::string_view version) {
  constexpr std::string_view kStart = "go1.";
  if (!version.starts_with(kStart)) {
    return std::nullopt;
  }
  version.remove_prefix(kStart.size());
  int minor = 0;
  const auto parsed = std::from_chars(version.data(), version.data() + version.size(), minor);
  return parsed.ec == std::errc() ? std::optional(minor) : std::nullopt;
}

}  // namespace

std::string import_config(const ListedPackage& listed, const ExportOf& export_of) {
  std::string config;
  for (const auto& [written, resolved] : listed.inputs.import_map) {
    const std::string_view plain = without_variant(resolved);
    if (plain != written) {
      config += fmt::format("importmap {}={}\n", written, plain);
    }
  }
  for (const auto& import : listed.inputs.imports) {
    const std::string file = export_of(import);
    if (!file.empty()) {
      config += fmt::format("packagefile {}={}\n", without_variant(import), file);
    }
  }
  return config;
}

std::string embed_config(const ListedPackage& listed) {
  const CompileInputs& inputs = listed.inputs;
  if (inputs.embed_patterns.empty()) {
    return "";
  }
  auto patterns = nlohmann::json::object();
  auto files = nlohmann::json::object();
  for (const auto& file : inputs.embed_files) {
    files[file] = listed.package.dir + "/" + file;
  }
  for (const auto& pattern : inputs.embed_patterns) {
    auto matched = nlohmann::json::array();
    for (const auto& [file, path] : files.items()) {
      if (matches(pattern, file)) {
        matched.push_back(file);
      }
    }
    patterns[pattern] = std::move(matched);
  }
  return nlohmann::json{{"Patterns", patterns}, {"Files", files}}.dump();
}

std::string trim_path(const ListedPackage& listed) {
  const BuildPackage& package = listed.package;
  std::string name = package.import_path;
  if (!package.module_version.empty() && name.starts_with(package.module_path)) {
    name.insert(package.module_path.size(), "@" + package.module_version);
  }
  // Files that were named one by one keep their names.
  if (name == "command-line-arguments") {
    name = ".";
  }
  // An external test lies in the folder of the package under test and is named after it.
  if (package.import_path == package.for_test + "_test") {
    name = package.for_test;
  }
  std::string rewrites = fmt::format("{}=>{}", package.dir, name);
  for (const auto& file : listed.inputs.go_files) {
    const std::string made = is_absolute(file) ? rewrite_of_made_file(listed, file, name) : "";
    if (!made.empty()) {
      rewrites += ";" + made;
    }
  }
  return rewrites;
}

std::vector<std::string> package_flags(const ListedPackage& listed, const GoEnv& env) {
  const BuildPackage& package = listed.package;
  std::vector<std::string> flags{"-p", package.name == "main" ? "main" : package.import_path};
  if (package.standard) {
    flags.emplace_back("-std");
  }
  if (!package.module_path.empty() && !package.standard) {
    // cmd/go/internal/gover.DefaultGoModVersion: what a go.mod without a go line means.
    const std::string wanted = "go" + (listed.inputs.language.empty() ? "1.16" : listed.inputs.language);
    const auto minor = minor_release(wanted);
    if (minor && *minor <= minor_release(env.version).value_or(*minor)) {
      flags.push_back(fmt::format("-lang=go1.{}", *minor));
    }
  }
  if (is_complete(listed)) {
    flags.emplace_back("-complete");
  }
  return flags;
}

std::vector<std::string> symbol_abi_flags(const ListedPackage& listed, const GoEnv& env, const std::string& scratch,
                                          bool with_path) {
  std::vector<std::string> flags;
  if (with_path) {
    flags = {"-p", listed.package.name == "main" ? "main" : listed.package.import_path};
  }
  for (const auto& flag : {std::string("-I"), scratch, std::string("-I"), env.goroot + "/pkg/include",
                           std::string("-D"), "GOOS_" + env.goos, std::string("-D"), "GOARCH_" + env.goarch,
                           std::string("-gensymabis"), std::string("-o"), scratch + "/symabis"}) {
    flags.push_back(flag);
  }
  for (const auto& file : listed.inputs.assembly_files) {
    flags.push_back(listed.package.dir + "/" + file);
  }
  return flags;
}

std::vector<std::string> file_arguments(const ListedPackage& listed, std::string_view directory) {
  const std::string& folder = listed.package.dir;
  std::string prefix = folder + "/";
  if (folder == directory) {
    prefix = "./";
  } else if (prefix.size() > directory.size() && prefix.starts_with(directory) && prefix[directory.size()] == '/') {
    prefix.erase(0, directory.size() + 1);
    if (prefix.starts_with('-')) {
      prefix.insert(0, "./");  // Or the compiler would take it for a flag.
    }
  }
  std::vector<std::string> arguments;
  arguments.reserve(listed.inputs.go_files.size());
  for (const auto& file : listed.inputs.go_files) {
    arguments.push_back(is_absolute(file) ? file : prefix + file);
  }
  return arguments;
}

}  // namespace goescape
