#include "source_links.h"

#include <cstdlib>

#include "capture/git_command.h"
#include "capture/repository.h"
#include "util/web_address.h"

namespace goescape {
namespace {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// One line of git's output; empty where it says no, or fails.
std::string line_of_git(const std::string& directory, const std::vector<std::string>& arguments) {
  const auto out = ask_git(directory, arguments);
  return out ? out->substr(0, out->find('\n')) : "";
}

// A saved report may come from anywhere; links to commits of others would lead nowhere.
bool is_commit(const std::string& directory, const std::string& hash) {
  return run_git(directory, {"cat-file", "-e", hash + "^{commit}"}).has_value();
}

}  // namespace

std::string source_address(const Report& report, const std::string& directory) {
  const std::string& hash = report.module.revision;
  if (hash.empty() || report.module.dirty || hash.find_first_not_of("0123456789abcdef") != std::string::npos) {
    return "";
  }
  const auto repository = find_repository(directory);
  if (!repository || !is_commit(repository->root, hash)) {
    return "";
  }
  const ForgeVariables variables{variable("GITHUB_SERVER_URL"), variable("GITHUB_REPOSITORY"),
                                 variable("CI_PROJECT_URL")};
  const std::string address =
      file_address(variables, line_of_git(repository->root, {"config", "--get", "remote.origin.url"}));
  if (address.empty()) {
    return "";
  }
  const std::string folder = percent_encoded_path(module_folder(*repository));
  return address + hash + '/' + (folder.empty() ? "" : folder + '/');
}

OutputOptions with_source_links(OutputOptions options, const Comparison& comparison, const std::string& directory) {
  if (any_format(options, &Format::links)) {
    options.render.source_url = source_address(*comparison.new_report, directory);
    options.render.old_source_url = source_address(*comparison.old_report, directory);
  }
  return options;
}

}  // namespace goescape
