#include "capture/go_command.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "model/go_version.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

// Lines that tell of progress and help, not of what went wrong.
bool is_chatter(std::string_view line) {
  for (const std::string_view start :
       {"go: downloading ", "go: finding ", "go: extracting ", "usage: ", "Run 'go help "}) {
    if (line.starts_with(start)) {
      return true;
    }
  }
  return line.empty();
}

Result<std::string> checked_directory(const std::string& directory) {
  if (directory.empty() || directory == ".") {
    return "";
  }
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return fail(Failure::kInput, fmt::format("directory {} does not exist", directory));
  }
  std::string path = fs::absolute(directory).lexically_normal().string();
  if (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  return path;
}

Result<void> check_patterns(const std::vector<std::string>& patterns) {
  for (const auto& pattern : patterns) {
    if (pattern.empty()) {
      return fail(Failure::kUsage, "an empty text names no package");
    }
    if (pattern.front() == '-') {
      return fail(Failure::kUsage,
                  fmt::format("package {} begins with '-': write ./{} if it is a folder", pattern, pattern));
    }
  }
  return {};
}

void set_environment(GoCommand& command, const CaptureOptions& options) {
  // The go command takes the name of its folder from PWD where that is right, which keeps symbolic links.
  if (!command.directory.empty()) {
    command.environment.emplace_back("PWD", command.directory);
  }
  if (!options.goos.empty()) {
    command.environment.emplace_back("GOOS", options.goos);
  }
  if (!options.goarch.empty()) {
    command.environment.emplace_back("GOARCH", options.goarch);
  }
  if (!options.workspace.empty()) {
    command.environment.emplace_back("GOWORK", options.workspace);
  }
  if (!command.flags.goflags.empty()) {
    command.environment.emplace_back("GOFLAGS", command.flags.goflags);
  }
}

// The assembly, with places as diagnostics have them, and the words of the compiler on what needs no allocation. Older
// compilers refuse the keys of -d that they do not know, so the release has to be asked for first.
Result<void> add_listing_flags(GoCommand& command) {
  constexpr int kFirstWithEscapeDebug = 25;
  const auto asked = run_process(command.bare({"env", "GOVERSION"}));
  if (!asked) {
    return tl::unexpected(asked.error());
  }
  const std::string_view version = std::string_view(asked->out).substr(0, asked->out.find('\n'));
  const bool debugs = go_minor(version).value_or(kFirstWithEscapeDebug) >= kFirstWithEscapeDebug;
  std::vector<std::string>& flags = command.flags.compiler;
  std::erase_if(flags, [](std::string_view flag) { return flag == "-S" || flag.starts_with("-S="); });
  flags.emplace_back("-S=2");
  flags.emplace_back("-dwarf=false");  // A fifth of the listing, and nothing to us.
  flags.emplace_back(debugs ? "-d=closure=1,escapedebug=1" : "-d=closure=1");
  return {};
}

}  // namespace

std::string GoCommand::run_directory() const {
  if (!directory.empty()) {
    return directory;
  }
  // As the go command does it: PWD keeps symbolic links, where it tells the truth.
  std::error_code error;
  const char* const pwd = std::getenv("PWD");
  if (pwd != nullptr && *pwd == '/' && fs::equivalent(pwd, ".", error) && !error) {
    return pwd;
  }
  return fs::current_path(error).string();
}

ProcessSpec GoCommand::bare(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), program);
  return {std::move(arguments), directory, environment};
}

ProcessSpec GoCommand::build_command(const std::vector<std::string>& verb_and_flags,
                                     const std::vector<std::string>& packages) const {
  std::vector<std::string> arguments = verb_and_flags;
  // Behind the verb, so that ours, which stand last, win over the user's.
  arguments.insert(arguments.begin() + 1, flags.build.begin(), flags.build.end());
  arguments.insert(arguments.end(), packages.begin(), packages.end());
  return bare(std::move(arguments));
}

Result<GoCommand> make_go_command(const CaptureOptions& options) {
  if (auto checked = check_patterns(options.patterns); !checked) {
    return tl::unexpected(checked.error());
  }
  GoCommand command;
  command.patterns = options.patterns;
  if (command.patterns.empty()) {
    command.patterns.emplace_back("./...");
  }
  auto flags = make_go_flags(options, user_goflags());
  if (!flags) {
    return tl::unexpected(flags.error());
  }
  command.flags = std::move(*flags);
  auto directory = checked_directory(options.directory);
  if (!directory) {
    return tl::unexpected(directory.error());
  }
  command.directory = std::move(*directory);
  auto program = find_program(options.go);
  if (!program) {
    return fail(Failure::kInput, fmt::format("the go command was not found ({}): install Go or name it with --go",
                                             program.error().message));
  }
  command.program = std::move(*program);
  set_environment(command, options);
  if (options.listing) {
    if (auto added = add_listing_flags(command); !added) {
      return tl::unexpected(added.error());
    }
  }
  return command;
}

std::string words_of_go(std::string_view err) {
  std::string words;
  while (!err.empty()) {
    const std::size_t end = std::min(err.find('\n'), err.size());
    std::string_view line = err.substr(0, end);
    err.remove_prefix(std::min(end + 1, err.size()));
    if (is_chatter(line)) {
      continue;
    }
    if (line.starts_with("go: ")) {
      line.remove_prefix(4);
    }
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    words += fmt::format("{}{}", words.empty() ? "" : "; ", line);
  }
  return words.empty() ? "no message" : words;
}

}  // namespace goescape
