// Where people read the files of a repository on the web.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// What a CI system says about the repository it works on; empty = not said.
struct ForgeVariables {
  std::string github_server;      // GITHUB_SERVER_URL: "https://github.com".
  std::string github_repository;  // GITHUB_REPOSITORY: "owner/name".
  std::string gitlab_project;     // CI_PROJECT_URL: "https://gitlab.com/group/name".
};

// The address of the repository, "https://github.com/owner/name", from the same as file_address(), but on any host.
// Empty where nothing is said, and for what is no plain address.
std::string repository_address(const ForgeVariables& variables, std::string_view remote);

// What stands in front of a commit in the address of a file: "https://github.com/owner/name/blob/",
// "https://gitlab.com/group/name/-/blob/". It is taken from `variables`, else from the address of the remote, as git
// knows it: https://, ssh://, git:// or user@host:path. Names and passwords in it are left out. Empty where nothing is
// said, where the host of the remote is neither a GitHub nor a GitLab by its name, and for what is no plain address,
// such as the path of a folder.
std::string file_address(const ForgeVariables& variables, std::string_view remote);

// A path for an address: percent-encoded but for "/" (RFC 3986, section 2.1).
std::string percent_encoded_path(std::string_view path);

}  // namespace goescape
